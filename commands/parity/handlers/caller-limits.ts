/** Questions about the limits of callers in the pipeline of `createOrder`. */
import type { OrderEventType } from '../../../domain/schema.generated.ts';
import { ORDER } from '../../../domain/testing/bad-orders.ts';
import type { Json } from '../../json.ts';
import { contextOf, CUSTOMER, failure, OCCURRENCE, orderAfter, PENDING, THROTTLED } from './contexts.ts';
import { json } from './handler-case.ts';
import type { HandlerCase, HandlerContext } from './handler-case.ts';

const LIMITS = 'test/caller-limits.e2e.test.ts';

const KEYBOARD = { productId: 'keyboard', name: 'Keyboard', price: 89.99, currency: 'USD', available: 50 };
const LIMITED = { customerId: 'ada', countsAs: 'key-1' };
const WANTED = { wanted: json(ORDER), limited: LIMITED };

/** Marks: an instant and an order. `OCCURRENCE` is at midnight. */
const UNPAID = ['2025-12-31T23:50:00.000Z order-1', '2025-12-31T23:59:50.000Z order-2'];
const REFUSED_LONG_AGO = '2025-12-31T22:00:00.000Z order-3';
const TALLY = {
  customerId: 'ada',
  unpaid: UNPAID,
  refused: ['2025-12-31T23:30:00.000Z order-4', REFUSED_LONG_AGO],
  'orders 2025-12-31T23:58': ['key-5'],
  'orders 2025-12-31T23:59': ['key-6'],
  'orders 2026-01-01T00:00': ['key-7', 'key-8'],
  expiresAt: 4102444800,
};

function asking(stash: HandlerContext, more: HandlerContext = {}): HandlerContext {
  return { ...contextOf({ input: ORDER }, CUSTOMER), stash, prev: { result: {} }, ...more };
}

function reading(tally: Json): HandlerContext {
  const data = { products: [KEYBOARD], 'caller-limits': [tally] };
  return asking(WANTED, { result: { data, unprocessedKeys: { products: [], 'caller-limits': [] } } });
}

const READ_PRODUCTS: readonly HandlerCase[] = [
  {
    code: 'read_products',
    step: 'request',
    name: 'reads the tally of a customer, too',
    context: asking(WANTED),
    source: LIMITS,
  },
  {
    code: 'read_products',
    step: 'response',
    name: 'lets a customer order who has no tally',
    context: reading(null),
    source: LIMITS,
  },
  {
    code: 'read_products',
    step: 'response',
    name: 'lets a customer order whose refused cards were long ago',
    context: reading({ ...TALLY, refused: [REFUSED_LONG_AGO, '2025-12-31T21:00:00.000Z order-5'] }),
    source: LIMITS,
  },
  {
    code: 'read_products',
    step: 'response',
    name: 'lets a customer order whose cards are refused in 2100, but one',
    context: reading({ ...TALLY, refused: ['2100-01-01T00:00:00.000Z order-4', REFUSED_LONG_AGO] }),
    source: LIMITS,
  },
];

const NEW_ORDER = { orderId: 'order-9', occurrence: OCCURRENCE };
const COUNTING = { ...WANTED, currency: 'USD', newOrder: NEW_ORDER };

const WRITE_ORDER: readonly HandlerCase[] = [
  {
    code: 'write_order',
    step: 'request',
    name: 'writes the order that was counted',
    context: asking(COUNTING),
    source: LIMITS,
  },
];

const COUNT_ORDER: readonly HandlerCase[] = [
  {
    code: 'count_order',
    step: 'request',
    name: 'counts the first order of a customer',
    context: asking(COUNTING),
    source: LIMITS,
  },
  {
    code: 'count_order',
    step: 'request',
    name: 'cleans up what counts no more',
    context: asking({ ...COUNTING, tally: TALLY }),
    source: LIMITS,
  },
  {
    code: 'count_order',
    step: 'request',
    name: 'passes staff and the API key by',
    context: asking({ ...COUNTING, limited: null }),
    source: LIMITS,
  },
  {
    code: 'count_order',
    step: 'response',
    name: 'lets a counted order go on',
    context: asking(COUNTING, { result: TALLY }),
    source: LIMITS,
  },
  {
    code: 'count_order',
    step: 'response',
    name: 'rejects one order too many in the minute',
    context: asking(COUNTING, {
      result: TALLY,
      ...failure('DynamoDB:ConditionalCheckFailedException', 'The conditional request failed'),
    }),
    source: LIMITS,
  },
  {
    code: 'count_order',
    step: 'response',
    name: 'passes on an error of DynamoDB',
    context: asking(COUNTING, THROTTLED),
    source: 'resolvers/fail.ts',
  },
];

