/** One WebSocket: opens it, waits for the acknowledgement, and notices its end or its silence. */
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
  readonly send: (message: ClientMessage) => void;
  /** Ends it without calling `down`. */
  readonly close: () => void;
};

export type LinkEvents = {
  /** The server has acknowledged the connection. */
  readonly ready: () => void;
  readonly message: (message: ServerMessage) => void;
  /** The link is gone; with `refusal` because the server rejects this client, so that a retry makes no sense. */
  readonly down: (refusal?: OrdersError) => void;
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
    if (message.type === 'connection_error') {
      goDown(refusalOf(message.payload));
      return;
    }
    const isAck = message.type === 'connection_ack' && !isReady;
    if (isAck) silenceMs = message.payload.connectionTimeoutMs;
    restartSilence();
    if (!isAck) {
      events.message(message);
      return;
    }
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

/** AppSync's own clients don't retry these either: the request is wrong, or not authorized. */
const FINAL_ERROR_CODES: ReadonlySet<number | undefined> = new Set([400, 401, 403]);

function refusalOf({ errors }: ErrorsPayload): OrdersError | undefined {
  return errors.some(({ errorCode }) => FINAL_ERROR_CODES.has(errorCode)) ? ordersErrorFrom(errors) : undefined;
}
