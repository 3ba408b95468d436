/** Subscriptions: how they start and end, and what refuses them. */
import { conversationCases } from './cases.ts';
import type { ConversationCase } from './cases.ts';
import type { Step } from './converse.ts';

const INIT: Step = { init: true };
const FIELDS = 'orderId version';

/** No order comes into these. */
const REFUSED: readonly ConversationCase[] = [
  { name: 'data that is no JSON', steps: [INIT, { start: 'a', data: 'hello' }] },
  { name: 'data without a query', steps: [INIT, { start: 'a', data: '{}' }] },
  { name: 'a document that breaks off', steps: [INIT, { start: 'a', query: 'subscription {', variables: {} }] },
  { name: 'a query', steps: [INIT, { start: 'a', query: '{ __typename }', variables: {} }] },
  {
    name: 'a mutation',
    steps: [INIT, { start: 'a', query: 'mutation { cancelOrder(orderId: "nothing") { orderId } }', variables: {} }],
  },
  {
    name: 'an unknown field',
    steps: [INIT, { start: 'a', query: 'subscription { nothing { orderId } }', variables: {} }],
  },
  {
    name: 'an unknown member',
    steps: [INIT, { start: 'a', query: 'subscription { orderStatus(orderId: "a") { nothing } }', variables: {} }],
  },
  {
    name: 'a missing argument',
    steps: [INIT, { start: 'a', query: `subscription { orderStatus { ${FIELDS} } }`, variables: {} }],
  },
  { name: 'a missing variable', steps: [INIT, { start: 'a', variables: {} }] },
  { name: 'null for a variable that must not be null', steps: [INIT, { start: 'a', variables: { orderId: null } }] },
  {
    name: 'two fields of the root',
    steps: [
      INIT,
      {
        start: 'a',
        query: 'subscription { a: orderStatus(orderId: "a") { orderId } b: orderStatus(orderId: "b") { orderId } }',
        variables: {},
      },
    ],
  },
  {
    name: 'a field that is closed to the mode',
    steps: [INIT, { start: 'a', as: 'iam', variables: { orderId: 'nothing' } }],
  },
  { name: 'no credentials of its own', steps: [INIT, { start: 'a', as: 'nobody', variables: { orderId: 'nothing' } }] },
  {
    name: 'an unknown API key of its own',
    steps: [INIT, { start: 'a', as: 'unknownKey', variables: { orderId: 'nothing' } }],
  },
  {
    name: 'an expired token of its own',
    steps: [INIT, { start: 'a', as: 'expiredToken', variables: { orderId: 'nothing' } }],
  },
  {
    name: 'a signature by another secret',
    steps: [INIT, { start: 'a', as: 'wrongSecret', variables: { orderId: 'nothing' } }],
  },
  {
    name: 'an order that does not exist',
    steps: [INIT, { start: 'a', variables: { orderId: 'nothing' } }],
    needs: 'key',
  },
  { name: 'a start after one that failed', steps: [INIT, { start: 'a', data: '{}' }, { start: 'a', data: '{}' }] },
];

const STARTED: readonly ConversationCase[] = [
  { name: 'start is acknowledged', steps: [INIT, { start: 'a' }] },
  { name: 'start without connection_init', steps: [{ start: 'a' }] },
  { name: 'an id that is in use', steps: [INIT, { start: 'a' }, { start: 'a' }] },
  { name: 'the same order under two ids', steps: [INIT, { start: 'a' }, { start: 'b' }] },
  { name: 'stop is completed', steps: [INIT, { start: 'a' }, { stop: 'a' }] },
  { name: 'an id again after stop', steps: [INIT, { start: 'a' }, { stop: 'a' }, { start: 'a' }] },
  {
    name: 'stop of an id that is unknown says nothing',
    steps: [INIT, { start: 'a' }, { stop: 'b', hear: 0 }, { stop: 'a' }],
  },
  { name: 'stop twice', steps: [INIT, { start: 'a' }, { stop: 'a' }, { stop: 'a', hear: 0 }, { start: 'b' }] },
  { name: 'a key in the connection, and none in the start', steps: [INIT, { start: 'a', as: 'nobody' }] },
  {
    name: 'a start that is refused leaves others alone',
    steps: [INIT, { start: 'a' }, { start: 'b', as: 'unknownKey' }, { stop: 'a' }],
  },
  {
    name: 'a signed connection, and a key in the start',
    connection: { as: 'iam' },
    steps: [INIT, { start: 'a', as: 'key' }],
  },
  {
    name: 'an alias of the subscription field',
    steps: [
      INIT,
      { start: 'a', query: `subscription ($orderId: ID!) { mine: orderStatus(orderId: $orderId) { ${FIELDS} } }` },
    ],
  },
];

const SOURCE = 'AppSync developer guide, "Building a real-time WebSocket client"';

export const SUBSCRIPTION_CASES = [
  ...conversationCases({ group: 'subscriptions refused', source: SOURCE }, REFUSED),
  ...conversationCases(
    { group: 'subscriptions', source: SOURCE },
    STARTED.map((one): ConversationCase => ({ ...one, needs: 'order' })),
  ),
];
