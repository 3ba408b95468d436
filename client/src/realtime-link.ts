/** The life of one WebSocket: from opening it over its ack to its end, whoever ends it. */
import {
  authSubProtocol,
  type AuthHeader,
  SUB_PROTOCOL,
  parseServerMessage,
  type ClientMessage,
  type ErrorsPayload,
  type ServerMessage,
} from '@ordersaga/appsync-realtime';
import { ordersErrorFrom, type OrdersError } from './errors.ts';

export type Link = {
  /** Only once it is ready. */
  send(message: ClientMessage): void;
  /** Ends it; `down` is not called. */
  close(): void;
};

export type LinkEvents = {
  /** The server has acknowledged the connection. */
  ready(): void;
  message(message: ServerMessage): void;
  /** The link is gone. `refusal`: because the server does not want this client, so that trying again makes no sense. */
  down(refusal?: OrdersError): void;
};

/** How long the server may take to acknowledge a connection or a subscription, in milliseconds; Amplify's figure. */
export const ACK_TIMEOUT_MS = 15_000;

export function openLink(url: string, header: AuthHeader, events: LinkEvents): Link {
  const socket = new WebSocket(url, [SUB_PROTOCOL, authSubProtocol(header)]);
  let silenceMs = ACK_TIMEOUT_MS;
  let isUp = true;
  let isReady = false;

  const close = (): void => {
    isUp = false;
    clearTimeout(silenceTimer);
    socket.close();
  };
  const goDown = (refusal?: OrdersError): void => {
    if (!isUp) return;
    close();
    events.down(refusal);
  };
  let silenceTimer = setTimeout(goDown, silenceMs);
  const restartSilence = (): void => {
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(goDown, silenceMs);
  };

  const receive = (message: ServerMessage): void => {
    if (message.type === 'connection_error') return goDown(refusalOf(message.payload));
    const isAck = message.type === 'connection_ack' && !isReady;
    if (isAck) silenceMs = message.payload.connectionTimeoutMs;
    restartSilence();
    if (!isAck) return events.message(message);
    isReady = true;
    events.ready();
  };

  const send = (message: ClientMessage): void => socket.send(JSON.stringify(message));
  socket.addEventListener('open', () => send({ type: 'connection_init' }));
  socket.addEventListener('message', ({ data }) => {
    const message = typeof data === 'string' ? parseServerMessage(data) : undefined;
    if (message && isUp) receive(message);
  });
  socket.addEventListener('close', () => goDown());
  socket.addEventListener('error', () => goDown());
  return { send, close };
}

/** What AppSync's own clients do not retry either: the request is wrong, or nobody may call like this. */
const FINAL_ERROR_CODES: ReadonlySet<number | undefined> = new Set([400, 401, 403]);

function refusalOf({ errors }: ErrorsPayload): OrdersError | undefined {
  return errors.some(({ errorCode }) => FINAL_ERROR_CODES.has(errorCode)) ? ordersErrorFrom(errors) : undefined;
}
