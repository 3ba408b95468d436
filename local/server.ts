/** The one HTTP server of the local cloud: signed AWS calls go to the gateway, everything else by its path. */

import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer } from 'node:net';
import type { Socket, Server as SocketServer } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Certificate } from './certificate.ts';
import { StartupError } from './startup-error.ts';

export type Handle = (request: IncomingMessage, response: ServerResponse) => void;
export type HandleUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export type Server = {
  readonly port: number;
  /** Of the TLS on the same port. */
  readonly certificate: Certificate | undefined;
  /** Takes requests whose path is `prefix` or lies under it; the longest prefix wins. */
  route(prefix: string, handle: Handle): void;
  routeUpgrade(path: string, handle: HandleUpgrade): void;
  /** Takes requests that are signed, for whatever AWS service, and whose path is not routed itself. */
  routeSigned(handle: Handle): void;
  close(): Promise<void>;
};

/** What a TLS connection begins with (RFC 8446, "Record Protocol"), and no HTTP request does. */
const TLS_HANDSHAKE = 0x16;

/**
 * Listens on the loopback interface only; with a certificate the port takes TLS as well. Port 0 takes any free one.
 * Throws `StartupError` for a port that is taken.
 */
export const startServer = async (port: number, certificate?: Certificate): Promise<Server> => {
  const routes = new Map<string, Handle>();
  const upgrades = new Map<string, HandleUpgrade>();
  let signed: Handle | undefined;

  const answer: Handle = (request, response) => {
    const path = pathOf(request);
    const isForAws = isSigned(request) && (path === '/' || !routes.has(path));
    const handle = isForAws ? signed : find(routes, path);
    if (handle) return handle(request, response);
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Nothing here.\n');
  };
  const upgrade: HandleUpgrade = (request, socket, head) => {
    const handle = upgrades.get(pathOf(request));
    if (handle) return handle(request, socket, head);
    socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
  };
  const plain = createHttpServer(answer).on('upgrade', upgrade);
  const secure = certificate && createHttpsServer(certificate, answer).on('upgrade', upgrade);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)));
    welcome(socket, (first) => (first === TLS_HANDSHAKE && secure ? secure : plain).emit('connection', socket));
  });

  return {
    port: await listen(server, port),
    certificate,
    route: (prefix, handle) => routes.set(prefix, handle),
    routeUpgrade: (path, handle) => upgrades.set(path, handle),
    routeSigned: (handle) => (signed = handle),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

/** Looks at the first byte and puts it back. */
const welcome = (socket: Socket, pass: (firstByte: number | undefined) => void): void => {
  const dropped = (): void => void socket.destroy();
  socket.on('error', dropped);
  socket.once('data', (chunk: Buffer) => {
    socket.off('error', dropped).pause();
    socket.unshift(chunk);
    pass(chunk[0]);
    // TLS takes up what was put back in the next tick; resumed before, the socket would lose it.
    process.nextTick(() => socket.resume());
  });
};

const listen = (server: SocketServer, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(whyNot(error, port)));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });

const whyNot = (error: NodeJS.ErrnoException, port: number): Error => {
  if (error.code === 'EADDRINUSE') return new StartupError(`Port ${port} is taken. Choose another one with --port, such as --port ${port + 1}.`);
  if (error.code === 'EACCES') return new StartupError(`Port ${port} may not be used by this user. Choose one above 1023 with --port.`);
  return error;
};

const isSigned = ({ headers }: IncomingMessage): boolean => /^AWS4-HMAC-SHA256 /.test(headers.authorization ?? '');

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';

const find = (routes: ReadonlyMap<string, Handle>, path: string): Handle | undefined => {
  for (let prefix = path; ; prefix = prefix.slice(0, prefix.lastIndexOf('/'))) {
    const handle = routes.get(prefix || '/');
    if (handle || prefix === '') return handle;
  }
};
