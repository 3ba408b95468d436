/** An API without GraphQL, for tests of the transport: one key is good, subscribers of an `orderId` get its events. */
import type { Invalidation } from '@ordersaga/appsync-js';
import type {
  Api,
  Caller,
  GraphqlRequest,
  HeaderMap,
  PublishedEvent,
  Subscription,
  AuthorizationRequest,
} from '../../api.ts';
import type { JsonObject } from '../../../../kernel/json.ts';
import { UnauthorizedError } from '../../errors.ts';
import type { RealtimeApi } from '../server.ts';

export const GOOD_KEY = 'da2-good';

export type FakeApi = RealtimeApi & {
  /** Sends an event to the subscribers of `orderStatus` whose variable `orderId` is that of `result`. */
  publish(result: JsonObject): void;
  invalidate(payload: JsonObject): void;
  /** The requests to `authorize`, in order. */
  readonly authorizations: AuthorizationRequest[];
  /** The calls of `subscribe`, in order. */
  readonly subscribes: { caller: Caller; request: GraphqlRequest; headers: HeaderMap }[];
  /** Makes `authorize` wait until the promise has resolved. */
  holdAuthorization(until: Promise<null>): void;
  holdSubscribe(until: Promise<null>): void;
};

const CALLER: Caller = { mode: 'API_KEY', identity: null, groups: [], deniedFields: new Set() };

export function createFakeApi(): FakeApi {
  const publishListeners = new Set<(event: PublishedEvent) => void>();
  const invalidateListeners = new Set<(invalidation: Invalidation) => void>();
  const authorizations: AuthorizationRequest[] = [];
  const subscribes: FakeApi['subscribes'] = [];
  let authorizationHold = Promise.resolve(null);
  let subscribeHold = Promise.resolve(null);

  const subscribe: Api['subscribe'] = async (caller, request, headers) => {
    subscribes.push({ caller, request, headers });
    await subscribeHold;
    if (request.query.includes('denied')) return { errors: [DENIED] };
    return { subscription: subscriptionOf(request) };
  };

  return {
    authorizations,
    subscribes,
    subscribe,
    authorize: async (request) => {
      authorizations.push(request);
      await authorizationHold;
      if (request.headers['x-api-key'] === 'breaks') throw new Error('a bug');
      if (![request.headers['x-api-key'], request.headers['authorization']].includes(GOOD_KEY))
        throw new UnauthorizedError();
      return CALLER;
    },
    onPublish: (listener) => listen(publishListeners, listener),
    onInvalidate: (listener) => listen(invalidateListeners, listener),
    publish: (result) => {
      const event = { mutationField: 'publishOrderStatus', subscriptionFields: ['orderStatus'], result };
      publishListeners.forEach((listener) => listener(event));
    },
    invalidate: (payload) =>
      invalidateListeners.forEach((listener) => listener({ subscriptionField: 'orderStatus', payload })),
    holdAuthorization: (until) => {
      authorizationHold = until;
    },
    holdSubscribe: (until) => {
      subscribeHold = until;
    },
  };
}

const DENIED = {
  path: ['denied'],
  data: null,
  errorType: 'Unauthorized',
  errorInfo: null,
  locations: null,
  message: 'Not Authorized to access denied on type Subscription',
};

function subscriptionOf({ variables }: GraphqlRequest): Subscription {
  return {
    fieldName: 'orderStatus',
    matches: ({ result }) => result['orderId'] === variables['orderId'],
    format: ({ result }) => JSON.stringify({ data: { orderStatus: result } }),
    isEndedBy: ({ payload }) => payload['orderId'] === variables['orderId'],
  };
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
