/** A WebSocket for one subscription over AppSync's real-time protocol. */
import {
  authSubProtocol,
  type AuthHeader,
  parseServerMessage,
  SUB_PROTOCOL,
  type ClientMessage,
  type DataPayload,
  type ErrorsPayload,
  type ServerMessage,
} from '@ordersaga/appsync-realtime';
import type { PlaygroundSettings } from '../settings.ts';

type Subscriber = {
  /** The server has accepted the subscription. */
  readonly accepted: () => void;
  readonly pushed: (payload: DataPayload) => void;
  /** It is over; with errors if the server rejected it or the connection broke. */
  readonly ended: (errors?: ErrorsPayload) => void;
};

export type Connection = {
  /** Fulfils when a subscription can be started, or when none ever can. */
  readonly settled: Promise<unknown>;
  /** Subscribes as soon as possible, and returns a function that unsubscribes. `ended` is the subscriber's last call. */
  readonly subscribe: (operation: Subscription, subscriber: Subscriber) => () => void;
  readonly close: () => void;
};

type Subscription = { readonly query: string; readonly variables: unknown };

const ID = 'playground';

/** Opens the connection. A subscriber gets the connection's failure even if it comes later. */
export function connect({ graphqlUrl, realtimeUrl }: PlaygroundSettings, credentials: AuthHeader): Connection {
  const authorization = { host: new URL(graphqlUrl).host, ...credentials };
  const socket = new WebSocket(realtimeUrl, [SUB_PROTOCOL, authSubProtocol(authorization)]);
  const { promise: settled, resolve: settle } = Promise.withResolvers<null>();
  let subscriber: Subscriber | undefined;
  let over: { readonly errors?: ErrorsPayload } | undefined;

  const send = (message: ClientMessage) => socket.send(JSON.stringify(message));
  const end = (errors?: ErrorsPayload) => {
    if (over) return;
    over = { ...(errors && { errors }) };
    settle(null);
    socket.close();
    subscriber?.ended(errors);
  };
  const receive = (message: ServerMessage) => {
    if (message.type === 'connection_ack') settle(null);
    if (message.type === 'start_ack') subscriber?.accepted();
    if (message.type === 'data') subscriber?.pushed(message.payload);
    if (message.type === 'error' || message.type === 'connection_error') end(message.payload);
    if (message.type === 'complete') end();
  };

  socket.addEventListener('open', () => send({ type: 'connection_init' }));
  socket.addEventListener('message', ({ data }) => {
    const message = parseServerMessage(String(data));
    if (message && !over) receive(message);
  });
  socket.addEventListener('close', () =>
    end({ errors: [{ message: `The connection to ${realtimeUrl} has closed.` }] }),
  );

  return {
    settled,
    subscribe: (operation, to) => {
      if (!over) subscriber = to;
      settled.then(() => {
        if (!subscriber) return to.ended(over?.errors);
        if (over) return;
        send({ type: 'start', id: ID, payload: { data: JSON.stringify(operation), extensions: { authorization } } });
      }, to.ended);
      return () => {
        if (socket.readyState === WebSocket.OPEN) send({ type: 'stop', id: ID });
        end();
      };
    },
    close: () => end(),
  };
}
