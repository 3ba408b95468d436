/** AppSync's real-time endpoint for one API, on the upgrades of an HTTP server. PROTOCOL.md of appsync-realtime specifies its protocol. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import {
  KEEP_ALIVE_INTERVAL_MS,
  MAX_CONNECTION_AGE_MS,
  MAX_PAYLOAD_BYTES,
  SUB_PROTOCOL,
  type ServerMessage,
} from '@ordersaga/appsync-realtime';
import type { Api } from '../api.ts';
import { CLOSE, rejectConnection, serveConnection } from './connection.ts';
import { readHandshake } from './handshake.ts';
import { createSubscribers } from './subscribers.ts';

export type RealtimeServer = {
  /** For the `upgrade` event of an HTTP server. The path has been chosen by the caller: `<graphql path>[/realtime]`. */
  readonly handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Closes every connection; resolves when they are gone. */
  readonly close: () => Promise<void>;
};

/** The part of an API that the server needs. */
export type RealtimeApi = Pick<Api, 'authorize' | 'subscribe' | 'onPublish' | 'onInvalidate'>;

/** Serves the subscriptions of `api`. */
export function createRealtimeServer(api: RealtimeApi): RealtimeServer {
  const subscribers = createSubscribers(api);
  const openedAt = new Map<WebSocket, number>();
  const webSockets = new WebSocketServer(WEB_SOCKET_OPTIONS);

  const accept = (socket: WebSocket, request: IncomingMessage): void => {
    openedAt.set(socket, Date.now());
    socket.on('close', () => openedAt.delete(socket));
    // A broken frame: ws closes the socket with the right code by itself.
    socket.on('error', () => {});

    const handshake = readHandshake(request);
    if ('refusal' in handshake) return rejectConnection(socket, handshake.refusal);
    serveConnection(socket, handshake, api, subscribers);
  };

  const keepAlive = setInterval(() => {
    for (const [socket, since] of openedAt) {
      socket.send(KEEP_ALIVE, () => {});
      if (Date.now() - since >= MAX_CONNECTION_AGE_MS) socket.close(CLOSE.done);
    }
  }, KEEP_ALIVE_INTERVAL_MS).unref();

  return {
    handleUpgrade: (request, socket, head) => webSockets.handleUpgrade(request, socket, head, accept),
    close: async () => {
      clearInterval(keepAlive);
      subscribers.close();
      const sockets = [...openedAt.keys()];
      for (const socket of sockets) socket.close(CLOSE.goingAway);
      await Promise.all(sockets.map((socket) => once(socket, 'close')));
    },
  };
}

const WEB_SOCKET_OPTIONS = {
  noServer: true,
  clientTracking: false,
  maxPayload: MAX_PAYLOAD_BYTES,
  /** How long a client may take to respond to a close, in milliseconds. */
  closeTimeout: 1_000,
  handleProtocols: (offered: Set<string>) => offered.has(SUB_PROTOCOL) && SUB_PROTOCOL,
};

const KEEP_ALIVE = JSON.stringify({ type: 'ka' } satisfies ServerMessage);
