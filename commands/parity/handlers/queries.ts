/** Questions about the resolvers that read, publish and let callers subscribe. */
import { json } from './handler-case.ts';
import type { HandlerCase } from './handler-case.ts';
import {
  BAD_TOKEN,
  contextOf,
  CUSTOMER,
  FIRST_EVENT,
  KEY,
  OTHER_CUSTOMER,
  PENDING,
  ROLE,
  STAFF,
  THROTTLED,
} from './contexts.ts';

const QUERIES = 'test/queries.e2e.test.ts';
const INPUTS = 'test/inputs.e2e.test.ts';
const IDENTITIES = 'test/identities.e2e.test.ts';

const ID = { orderId: 'order-1' };
const FOUND = { result: json(PENDING) };

/** Two fields read one order and show it to the same callers. */
function oneOrder(code: string): readonly HandlerCase[] {
  return [
    { code, step: 'request', name: 'reads the order consistently', context: contextOf(ID, KEY), source: QUERIES },
    { code, step: 'request', name: 'rejects an empty id', context: contextOf({ orderId: '' }, KEY), source: INPUTS },
    {
      code,
      step: 'request',
      name: 'rejects an id of 65 characters',
      context: contextOf({ orderId: 'x'.repeat(65) }, KEY),
      source: INPUTS,
    },
    {
      code,
      step: 'request',
      name: 'rejects an id with a control character',
      context: contextOf({ orderId: 'a\nb' }, KEY),
      source: INPUTS,
    },
    {
      code,
      step: 'request',
      name: 'rejects an id with C1 and half a surrogate pair',
      context: contextOf({ orderId: 'a\u0085\ud83d' }, KEY),
      source: INPUTS,
    },
    {
      code,
      step: 'request',
      name: 'rejects an id of blanks',
      context: contextOf({ orderId: '  \u3000' }, KEY),
      source: INPUTS,
    },
    {
      code,
      step: 'request',
      name: 'takes an id with a surrogate pair',
      context: contextOf({ orderId: 'a 😀' }, KEY),
      source: INPUTS,
    },
    {
      code,
      step: 'response',
      name: 'shows the order to its customer',
      context: contextOf(ID, CUSTOMER, FOUND),
      source: IDENTITIES,
    },
    {
      code,
      step: 'response',
      name: 'shows the order to the API key',
      context: contextOf(ID, KEY, FOUND),
      source: IDENTITIES,
    },
    {
      code,
      step: 'response',
      name: 'shows the order to staff',
      context: contextOf(ID, STAFF, FOUND),
      source: IDENTITIES,
    },
    {
      code,
      step: 'response',
      name: 'hides the order from another customer',
      context: contextOf(ID, OTHER_CUSTOMER, FOUND),
      source: IDENTITIES,
    },
    { code, step: 'response', name: 'denies a role', context: contextOf(ID, ROLE, FOUND), source: IDENTITIES },
    {
      code,
      step: 'response',
      name: 'says that there is no order',
      context: contextOf(ID, KEY, { result: null }),
      source: QUERIES,
    },
    {
      code,
      step: 'response',
      name: 'passes on an error of DynamoDB',
      context: contextOf(ID, KEY, THROTTLED),
      source: 'resolvers/fail.ts',
    },
  ];
}

const LIST = 'Query.ordersByCustomer';
const PAGE = { result: { items: [json(PENDING)], nextToken: 'next', scannedCount: 1 } };

const ORDERS_OF_A_CUSTOMER: readonly HandlerCase[] = [
  {
    code: LIST,
    step: 'request',
    name: 'queries the index, newest first',
    context: contextOf({ customerId: 'ada' }, KEY),
    source: QUERIES,
  },
  {
    code: LIST,
    step: 'request',
    name: 'passes on limit and token',
    context: contextOf({ customerId: 'ada', limit: 2, nextToken: 'next' }, KEY),
    source: QUERIES,
  },
  {
    code: LIST,
    step: 'request',
    name: 'leaves out a token of null',
    context: contextOf({ customerId: 'ada', limit: null, nextToken: null }, KEY),
    source: QUERIES,
  },
  {
    code: LIST,
    step: 'request',
    name: 'takes the caller for the customer',
    context: contextOf({}, CUSTOMER),
    source: IDENTITIES,
  },
  {
    code: LIST,
    step: 'request',
    name: 'lets staff name a customer',
    context: contextOf({ customerId: 'ada' }, STAFF),
    source: IDENTITIES,
  },
  {
    code: LIST,
    step: 'request',
    name: 'rejects a limit of 0',
    context: contextOf({ customerId: 'ada', limit: 0 }, KEY),
    source: QUERIES,
  },
  {
    code: LIST,
    step: 'request',
    name: 'rejects a limit of 101',
    context: contextOf({ customerId: 'ada', limit: 101 }, KEY),
    source: QUERIES,
  },
  {
    code: LIST,
    step: 'request',
    name: 'rejects the API key without a customer',
    context: contextOf({}, KEY),
    source: IDENTITIES,
  },
  {
    code: LIST,
    step: 'request',
    name: 'rejects the id of another customer',
    context: contextOf({ customerId: 'ada' }, OTHER_CUSTOMER),
    source: IDENTITIES,
  },
  {
    code: LIST,
    step: 'request',
    name: 'denies a role',
    context: contextOf({ customerId: 'ada' }, ROLE),
    source: IDENTITIES,
  },
  {
    code: LIST,
    step: 'response',
    name: 'returns the page',
    context: contextOf({ customerId: 'ada' }, KEY, PAGE),
    source: QUERIES,
  },
  {
    code: LIST,
    step: 'response',
    name: 'rejects a token that no page had',
    context: contextOf({ customerId: 'ada', nextToken: 'x' }, KEY, BAD_TOKEN),
    source: INPUTS,
  },
  {
    code: LIST,
    step: 'response',
    name: 'passes on an error of DynamoDB',
    context: contextOf({ customerId: 'ada' }, KEY, THROTTLED),
    source: 'resolvers/fail.ts',
  },
];

const EVENT = {
  orderId: 'order-1',
  version: 1,
  eventId: 'e-1',
  eventType: 'ORDER_CREATED',
  status: 'PENDING',
  occurredAt: '2026-01-01T00:00:00.000Z',
};

const OTHERS: readonly HandlerCase[] = [
  {
    code: 'Order.history',
    step: 'request',
    name: 'queries the events of the order',
    context: contextOf({}, KEY, { source: json(PENDING) }),
    source: QUERIES,
  },
  {
    code: 'Order.history',
    step: 'response',
    name: 'returns the events',
    context: contextOf({}, KEY, { source: json(PENDING), result: { items: [FIRST_EVENT], nextToken: null } }),
    source: QUERIES,
  },
  {
    code: 'Order.history',
    step: 'response',
    name: 'passes on an error of DynamoDB',
    context: contextOf({}, KEY, { source: json(PENDING), ...THROTTLED }),
    source: 'resolvers/fail.ts',
  },
  {
    code: 'Mutation.publishOrderStatus',
    step: 'request',
    name: 'hands on the event',
    context: contextOf({ input: EVENT }, ROLE),
    source: IDENTITIES,
  },
  {
    code: 'Mutation.publishOrderStatus',
    step: 'response',
    name: 'returns the event',
    context: contextOf({ input: EVENT }, ROLE, { result: EVENT }),
    source: IDENTITIES,
  },
];

export const READING: readonly HandlerCase[] = [
  ...oneOrder('Query.order'),
  ...oneOrder('Subscription.orderStatus'),
  ...ORDERS_OF_A_CUSTOMER,
  ...OTHERS,
];
