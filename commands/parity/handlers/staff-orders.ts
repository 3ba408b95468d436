/** Questions about what staff do with orders: `ordersByStatus` and `resumeOrder`, with the functions of their pipelines. */
import { SCHEMA_VERSION } from '../../../domain/schema-version.ts';
import {
  cancelled,
  contextOf,
  CUSTOMER,
  failure,
  KEY,
  orderAfter,
  PENDING,
  STAFF,
  THROTTLED,
  WRITTEN,
} from './contexts.ts';
import { json } from './handler-case.ts';
import type { HandlerCase, HandlerContext } from './handler-case.ts';

const RESUMING = 'test/resume.e2e.test.ts';
const LISTING = 'test/queries.e2e.test.ts';

function about(source: string, code: string, step: HandlerCase['step'], name: string, context: HandlerContext) {
  return { code, step, name, context, source };
}

function inPipeline(args: HandlerContext, more: HandlerContext = {}, caller: HandlerContext = STAFF): HandlerContext {
  return contextOf(args, caller, { prev: { result: {} }, stash: {}, ...more });
}

const LIST = 'Query.ordersByStatus';
const FOUND = { orderIds: ['order-1', 'order-2'], nextToken: 'next', orders: [] };
const BAD_TOKEN = failure('DynamoDB:UserIllegalArgument', 'Unable to decode the pagination token.');

function finding(status: string, args: HandlerContext = {}, more: HandlerContext = {}): HandlerContext {
  return inPipeline({ status, ...args }, { stash: { status }, ...more });
}

function reading(more: HandlerContext): HandlerContext {
  return inPipeline({}, { stash: { status: 'PENDING', ...FOUND }, ...more });
}

const ORDERS_BY_STATUS: readonly HandlerCase[] = [
  about(LISTING, LIST, 'request', 'lets staff go on', inPipeline({ status: 'FAILED' })),
  about(
    LISTING,
    LIST,
    'request',
    'takes no status for those that need attention',
    inPipeline({ status: null }, {}, KEY),
  ),
  about(LISTING, LIST, 'request', 'is not for customers', inPipeline({}, {}, CUSTOMER)),
  about(
    LISTING,
    LIST,
    'response',
    'returns the page',
    inPipeline({}, { stash: { ...FOUND, orders: [json(PENDING)] } }),
  ),
  about(LISTING, 'find_orders', 'request', 'reads open orders oldest first', finding('NEEDS_ATTENTION')),
  about(
    LISTING,
    'find_orders',
    'request',
    'reads others newest first',
    finding('FAILED', { limit: 2, nextToken: 'x' }),
  ),
  about(LISTING, 'find_orders', 'request', 'rejects a limit of 0', finding('FAILED', { limit: 0 })),
  about(
    LISTING,
    'find_orders',
    'response',
    'keeps the ids and the token',
    finding('FAILED', {}, { result: { items: [{ orderId: 'order-1' }], nextToken: 'next', scannedCount: 1 } }),
  ),
  about(LISTING, 'find_orders', 'response', 'rejects a token', finding('FAILED', { nextToken: 'x' }, BAD_TOKEN)),
  about(LISTING, 'find_orders', 'response', 'passes on an error of DynamoDB', finding('FAILED', {}, THROTTLED)),
  about(LISTING, 'read_orders', 'request', 'reads the orders', reading({})),
  about(
    LISTING,
    'read_orders',
    'request',
    'leaves early without any',
    inPipeline({}, { stash: { ...FOUND, orderIds: [] } }),
  ),
  about(
    LISTING,
    'read_orders',
    'response',
    'leaves out what has moved on or is gone',
    reading({ result: { data: { orders: [json(PENDING), json(orderAfter('INVENTORY_RESERVED')), null] } } }),
  ),
  about(
    LISTING,
    'read_orders',
    'response',
    'is a conflict if a part is unread',
    reading({ result: { data: { orders: [null, null] }, unprocessedKeys: { orders: [{ orderId: 'order-1' }] } } }),
  ),
  about(LISTING, 'read_orders', 'response', 'passes on an error of DynamoDB', reading(THROTTLED)),
];

