/** Questions about `refundOrder`, and the two functions of its pipeline. */
import { applyEvent } from '../../../domain/order-event.ts';
import type { StoredOrder } from '../../../domain/order.ts';
import type { Refund } from '../../../domain/schema.generated.ts';
import {
  cancelled,
  contextOf,
  CUSTOMER,
  CUSTOMER_IN_STAFF,
  KEY,
  OCCURRENCE,
  orderAfter,
  STAFF,
  THROTTLED,
  WRITTEN,
} from './contexts.ts';
import { json } from './handler-case.ts';
import type { HandlerCase, HandlerContext } from './handler-case.ts';

const REFUNDS = 'test/refunds.e2e.test.ts';
const FIELD = 'Mutation.refundOrder';
const ASKED = { orderId: 'order-1', refundId: 'scratched', amount: 10.5 };
const RESTOCK = [{ productId: 'keyboard', quantity: 1 }];

const REFUND: Refund = {
  refundId: 'scratched',
  amount: 10.5,
  status: 'REQUESTED',
  restock: RESTOCK,
  restocked: false,
  requestedAt: '2026-01-01T00:00:00.000Z',
};

const COMPLETED: StoredOrder = {
  ...orderAfter('INVENTORY_RESERVED', 'PAYMENT_PROCESSED', 'ORDER_COMPLETED', 'NOTIFICATION_SENT'),
  payment: { paymentId: 'payment-1', refunded: false },
};
const REFUNDED = applyEvent(COMPLETED, 'REFUND_REQUESTED', { refund: REFUND }, OCCURRENCE).order;

function refunding(more: HandlerContext, args: HandlerContext = {}, caller: HandlerContext = STAFF): HandlerContext {
  return contextOf({ ...ASKED, ...args }, caller, { prev: { result: {} }, stash: {}, ...more });
}

function about(code: string, step: HandlerCase['step'], name: string, context: HandlerContext): HandlerCase {
  return { code, step, name, context, source: REFUNDS };
}

/** Arguments that are refused before anything is read. */
const BAD: readonly (readonly [name: string, args: HandlerContext])[] = [
  ['an id with a blank', { refundId: 'once more' }],
  ['an id of 37 characters', { refundId: 'r'.repeat(37) }],
  ['an amount of 0', { amount: 0 }],
  ['no goods to put back', { restock: [{ productId: 'keyboard', quantity: 0 }] }],
  ['the same goods twice', { restock: [...RESTOCK, ...RESTOCK] }],
];

/** Arguments that the order doesn't allow. */
const NOT_THIS_ORDER: readonly (readonly [name: string, args: HandlerContext])[] = [
  ['parts of a cent', { amount: 0.001 }],
  ['more than it has cost', { amount: 90 }],
  ['goods that are not in it', { restock: [{ productId: 'mouse', quantity: 1 }] }],
  ['more goods than it had', { restock: [{ productId: 'keyboard', quantity: 2 }] }],
];

const FINDING = 'read_refundable_order';
const WRITING = 'request_refund';
const KEPT = { stash: { order: json(COMPLETED), moved: json(REFUNDED) } };

export const REFUND_ORDER: readonly HandlerCase[] = [
  about(FIELD, 'request', 'lets staff go on', refunding({}, { restock: RESTOCK })),
  about(FIELD, 'request', "lets the API key's holder go on", refunding({}, {}, KEY)),
  about(FIELD, 'request', 'is not for customers', refunding({}, {}, CUSTOMER)),
  about(FIELD, 'request', 'is not for a customer in a group staff', refunding({}, {}, CUSTOMER_IN_STAFF)),
  ...BAD.map(([name, args]) => about(FIELD, 'request', `rejects ${name}`, refunding({}, args))),
  about(FIELD, 'response', 'returns the order', refunding(KEPT)),
  about(FIELD, 'response', 'is a conflict if the order was busy', refunding({})),
  about(FINDING, 'request', 'reads the order', refunding({})),
  about(FINDING, 'request', 'leaves early once the refund is written', refunding(KEPT)),
  about(FINDING, 'response', 'keeps a completed order', refunding({ result: json(COMPLETED) })),
  about(FINDING, 'response', 'knows the same refund', refunding({ result: json(REFUNDED) }, { restock: RESTOCK })),
  about(
    FINDING,
    'response',
    'rejects another one of the same id',
    refunding({ result: json(REFUNDED) }, { amount: 9 }),
  ),
  ...NOT_THIS_ORDER.map(([name, args]) =>
    about(FINDING, 'response', `rejects ${name}`, refunding({ result: json(COMPLETED) }, args)),
  ),
  about(
    FINDING,
    'response',
    'rejects more than is left',
    refunding({ result: json(REFUNDED) }, { refundId: 'r', amount: 80 }),
  ),
  about(
    FINDING,
    'response',
    'is a conflict for an order that is not completed',
    refunding({ result: json(orderAfter()) }),
  ),
  about(FINDING, 'response', 'says that there is no order', refunding({ result: null })),
  about(FINDING, 'response', 'passes on an error of DynamoDB', refunding(THROTTLED)),
  about(WRITING, 'request', 'writes the refund and its event', refunding({ stash: { order: json(COMPLETED) } })),
  about(WRITING, 'request', 'writes a refund that puts goods back', {
    ...refunding({ stash: { order: json(COMPLETED) } }, { restock: RESTOCK }),
  }),
  about(WRITING, 'request', 'leaves early if it was written before', refunding(KEPT)),
  about(WRITING, 'response', 'keeps the order that was written', refunding({ ...KEPT, ...WRITTEN })),
  about(WRITING, 'response', 'lets the next function try again if another writer was faster', {
    ...refunding({ ...KEPT, ...cancelled({ type: 'ConditionalCheckFailed' }, { type: 'None' }) }),
  }),
  about(WRITING, 'response', 'passes on an error of DynamoDB', refunding({ ...KEPT, ...THROTTLED })),
];
