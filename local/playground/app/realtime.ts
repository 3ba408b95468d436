/** One subscription over AppSync's real-time protocol, on a WebSocket of its own. */
import { authSubProtocol, type AuthHeader } from '../../../appsync-realtime/auth-header.ts';
import {
  parseServerMessage,
  SUB_PROTOCOL,
  type ClientMessage,
  type DataPayload,
  type ErrorsPayload,
  type ServerMessage,
} from '../../../appsync-realtime/messages.ts';
import type { PlaygroundSettings } from '../settings.ts';

export type Subscriber = {
  /** The server has accepted the subscription. */
  readonly accepted: () => void;
  readonly pushed: (payload: DataPayload) => void;
  /** It is over; with errors where the server has refused it or the connection broke. */
  readonly ended: (errors?: ErrorsPayload) => void;
};

const id = 'playground';

/** Subscribes, and answers the function that unsubscribes. After `ended` the subscriber hears no more. */
export function subscribe(
  { graphqlUrl, realtimeUrl }: PlaygroundSettings,
  credentials: AuthHeader,
  operation: { readonly query: string; readonly variables: unknown },
  subscriber: Subscriber,
): () => void {
  const authorization = { host: new URL(graphqlUrl).host, ...credentials };
  const socket = new WebSocket(realtimeUrl, [SUB_PROTOCOL, authSubProtocol(authorization)]);
  let over = false;

  const send = (message: ClientMessage) => socket.send(JSON.stringify(message));
  const end = (errors?: ErrorsPayload) => {
    if (over) return;
    over = true;
    socket.close();
    subscriber.ended(errors);
  };
  const receive = (message: ServerMessage) => {
    if (message.type === 'connection_ack') {
      send({ type: 'start', id, payload: { data: JSON.stringify(operation), extensions: { authorization } } });
    }
    if (message.type === 'start_ack') subscriber.accepted();
    if (message.type === 'data') subscriber.pushed(message.payload);
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
  return () => {
    if (socket.readyState === WebSocket.OPEN) send({ type: 'stop', id });
    end();
  };
}