const FIELD = 'Mutation.resumeOrder';
const READING = 'read_parked_order';
const WRITING = 'request_resuming';
const STUCK = { code: 'Lambda.Unknown', step: 'CompleteOrder', message: 'It failed for hours' };
const PARKED = {
  ...orderAfter('INVENTORY_RESERVED', 'PAYMENT_PROCESSED', 'ORDER_PARKED'),
  direction: 'FORWARD',
  forwardFailure: STUCK,
} as const;
const UNDONE = { ...orderAfter('COMPENSATION_STARTED', 'ORDER_PARKED'), direction: 'BACKWARD' } as const;
const RESUMED = orderAfter('INVENTORY_RESERVED', 'PAYMENT_PROCESSED', 'ORDER_PARKED', 'RESUME_REQUESTED');
const KEPT = { stash: { order: json(PARKED), moved: json(RESUMED) } };

function resuming(more: HandlerContext = {}, undo: boolean | null = false, caller = STAFF): HandlerContext {
  return inPipeline({ orderId: 'order-1', undo }, more, caller);
}

const RESUME_ORDER: readonly HandlerCase[] = [
  about(RESUMING, FIELD, 'request', 'lets staff go on', resuming()),
  about(RESUMING, FIELD, 'request', 'is not for customers', resuming({}, false, CUSTOMER)),
  about(RESUMING, FIELD, 'response', 'returns the order', resuming(KEPT)),
  about(RESUMING, FIELD, 'response', 'is a conflict if the order was busy', resuming()),
  about(RESUMING, READING, 'request', 'reads the order', resuming()),
  about(RESUMING, READING, 'request', 'leaves early once it is resumed', resuming(KEPT)),
  about(RESUMING, READING, 'response', 'keeps a parked order', resuming({ result: json(PARKED) })),
  about(RESUMING, READING, 'response', 'keeps one that can be turned back', resuming({ result: json(PARKED) }, true)),
  about(RESUMING, READING, 'response', 'keeps one that is being undone', resuming({ result: json(UNDONE) }, null)),
  about(RESUMING, READING, 'response', 'is a conflict to undo it twice', resuming({ result: json(UNDONE) }, true)),
  about(RESUMING, READING, 'response', 'is a conflict for other orders', resuming({ result: json(RESUMED) })),
  about(
    RESUMING,
    READING,
    'response',
    'is a conflict for an order of a later version',
    resuming({ result: json({ ...PARKED, schemaVersion: SCHEMA_VERSION + 1 }) }),
  ),
  about(RESUMING, READING, 'response', 'says that there is no order', resuming({ result: null })),
  about(RESUMING, READING, 'response', 'passes on an error of DynamoDB', resuming(THROTTLED)),
  about(RESUMING, WRITING, 'request', 'lets it go on', resuming({ stash: { order: json(PARKED) } })),
  about(RESUMING, WRITING, 'request', 'turns it back', resuming({ stash: { order: json(PARKED) } }, true)),
  about(RESUMING, WRITING, 'request', 'leaves early if it was written before', resuming(KEPT)),
  about(RESUMING, WRITING, 'response', 'keeps the order that was written', resuming({ ...KEPT, ...WRITTEN })),
  about(
    RESUMING,
    WRITING,
    'response',
    'lets the next function try again if another writer was faster',
    resuming({ ...KEPT, ...cancelled({ type: 'ConditionalCheckFailed' }, { type: 'None' }) }),
  ),
  about(RESUMING, WRITING, 'response', 'passes on an error of DynamoDB', resuming({ ...KEPT, ...THROTTLED })),
];

export const STAFF_ORDERS: readonly HandlerCase[] = [...ORDERS_BY_STATUS, ...RESUME_ORDER];
