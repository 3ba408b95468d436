/** The one real-time connection of a client: opened for the first subscription, opened again when it is lost. */
import type { AuthHeader, DataPayload, ServerMessage } from '@ordersaga/appsync-realtime';
import { retryDelayMs } from './backoff.ts';
import { failure, ordersErrorFrom, type OrdersError } from './errors.ts';
import { ACK_TIMEOUT_MS, openLink, type Link } from './realtime-link.ts';

type Operation = { readonly query: string; readonly variables: object };

export type Listener = {
  /** Events come from now on. Called again after each reconnection: events in between have to be read elsewhere. */
  readonly started: () => void;
  readonly next: (payload: DataPayload) => void;
  /** Nothing more comes: because of `error`, or because the client was closed. */
  readonly ended: (error?: unknown) => void;
};

export type RealtimeConnection = {
  /** Returns a function that ends the subscription. */
  readonly subscribe: (operation: Operation, listener: Listener) => () => void;
  readonly close: () => void;
};

type Subscription = { readonly data: string; readonly listener: Listener; startTimer?: Timer };
type Timer = ReturnType<typeof setTimeout>;

/** How long a connection without subscriptions stays open, in milliseconds: the next one often follows at once. */
const IDLE_MS = 1_000;

export function createRealtimeConnection(url: string, authHeader: () => Promise<AuthHeader>): RealtimeConnection {
  const subscriptions = new Map<string, Subscription>();
  let lastId = 0;
  let link: Link | undefined;
  let isReady = false;
  let hasBeenReady = false;
  /** Set from the first connecting to the disconnecting; another object for each attempt. */
  let attempt: object | undefined;
  let failedAttempts = 0;
  let retryTimer: Timer | undefined;
  let idleTimer: Timer | undefined;

  const connect = async (): Promise<void> => {
    const thisAttempt = (attempt = {});
    const header = await authHeader().catch((error: unknown) => {
      if (attempt !== thisAttempt) return;
      // After sleep a token may not be renewable at once (aws-amplify/amplify-js#14348). A first one isn't retried.
      if (hasBeenReady || failedAttempts > 0) retry(error);
      else endAll(error);
    });
    if (!header || attempt !== thisAttempt) return;
    try {
      link = openLink(url, header, { ready, message, down });
    } catch (error) {
      endAll(error);
    }
  };

  const ready = (): void => {
    isReady = hasBeenReady = true;
    for (const [id, subscription] of subscriptions) start(id, subscription).catch(endAll);
  };

  const down = (refusal?: OrdersError): void => {
    forgetLink();
    if (refusal) endAll(refusal);
    else retry();
  };

  /** `reason` is why the attempt failed, if that is known. */
  const retry = (reason?: unknown): void => {
    failedAttempts += 1;
    const delay = retryDelayMs(failedAttempts);
    if (delay !== undefined) {
      retryTimer = setTimeout(() => {
        connect().catch(endAll);
      }, delay);
      return;
    }
    const because = reason instanceof Error ? ` ${reason.message}` : '';
    endAll(failure('ConnectionLost', `${url} cannot be reached any more.${because}`, reason));
  };

  const start = async (id: string, subscription: Subscription): Promise<void> => {
    const usedLink = link;
    const isStill = (): boolean => link === usedLink && subscriptions.has(id);
    const authorization = await authHeader().catch((error: unknown) => {
      if (isStill()) reconnect(error);
    });
    if (!authorization || !isStill()) return;
    subscription.startTimer = setTimeout(reconnect, ACK_TIMEOUT_MS);
    link?.send({ type: 'start', id, payload: { data: subscription.data, extensions: { authorization } } });
  };

  const message = (received: ServerMessage): void => {
    if (!('id' in received)) return;
    const subscription = subscriptions.get(received.id);
    if (!subscription) return;
    if (received.type === 'data') subscription.listener.next(received.payload);
    if (received.type === 'error') remove(received.id)?.listener.ended(ordersErrorFrom(received.payload.errors));
    if (received.type === 'start_ack') {
      failedAttempts = 0;
      clearTimeout(subscription.startTimer);
      subscription.listener.started();
    }
  };

  const reconnect = (reason?: unknown): void => {
    link?.close();
    forgetLink();
    retry(reason);
  };

  const remove = (id: string): Subscription | undefined => {
    const subscription = subscriptions.get(id);
    if (!subscription) return undefined;
    clearTimeout(subscription.startTimer);
    subscriptions.delete(id);
    if (subscriptions.size === 0) idleTimer = setTimeout(disconnect, IDLE_MS);
    return subscription;
  };

  const disconnect = (): void => {
    attempt = undefined;
    failedAttempts = 0;
    clearTimeout(retryTimer);
    clearTimeout(idleTimer);
    link?.close();
    forgetLink();
  };

  const forgetLink = (): void => {
    link = undefined;
    isReady = false;
    for (const { startTimer } of subscriptions.values()) clearTimeout(startTimer);
  };

  const endAll = (error?: unknown): void => {
    const ended = [...subscriptions.values()];
    disconnect();
    subscriptions.clear();
    for (const { listener } of ended) listener.ended(error);
  };

  return {
    subscribe: ({ query, variables }, listener) => {
      const id = `${(lastId += 1)}`;
      const subscription: Subscription = { data: JSON.stringify({ query, variables }), listener };
      subscriptions.set(id, subscription);
      clearTimeout(idleTimer);
      if (isReady) start(id, subscription).catch(endAll);
      else if (!attempt) connect().catch(endAll);
      return () => {
        if (remove(id) && isReady) link?.send({ type: 'stop', id });
      };
    },
    close: () => endAll(),
  };
}
