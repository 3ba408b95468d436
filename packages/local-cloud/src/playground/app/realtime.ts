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

export type Subscriber = {
  /** The server has accepted the subscription. */
  readonly accepted: () => void;
  readonly pushed: (payload: DataPayload) => void;
  /** It is over; with errors where the server has refused it or the connection broke. */
  readonly ended: (errors?: ErrorsPayload) => void;
};

export type Connection = {
  /** Fulfils when a subscription can be started, or when none ever can. */
  readonly settled: Promise<void>;
  /** Subscribes when it can, and answers the function that unsubscribes. After `ended` the subscriber hears no more. */
  readonly subscribe: (operation: Subscription, subscriber: Subscriber) => () => void;
  readonly close: () => void;
};

type Subscription = { readonly query: string; readonly variables: unknown };

const ID = 'playground';

/** Opens the connection. What goes wrong with it is told to the subscriber, also to one that comes later. */
export function connect({ graphqlUrl, realtimeUrl }: PlaygroundSettings, credentials: AuthHeader): Connection {
  const authorization = { host: new URL(graphqlUrl).host, ...credentials };
  const socket = new WebSocket(realtimeUrl, [SUB_PROTOCOL, authSubProtocol(authorization)]);
  const { promise: settled, resolve: settle } = Promise.withResolvers<void>();
  let subscriber: Subscriber | undefined;
  let over: { readonly errors?: ErrorsPayload } | undefined;

  const send = (message: ClientMessage) => socket.send(JSON.stringify(message));
  const end = (errors?: ErrorsPayload) => {
    if (over) return;
    over = { ...(errors && { errors }) };
    settle();
    socket.close();
    subscriber?.ended(errors);
  };
  const receive = (message: ServerMessage) => {
    if (message.type === 'connection_ack') settle();
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
