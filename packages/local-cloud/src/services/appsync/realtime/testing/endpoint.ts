/** A real HTTP server with a real-time endpoint on it, and sockets that keep the messages that they get. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { WebSocket } from 'ws';
import type { RawData } from 'ws';
import { authSubProtocol, SUB_PROTOCOL, type ClientMessage } from '@ordersaga/appsync-realtime';
import { parseJson } from '../../../../kernel/json.ts';
import { createRealtimeServer, type RealtimeApi } from '../server.ts';
import { GOOD_KEY } from './fake-api.ts';

export type Endpoint = {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
};

export async function startEndpoint(api: RealtimeApi): Promise<Endpoint> {
  const realtime = createRealtimeServer(api);
  const server = createServer().on('upgrade', realtime.handleUpgrade).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    port,
    url: `ws://127.0.0.1:${port}/graphql/realtime`,
    close: async () => {
      await realtime.close();
      server.close();
      await once(server, 'close');
    },
  };
}

export type TestSocket = {
  readonly raw: WebSocket;
  readonly subProtocol: string;
  readonly send: (message: ClientMessage | string | Buffer) => void;
  /** Takes the next message; `undefined` once the socket is closed and all are taken. */
  readonly next: () => Promise<unknown>;
  /** The close code. */
  readonly closed: Promise<number>;
};

export const GOOD_HEADER = { host: 'localhost', 'x-api-key': GOOD_KEY };
const GOOD_PROTOCOLS = [SUB_PROTOCOL, authSubProtocol(GOOD_HEADER)];

/** Opens a socket; by default one that is authorized by its sub-protocols. */
export async function openSocket(
  url: string,
  protocols: string[] = GOOD_PROTOCOLS,
  headers: Record<string, string> = {},
): Promise<TestSocket> {
  const raw = new WebSocket(url, protocols, { headers });
  const heard: unknown[] = [];
  let wake = (): void => {};
  raw.on('message', (data) => {
    heard.push(parseJson(textOfData(data)));
    wake();
  });
  const closed = new Promise<number>((resolve) => raw.on('close', resolve));
  raw.on('close', () => wake());
  await once(raw, 'open');

  const next = async (): Promise<unknown> => {
    while (heard.length === 0 && raw.readyState !== WebSocket.CLOSED) {
      await new Promise<void>((resolve) => (wake = resolve));
    }
    return heard.shift();
  };
  return { raw, subProtocol: raw.protocol, closed, next, send: (message) => raw.send(textOf(message)) };
}

/** Opens a socket and takes it through `connection_init` and `connection_ack`. */
export async function openAcknowledged(url: string): Promise<TestSocket> {
  const socket = await openSocket(url);
  socket.send({ type: 'connection_init' });
  await socket.next();
  return socket;
}

/** A `start` message for the events of an order. */
export function startMessage(id: string, orderId: string, query = 'subscription { orderStatus }'): ClientMessage {
  return {
    type: 'start',
    id,
    payload: { data: JSON.stringify({ query, variables: { orderId } }), extensions: { authorization: GOOD_HEADER } },
  };
}

function textOf(message: ClientMessage | string | Buffer): string | Buffer {
  return typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message);
}

/** `ws` gives a Buffer by default. */
function textOfData(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString() : '';
}
