/** What subscribers of an order hear: of the order itself, and of events that are published for this. */
import type { Json } from '../../json.ts';
import { conversationCases } from './cases.ts';
import type { ConversationCase, DeployedCase } from './cases.ts';
import type { Step } from './converse.ts';
import { normalize } from './names.ts';
import { OrderNotPlaced } from './order.ts';

const ALL = 'orderId version eventId eventType status occurredAt failure { code step message }';
const FAILURE = { code: 'OutOfStock', step: 'ReserveInventory', message: 'None is left' };

function watch(selection: string, field = 'orderStatus'): string {
  return `subscription ($orderId: ID!) { ${field}(orderId: $orderId) { ${selection} } }`;
}

/** Subscribes with a selection, and hears an event that was published with another. */
function hears(selection: string, published: string, event: Readonly<Record<string, Json>> = {}): readonly Step[] {
  return [{ init: true }, { start: 'a', query: watch(selection) }, { untilLive: ['a'] }, { publish: published, event }];
}

const CASES: readonly ConversationCase[] = [
  { name: 'an event that the mutation selects as a whole', steps: hears(ALL, ALL, { failure: FAILURE }) },
  { name: 'a part of an event', steps: hears('version', ALL) },
  { name: 'a member that is null', steps: hears('version failure { code }', ALL) },
  {
    name: 'null for a member that the mutation did not select',
    steps: hears('version failure { code }', 'orderId version'),
  },
  { name: 'an error for one that may not be null', steps: hears('version status', 'orderId version') },
  {
    name: 'a part of an object that the mutation selects in part',
    steps: hears('failure { code message }', 'orderId failure { code }', { failure: FAILURE }),
  },
  {
    name: 'null for a member that the mutation selects under an alias',
    source: 'aws/aws-appsync-community#160',
    steps: hears('version failure { code }', 'orderId version why: failure { code }', { failure: FAILURE }),
  },
  {
    name: 'an error for one under an alias that may not be null',
    source: 'aws/aws-appsync-community#160',
    steps: hears('version', 'orderId number: version'),
  },
  {
    name: 'a member under an alias that is the name of another',
    source: 'aws/aws-appsync-community#160',
    steps: hears('eventId', 'orderId eventId: status'),
  },
  { name: 'a member under an alias of the subscriber', steps: hears('number: version version', ALL) },
  {
    name: 'an event under an alias of the subscriber',
    steps: [
      { init: true },
      { start: 'a', query: watch(ALL, 'mine: orderStatus') },
      { untilLive: ['a'] },
      { publish: ALL },
    ],
  },
  { name: 'the name of the type', steps: hears('__typename version', ALL) },
  {
    name: 'nothing of an event whose filtered member is not selected',
    source: 'aws/aws-appsync-community#89',
    steps: [
      ...hears('version', 'version', { version: 1_001 }).slice(0, -1),
      { publish: 'version', event: { version: 1_001 }, hear: 0 },
      { publish: ALL },
    ],
  },
  {
    name: 'nothing of another order',
    steps: [
      ...hears(ALL, ALL).slice(0, -1),
      { publish: ALL, event: { orderId: 'another', version: 1_001 }, hear: 0 },
      { publish: ALL },
    ],
  },
  {
    name: 'nothing after stop, while another subscription goes on',
    steps: [
      { init: true },
      { start: 'a', query: watch('version') },
      { start: 'b', query: watch('version') },
      { untilLive: ['a', 'b'] },
      { stop: 'a' },
      { publish: ALL },
    ],
  },
  {
    name: 'events in the order of their mutations',
    steps: [
      ...hears('version', ALL, { version: 1_001 }),
      { publish: ALL, event: { version: 1_002 } },
      { publish: ALL, event: { version: 1_003 } },
    ],
  },
];

/** The stack publishes these itself, when its functions have moved the order. */
const OF_THE_ORDER: DeployedCase = {
  group: 'pushes',
  name: 'a new order is completed before the eyes of its subscriber',
  source: 'docs/outbox.md',
  needs: ['order'],
  shows: { subscription: 'subscription ($orderId: ID!) { orderStatus(orderId: $orderId) { … } }' },
  run: async (api) => {
    try {
      const order = await api.order();
      // The first events may be over before the subscription is there.
      return normalize({ lastPush: order.pushes.at(-1) ?? null }, api, order);
    } catch (error) {
      if (error instanceof OrderNotPlaced) return { order: `could not be placed: ${error.message}` };
      throw error;
    }
  },
};

export const PUSH_CASES: readonly DeployedCase[] = [
  OF_THE_ORDER,
  ...conversationCases(
    { group: 'pushes', source: 'AppSync developer guide, "Subscriptions: real-time data"' },
    CASES.map((one): ConversationCase => ({ ...one, needs: 'order' })),
  ),
];
