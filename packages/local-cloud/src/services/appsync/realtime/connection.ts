/** One WebSocket: its authorization, its subscriptions, and the effect of each message of the client. */
import type { WebSocket } from 'ws';
import {
  CONNECTION_TIMEOUT_MS,
  MAX_PAYLOAD_BYTES,
  MAX_SUBSCRIPTIONS_PER_CONNECTION,
  dataMessage,
  parseClientMessage,
  type ClientMessage,
  type ProtocolError,
  type ServerMessage,
  type StartPayload,
} from '@ordersaga/appsync-realtime';
import type { Api, SubscribeResult, Subscription } from '../api.ts';
import { lowerNames, type Handshake } from './handshake.ts';
import { parseOperation } from './parse-operation.ts';
import {
  INVALIDATED,
  LIMIT_EXCEEDED,
  NO_GRAPHQL_REQUEST,
  UNSUPPORTED,
  authorizationError,
  duplicateId,
  subscribeError,
} from './refusals.ts';
import type { Subscriber, Subscribers } from './subscribers.ts';

/** WebSocket close codes; AppSync's own are not documented. */
export const CLOSE = { done: 1000, goingAway: 1001, refused: 1008 };

/** AppSync's isn't documented; its clients wait as long for their ack (aws-amplify 6.22, `CONNECTION_INIT_TIMEOUT`). */
const FIRST_MESSAGE_TIMEOUT_MS = 15_000;

/** A client that lags so far behind won't catch up; it may connect again. */
const MAX_UNREAD_BYTES = 16 * 1024 * 1024;

type ConnectionApi = Pick<Api, 'authorize' | 'subscribe'>;
/** A subscription by its `id` on this connection; without `subscriber` it is being registered. */
type Registration = { subscriber?: Subscriber };

/** Serves a WebSocket until it closes. */
export function serveConnection(
  socket: WebSocket,
  handshake: Handshake,
  api: ConnectionApi,
  subscribers: Subscribers,
): void {
  const registrations = new Map<string, Registration>();
  let waitingForAck = false;

  const send = (message: ServerMessage): void => socket.send(JSON.stringify(message), ignoreClosed);
  const refuse = (error: ProtocolError, id?: string): void =>
    send({ type: 'error', ...(id !== undefined && { id }), payload: { errors: [error] } });

  const forget = (id: string): boolean => {
    const subscriber = registrations.get(id)?.subscriber;
    if (subscriber) subscribers.delete(subscriber);
    return registrations.delete(id);
  };
  const forgetAll = (): void => [...registrations.keys()].forEach(forget);

  const authorized = authorizeConnect(api, handshake).catch((error: unknown) => {
    forgetAll();
    rejectConnection(socket, authorizationError(error));
    return false;
  });

  const initialise = async (): Promise<void> => {
    waitingForAck = true;
    if (!(await authorized)) return;
    waitingForAck = false;
    send({ type: 'connection_ack', payload: { connectionTimeoutMs: CONNECTION_TIMEOUT_MS } });
  };

  const refusalOf = (id: string): ProtocolError | undefined => {
    if (registrations.has(id)) return duplicateId(id);
    return registrations.size >= MAX_SUBSCRIPTIONS_PER_CONNECTION ? LIMIT_EXCEEDED : undefined;
  };

  const start = async (id: string, payload: StartPayload): Promise<void> => {
    const refusal = refusalOf(id);
    if (refusal !== undefined) {
      refuse(refusal, id);
      return;
    }
    const registration: Registration = {};
    registrations.set(id, registration);
    if (!(await authorized)) return;
    const result = await subscribe(api, handshake, payload);
    const stoppedMeanwhile = registrations.get(id) !== registration;
    if (stoppedMeanwhile) return;

    if ('errors' in result) {
      registrations.delete(id);
      send({ type: 'error', id, payload: result });
      return;
    }
    registration.subscriber = subscriberOf(id, result.subscription);
    subscribers.add(registration.subscriber);
    send({ type: 'start_ack', id });
  };

  const subscriberOf = (id: string, subscription: Subscription): Subscriber => ({
    subscription,
    deliver: (payload) => {
      if (socket.bufferedAmount > MAX_UNREAD_BYTES) socket.terminate();
      else socket.send(dataMessage(id, withinLimit(payload)), ignoreClosed);
    },
    end: () => {
      refuse(INVALIDATED, id);
      forgetAll();
      socket.close(CLOSE.done);
    },
  });

  /** `work` rejects only because of a bug, which ends this connection alone. */
  const own = (work: Promise<void>): void => {
    work.catch((error: unknown) => {
      console.error('AppSync: a real-time connection failed unexpectedly.', error);
      socket.terminate();
    });
  };

  const handle = (message: ClientMessage): void => {
    if (message.type === 'connection_init') return own(initialise());
    if (waitingForAck) return;
    if (message.type === 'start') return own(start(message.id, message.payload));
    if (forget(message.id)) send({ type: 'complete', id: message.id });
  };

  // Amplify and Apollo send a message at once. A socket that never does is a leftover, or is held open on purpose.
  const silence = setTimeout(() => socket.close(CLOSE.refused), FIRST_MESSAGE_TIMEOUT_MS);
  socket.on('message', (data, isBinary) => {
    const message = isBinary || !Buffer.isBuffer(data) ? undefined : parseClientMessage(data.toString());
    if (message) clearTimeout(silence);
    if (message) handle(message);
    else refuse(UNSUPPORTED);
  });
  socket.on('close', () => {
    clearTimeout(silence);
    forgetAll();
  });
}

/** Tells the client why it rejects the connection, and closes it. */
export function rejectConnection(socket: WebSocket, error: ProtocolError): void {
  const message: ServerMessage = { type: 'connection_error', payload: { errors: [error] } };
  socket.send(JSON.stringify(message), ignoreClosed);
  socket.close(CLOSE.refused);
}

async function authorizeConnect(api: ConnectionApi, { headers, graphqlPath, sourceIp }: Handshake): Promise<true> {
  const operation = { query: '', variables: {}, operationName: 'DeepDish:Connect' };
  await api.authorize({ headers, path: `${graphqlPath}/connect`, body: '{}', sourceIp, operation });
  return true;
}

type Registered = { readonly errors: readonly ProtocolError[] } | { readonly subscription: Subscription };

async function subscribe(api: ConnectionApi, handshake: Handshake, payload: StartPayload): Promise<Registered> {
  const operation = parseOperation(payload.data);
  if (!operation) return { errors: [NO_GRAPHQL_REQUEST] };

  const { httpHeaders, graphqlPath, sourceIp } = handshake;
  const headers = lowerNames(payload.extensions.authorization);
  try {
    const caller = await api.authorize({ headers, path: graphqlPath, body: payload.data, sourceIp, operation });
    return registered(await api.subscribe(caller, operation, { ...httpHeaders, ...headers }));
  } catch (error) {
    return { errors: [authorizationError(error)] };
  }
}

function registered(result: SubscribeResult): Registered {
  return 'errors' in result ? { errors: result.errors.map(subscribeError) } : result;
}

function withinLimit(payload: string): string {
  return Buffer.byteLength(payload) <= MAX_PAYLOAD_BYTES
    ? payload
    : JSON.stringify({ data: null, errors: [TOO_LARGE] });
}

const TOO_LARGE: ProtocolError = { errorType: 'PayloadTooLarge', message: 'The event is larger than 240 KB.' };

/** A socket may close while a message is under way; its `close` event does the rest. */
function ignoreClosed(): void {}
