/** Questions about `cancelOrder`, and the two functions of its pipeline. */
import type { OrderEventType } from '../../../domain/schema.generated.ts';
import {
  cancelled,
  contextOf,
  CUSTOMER,
  KEY,
  orderAfter,
  OTHER_CUSTOMER,
  PENDING,
  THROTTLED,
  WRITTEN,
} from './contexts.ts';
import { json } from './handler-case.ts';
import type { HandlerCase, HandlerContext } from './handler-case.ts';

const CANCELLING = 'test/cancel.e2e.test.ts';
const FIELD = 'Mutation.cancelOrder';
const CANCELLED = orderAfter('CANCELLATION_REQUESTED');

function cancelling(more: HandlerContext, caller: HandlerContext = KEY): HandlerContext {
  return contextOf({ orderId: 'order-1' }, caller, { prev: { result: {} }, stash: {}, ...more });
}

/** Orders that can't be cancelled any more, by what has happened to them. */
const TOO_LATE: readonly (readonly [name: string, events: readonly OrderEventType[]])[] = [
  ['that is being cancelled', ['CANCELLATION_REQUESTED']],
  ['that is paid', ['INVENTORY_RESERVED', 'PAYMENT_PROCESSED']],
  ['that is completed', ['INVENTORY_RESERVED', 'PAYMENT_PROCESSED', 'ORDER_COMPLETED']],
];

export const CANCEL_ORDER: readonly HandlerCase[] = [
  { code: FIELD, step: 'request', name: 'hands on nothing', context: cancelling({}), source: CANCELLING },
  {
    code: FIELD,
    step: 'response',
    name: 'returns the order',
    context: cancelling({ stash: { moved: json(CANCELLED) } }),
    source: CANCELLING,
  },
  {
    code: FIELD,
    step: 'response',
    name: 'is a conflict if the order was busy',
    context: cancelling({}),
    source: CANCELLING,
  },
  { code: 'read_order', step: 'request', name: 'reads the order', context: cancelling({}), source: CANCELLING },
  {
    code: 'read_order',
    step: 'request',
    name: 'leaves early once the order is cancelled',
    context: cancelling({ stash: { moved: json(CANCELLED) } }),
    source: CANCELLING,
  },
  {
    code: 'read_order',
    step: 'response',
    name: 'keeps an order that can be cancelled',
    context: cancelling({ result: json(PENDING) }, CUSTOMER),
    source: CANCELLING,
  },
  {
    code: 'read_order',
    step: 'response',
    name: 'keeps an order whose stock is reserved',
    context: cancelling({ result: json(orderAfter('INVENTORY_RESERVED')) }),
    source: CANCELLING,
  },
  ...TOO_LATE.map(([name, events]): HandlerCase => ({
    code: 'read_order',
    step: 'response',
    name: `is a conflict for an order ${name}`,
    context: cancelling({ result: json(orderAfter(...events)) }),
    source: CANCELLING,
  })),
  {
    code: 'read_order',
    step: 'response',
    name: 'hides the order from another customer',
    context: cancelling({ result: json(PENDING) }, OTHER_CUSTOMER),
    source: 'test/identities.e2e.test.ts',
  },
  {
    code: 'read_order',
    step: 'response',
    name: 'says that there is no order',
    context: cancelling({ result: null }),
    source: CANCELLING,
  },
  {
    code: 'read_order',
    step: 'response',
    name: 'passes on an error of DynamoDB',
    context: cancelling(THROTTLED),
    source: 'resolvers/fail.ts',
  },
  {
    code: 'request_cancellation',
    step: 'request',
    name: 'moves the order as it was read',
    context: cancelling({ stash: { order: json(PENDING) } }),
    source: CANCELLING,
  },
  {
    code: 'request_cancellation',
    step: 'request',
    name: 'moves an order whose stock is reserved',
    context: cancelling({ stash: { order: json(orderAfter('INVENTORY_RESERVED')) } }),
    source: CANCELLING,
  },
  {
    code: 'request_cancellation',
    step: 'response',
    name: 'keeps the order that was moved',
    context: cancelling({ stash: { order: json(PENDING), moved: json(CANCELLED) }, ...WRITTEN }),
    source: CANCELLING,
  },
  {
    code: 'request_cancellation',
    step: 'response',
    name: 'lets the next function try again if another writer was faster',
    context: cancelling({
      stash: { order: json(PENDING), moved: json(CANCELLED) },
      ...cancelled({ type: 'ConditionalCheckFailed' }, { type: 'None' }),
    }),
    source: CANCELLING,
  },
  {
    code: 'request_cancellation',
    step: 'response',
    name: 'passes on an error of DynamoDB',
    context: cancelling({ stash: { order: json(PENDING), moved: json(CANCELLED) }, ...THROTTLED }),
    source: 'resolvers/fail.ts',
  },
];
