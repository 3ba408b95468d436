/** The one HTTP server of the local cloud: signed AWS calls go to the gateway, everything else by its path. */

import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer } from 'node:net';
import type { Socket, Server as SocketServer } from 'node:net';
import type { Certificate } from './certificate.ts';
import { answerRequests } from './answer-requests.ts';
import type { Handle } from './answer-requests.ts';
import { answerUpgrades } from './answer-upgrades.ts';
import type { HandleUpgrade } from './answer-upgrades.ts';
import { createFindRefusal } from './local-callers.ts';
import type { FindRefusal } from './local-callers.ts';
import { welcome } from './welcome.ts';
import { StartupError } from '../../kernel/startup-error.ts';

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

/** How long a client may take, in milliseconds: to its first byte and its TLS handshake, to its headers, to its body. */
type Patience = { readonly greetingMs: number; readonly headersMs: number; readonly requestMs: number };

const PATIENCE: Patience = { greetingMs: 10_000, headersMs: 15_000, requestMs: 60_000 };

export type ServerOptions = {
  /** With a certificate the port takes TLS as well. */
  readonly certificate?: Certificate | undefined;
  /** Turns away what does not come from this machine. */
  readonly findRefusal?: FindRefusal;
  readonly patience?: Patience;
};

/**
 * Listens on the loopback interface only. Port 0 takes any free one.
 * Throws `StartupError` for a port that is taken.
 */
export async function startServer(port: number, options: ServerOptions = {}): Promise<Server> {
  const { certificate, findRefusal = createFindRefusal(), patience = PATIENCE } = options;
  const routes = new Map<string, Handle>();
  const upgrades = new Map<string, HandleUpgrade>();
  let signed: Handle | undefined;

  const answer = answerRequests(findRefusal, (request, response) => {
    const path = pathOf(request);
    const isForAws = isSigned(request) && (path === '/' || !routes.has(path));
    const handle = isForAws ? signed : find(routes, path);
    if (handle) return handle(request, response);
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Nothing here.\n');
  });
  const upgrade = answerUpgrades(findRefusal, (request) => upgrades.get(pathOf(request)));
  const timeouts = httpTimeouts(patience);
  const plain = createHttpServer(timeouts, answer);
  const secure =
    certificate && createHttpsServer({ ...timeouts, ...certificate, handshakeTimeout: patience.greetingMs }, answer);
  const servers = secure ? [plain, secure] : [plain];
  for (const one of servers) watch(one.on('upgrade', upgrade));

  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)));
    welcome(socket, patience.greetingMs, (isTls) => (isTls && secure ? secure : plain).emit('connection', socket));
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
        for (const one of servers) one.close();
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function httpTimeouts({ headersMs, requestMs }: Patience) {
  return {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.min(1000, headersMs),
  };
}

/** Node.js looks for connections that take too long from the moment when a server listens; these are handed theirs. */
function watch(server: HttpServer): void {
  void server.emit('listening');
}

function listen(server: SocketServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(whyNot(error, port)));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function whyNot(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new StartupError(`Port ${port} is taken. Choose another one with --port, such as --port ${port + 1}.`);
  if (error.code === 'EACCES')
    return new StartupError(`Port ${port} may not be used by this user. Choose one above 1023 with --port.`);
  return error;
}

function isSigned({ headers }: IncomingMessage): boolean {
  return /^AWS4-HMAC-SHA256 /.test(headers.authorization ?? '');
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}

function find(routes: ReadonlyMap<string, Handle>, path: string): Handle | undefined {
  for (let prefix = path; ; prefix = prefix.slice(0, prefix.lastIndexOf('/'))) {
    const handle = routes.get(prefix || '/');
    if (handle || prefix === '') return handle;
  }
}
