/** Stands between a client and a local cloud, and changes some of what the cloud says: an AWS that does otherwise. */
import { once } from 'node:events';
import { createServer, request as requestOf } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';

export type Alterations = {
  /** Gets the body of each response, and gives the one that is sent. */
  readonly body: (text: string) => string;
  /** Gets each piece that a WebSocket's server sends; what it gives must have the same length. */
  readonly frames: (text: string) => string;
  /** True for handshakes that are refused with HTTP 400. */
  readonly refuses: (request: IncomingMessage) => boolean;
};

export type Proxy = { readonly url: string; readonly close: () => Promise<void> };

/** The stack's outputs name the proxy instead of the cloud at `target`, so that clients stay on it. */
export async function startAlteringProxy(target: string, alterations: Alterations): Promise<Proxy> {
  const { hostname, port, host } = new URL(target);
  const sockets = new Set<Duplex>();
  const server = createServer((request, response) => {
    forward(request, response, { target, alter: (text) => alterations.body(text).replaceAll(host, ownHost()) });
  });
  server.on('connection', (socket) => void sockets.add(socket));
  server.on('upgrade', (request, socket, head) => {
    if (alterations.refuses(request)) return void socket.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n');
    const upstream = connect(Number(port), hostname);
    sockets.add(upstream);
    upstream.write(headOf(request));
    upstream.write(head);
    upstream.on('data', (chunk) => socket.write(Buffer.from(alterations.frames(chunk.toString('latin1')), 'latin1')));
    socket.pipe(upstream);
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      one.on('close', () => other.destroy()).on('error', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const ownHost = (): string => {
    const address = server.address();
    return `localhost:${typeof address === 'object' && address ? address.port : 0}`;
  };
  return {
    url: `http://${ownHost()}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

type Forwarding = { readonly target: string; readonly alter: (text: string) => string };

function forward(request: IncomingMessage, response: ServerResponse, { target, alter }: Forwarding): void {
  const { method, url = '/' } = request;
  const upstream = requestOf(new URL(url, target), { method, headers: request.headers });
  const fail = (): void => void response.destroy();
  upstream.on('error', fail);
  upstream.on('response', (answer) => {
    buffer(answer).then((bytes) => {
      const body = Buffer.from(alter(bytes.toString()));
      const { 'transfer-encoding': _chunked, ...headers } = answer.headers;
      response.writeHead(answer.statusCode ?? 500, { ...headers, 'content-length': body.length }).end(body);
    }, fail);
  });
  request.pipe(upstream);
}

function headOf({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? `${name}: ${rawHeaders[index + 1] ?? ''}` : []));
  return [`${method} ${url} HTTP/1.1`, ...lines, '', ''].join('\r\n');
}
