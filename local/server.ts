/** The one HTTP server of the local cloud: signed AWS calls go to the gateway, everything else by its path. */

import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { StartupError } from './startup-error.ts';

export type Handle = (request: IncomingMessage, response: ServerResponse) => void;
export type HandleUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export type Server = {
  readonly port: number;
  /** Takes requests whose path is `prefix` or lies under it; the longest prefix wins. */
  route(prefix: string, handle: Handle): void;
  routeUpgrade(path: string, handle: HandleUpgrade): void;
  /** Takes requests that are signed for an AWS service other than AppSync. */
  routeSigned(handle: Handle): void;
  close(): Promise<void>;
};

/** Listens on the loopback interface only. Port 0 takes any free one. Throws `StartupError` for a port that is taken. */
export const startServer = async (port: number): Promise<Server> => {
  const routes = new Map<string, Handle>();
  const upgrades = new Map<string, HandleUpgrade>();
  let signed: Handle | undefined;

  const server = createServer((request, response) => {
    const handle = isSigned(request) ? signed : find(routes, pathOf(request));
    if (handle) return handle(request, response);
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Nothing here.\n');
  });
  server.on('upgrade', (request, socket, head) => {
    const handle = upgrades.get(pathOf(request));
    if (handle) return handle(request, socket, head);
    socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
  });

  return {
    port: await listen(server, port),
    route: (prefix, handle) => routes.set(prefix, handle),
    routeUpgrade: (path, handle) => upgrades.set(path, handle),
    routeSigned: (handle) => (signed = handle),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const listen = (server: ReturnType<typeof createServer>, port: number): Promise<number> =>
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

const isSigned = ({ headers }: IncomingMessage): boolean =>
  /^AWS4-HMAC-SHA256 /.test(headers.authorization ?? '') && !/\/appsync\/aws4_request/.test(headers.authorization ?? '');

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';

const find = (routes: ReadonlyMap<string, Handle>, path: string): Handle | undefined => {
  for (let prefix = path; ; prefix = prefix.slice(0, prefix.lastIndexOf('/'))) {
    const handle = routes.get(prefix || '/');
    if (handle || prefix === '') return handle;
  }
};