function lookedAt(...orders: readonly Json[]): HandlerContext {
  const result = { data: { orders }, unprocessedKeys: { orders: [] } };
  return asking({ ...COUNTING, tally: TALLY }, { result });
}

function part(...events: readonly OrderEventType[]): Json {
  const { orderId, status, happened } = orderAfter(...events);
  return json({ orderId, status, happened });
}

const AWAITING: Json = {
  orderId: 'order-2',
  status: 'AWAITING_PAYMENT',
  happened: ['ORDER_CREATED', 'INVENTORY_RESERVED', 'PAYMENT_AWAITS_CUSTOMER'],
  payment: { paymentId: 'p', refunded: false, awaits: 'CUSTOMER', expiresAt: '2026-01-01T00:10:00.000Z' },
};

const READ_UNPAID_ORDERS: readonly HandlerCase[] = [
  {
    code: 'read_unpaid_orders',
    step: 'request',
    name: 'leaves early with an earlier result',
    context: asking({ ...COUNTING, tally: TALLY, answer: json(PENDING) }),
    source: 'test/create-order.e2e.test.ts',
  },
  {
    code: 'read_unpaid_orders',
    step: 'request',
    name: 'reads nothing while there are few',
    context: asking({ ...COUNTING, tally: { ...TALLY, unpaid: UNPAID.slice(1) } }),
    source: LIMITS,
  },
  {
    code: 'read_unpaid_orders',
    step: 'request',
    name: 'reads the orders once there may be too many',
    context: asking({ ...COUNTING, tally: TALLY }),
    source: LIMITS,
  },
  {
    code: 'read_unpaid_orders',
    step: 'response',
    name: 'rejects one unpaid order too many, whose wait is over in ten minutes',
    context: lookedAt(AWAITING, AWAITING),
    source: LIMITS,
  },
  {
    code: 'read_unpaid_orders',
    step: 'response',
    name: 'rejects one unpaid order too many while the saga is at work',
    context: lookedAt(part('INVENTORY_RESERVED'), AWAITING),
    source: LIMITS,
  },
  {
    code: 'read_unpaid_orders',
    step: 'response',
    name: 'does not count an order that may be written in a moment, and keeps its mark',
    context: lookedAt(AWAITING, null),
    source: 'resolvers/Mutation.createOrder/read-unpaid-orders.ts',
  },
  {
    code: 'read_unpaid_orders',
    step: 'response',
    name: 'finds an order that was never written, and one that is paid',
    context: lookedAt(null, part('INVENTORY_RESERVED', 'PAYMENT_PROCESSED')),
    source: LIMITS,
  },
  {
    code: 'read_unpaid_orders',
    step: 'response',
    name: 'passes on an error of DynamoDB',
    context: asking({ ...COUNTING, tally: TALLY }, THROTTLED),
    source: 'resolvers/fail.ts',
  },
];

const FORGET_SETTLED_ORDERS: readonly HandlerCase[] = [
  {
    code: 'forget_settled_orders',
    step: 'request',
    name: 'changes nothing if nothing was found',
    context: asking(COUNTING),
    source: LIMITS,
  },
  {
    code: 'forget_settled_orders',
    step: 'request',
    name: 'takes the orders out of the tally',
    context: asking({ ...COUNTING, settled: UNPAID }),
    source: LIMITS,
  },
  {
    code: 'forget_settled_orders',
    step: 'response',
    name: 'passes on an error of DynamoDB',
    context: asking({ ...COUNTING, settled: UNPAID }, THROTTLED),
    source: 'resolvers/fail.ts',
  },
];

export const CALLER_LIMITS: readonly HandlerCase[] = [
  ...READ_PRODUCTS,
  ...READ_UNPAID_ORDERS,
  ...FORGET_SETTLED_ORDERS,
  ...COUNT_ORDER,
  ...WRITE_ORDER,
];
