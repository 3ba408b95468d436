/** What a user of the pool may do, if somebody has lent a token. */
import { conversationCases, httpCases } from './cases.ts';
import type { ConversationCase, HttpCase } from './cases.ts';

const ORDER = 'query ($orderId: ID!) { order(orderId: $orderId) { orderId } }';
const PUBLISH =
  'mutation { publishOrderStatus(input: { orderId: "nothing", version: 1, eventId: "e", eventType: ORDER_CREATED, status: PENDING, occurredAt: "2026-01-01T00:00:00Z" }) { orderId } }';

const OVER_HTTP: readonly HttpCase[] = [
  { name: 'a token may call', as: 'user', query: '{ __typename }' },
  { name: 'a token with the scheme Bearer may call', as: 'bearerUser', query: '{ __typename }' },
  { name: 'a field with the mode IAM alone denies a token', as: 'user', query: PUBLISH },
  { name: 'an order that does not exist', as: 'user', query: ORDER, variables: { orderId: 'nothing' } },
  {
    name: "another customer's page, which only staff may see",
    as: 'user',
    query: '{ ordersByCustomer(customerId: "nobody") { items { orderId } nextToken } }',
  },
  {
    name: 'an order for another customer, which only staff may place',
    as: 'user',
    query:
      'mutation { createOrder(input: { customerId: "nobody", paymentMethodId: "pm card", items: [] }) { orderId } }',
  },
  {
    name: "another customer's order, which only staff may see",
    as: 'user',
    query: ORDER,
    variables: { orderId: 'ORDER' },
    needs: 'order',
  },
];

const OVER_WEBSOCKET: readonly ConversationCase[] = [
  { name: 'a connection with a token', connection: { as: 'user' }, steps: [{ init: true }] },
  {
    name: 'a subscription to an order that does not exist',
    connection: { as: 'user' },
    steps: [{ init: true }, { start: 'a', as: 'user', variables: { orderId: 'nothing' } }],
  },
  {
    name: "a subscription to another customer's order, which only staff may watch",
    connection: { as: 'user' },
    steps: [{ init: true }, { start: 'a', as: 'user' }],
    needs: 'order',
  },
];

const GROUP = { group: 'users', source: 'AppSync developer guide, "AMAZON_COGNITO_USER_POOLS authorization"' };

/** Whatever a case needs, it needs a user, too. */
function ofUser<One extends HttpCase | ConversationCase>(cases: readonly One[]): readonly One[] {
  return cases.map((one) => ({ ...one, needs: ['user' as const, ...[one.needs ?? []].flat()] }));
}

export const USER_CASES = [...httpCases(GROUP, ofUser(OVER_HTTP)), ...conversationCases(GROUP, ofUser(OVER_WEBSOCKET))];
