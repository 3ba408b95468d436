/** Questions about what staff do with products, with the functions of the pipelines. */
import { cancelled, contextOf, CUSTOMER, failure, KEY, STAFF, THROTTLED } from './contexts.ts';
import type { HandlerCase, HandlerContext } from './handler-case.ts';

const SOURCE = 'test/catalogue.e2e.test.ts';
const MUG = { productId: 'mug', name: 'Mug', price: 12.5, currency: 'USD', available: 100 };
const STORED = { ...MUG, version: 3 };

const WRITTEN: HandlerContext = {
  result: { keys: [{ productId: 'mug' }, { orderId: 'product#mug', version: 4 }], cancellationReasons: null },
};
const LOST = cancelled({ type: 'ConditionalCheckFailed' }, { type: 'None' });
const MET = cancelled({ type: 'TransactionConflict' }, { type: 'None' });

function about(code: string, step: HandlerCase['step'], name: string, context: HandlerContext): HandlerCase {
  return { code, step, name, context, source: SOURCE };
}

function inPipeline(args: HandlerContext, more: HandlerContext = {}, caller: HandlerContext = STAFF): HandlerContext {
  return contextOf(args, caller, { prev: { result: {} }, stash: {}, ...more });
}

const ADD = 'Mutation.addProduct';

function adding(
  change: HandlerContext = {},
  more: HandlerContext = {},
  caller: HandlerContext = STAFF,
): HandlerContext {
  return contextOf({ input: { ...MUG, ...change } }, caller, { stash: {}, ...more });
}

const BAD_PRODUCTS: readonly (readonly [name: string, change: HandlerContext])[] = [
  ['an empty id', { productId: '' }],
  ['a name with a line break', { name: 'a\nmug' }],
  ['an unknown currency', { currency: 'usd' }],
  ['a price of 0', { price: 0 }],
  ['parts of a yen', { currency: 'JPY' }],
  ['a stock below 0', { available: -1 }],
];

const ADD_PRODUCT: readonly HandlerCase[] = [
  about(ADD, 'request', 'writes the product and its first event', adding()),
  about(ADD, 'request', "names the API key's holder in the event", adding({}, {}, KEY)),
  about(ADD, 'request', 'is not for customers', adding({}, {}, CUSTOMER)),
  ...BAD_PRODUCTS.map(([name, change]) => about(ADD, 'request', `rejects ${name}`, adding(change))),
  about(ADD, 'response', 'returns the product', adding({}, { stash: { product: STORED }, ...WRITTEN })),
  about(ADD, 'response', 'is a conflict if there is one', adding({}, { stash: { product: STORED }, ...LOST })),
  about(ADD, 'response', 'passes on an error of DynamoDB', adding({}, { stash: { product: STORED }, ...THROTTLED })),
];

const KEPT = { stash: { product: STORED, changed: { ...STORED, price: 13 } } };
const READ = { stash: { product: STORED } };

const PRICE = 'Mutation.changePrice';

function pricing(more: HandlerContext = {}, change: HandlerContext = {}, caller = STAFF): HandlerContext {
  return inPipeline({ productId: 'mug', price: 13, currentPrice: 12.5, ...change }, more, caller);
}

const CHANGE_PRICE: readonly HandlerCase[] = [
  about(PRICE, 'request', 'lets staff go on', pricing()),
  about(PRICE, 'request', 'is not for customers', pricing({}, {}, CUSTOMER)),
  about(PRICE, 'request', 'rejects a price of 0', pricing({}, { price: 0 })),
  about(PRICE, 'response', 'returns the product', pricing(KEPT)),
  about(PRICE, 'response', 'is a conflict if the product was busy', pricing(READ)),
  about('read_priced_product', 'request', 'reads the product', pricing()),
  about('read_priced_product', 'request', 'leaves early once the price is written', pricing(KEPT)),
  about('read_priced_product', 'response', 'keeps the product', pricing({ result: STORED })),
  about('read_priced_product', 'response', 'knows the price', pricing({ result: STORED }, { price: 12.5 })),
  about('read_priced_product', 'response', 'says what it costs', pricing({ result: STORED }, { currentPrice: 12 })),
  about('read_priced_product', 'response', 'rejects parts of a cent', pricing({ result: STORED }, { price: 1.001 })),
  about('read_priced_product', 'response', 'says that there is no product', pricing({ result: null })),
  about('read_priced_product', 'response', 'passes on an error of DynamoDB', pricing(THROTTLED)),
  about('write_price', 'request', 'writes the price and its event', pricing(READ)),
  about('write_price', 'request', 'writes the first event of a product', pricing({ stash: { product: MUG } })),
  about('write_price', 'request', 'leaves early if it was written before', pricing(KEPT)),
  about('write_price', 'response', 'keeps the product that was written', pricing({ ...KEPT, ...WRITTEN })),
  about('write_price', 'response', 'lets the next function try again after a change', pricing({ ...KEPT, ...LOST })),
  about('write_price', 'response', 'lets the next function try again beside an order', pricing({ ...KEPT, ...MET })),
  about('write_price', 'response', 'passes on an error of DynamoDB', pricing({ ...KEPT, ...THROTTLED })),
];

const RESTOCK = 'Mutation.restockProduct';
const RECORD = {
  id: 'restockProduct#mug#delivery',
  status: 'COMPLETED',
  expiration: 4_000_000_000,
  data: { version: 3 },
  validation: '20',
};

function restocking(more: HandlerContext = {}, change: HandlerContext = {}, caller = STAFF): HandlerContext {
  return inPipeline({ productId: 'mug', restockId: 'delivery', quantity: 20, ...change }, more, caller);
}

function stock(
  product: HandlerContext | null,
  record: HandlerContext | null,
  more: HandlerContext = {},
): HandlerContext {
  return { result: { data: { products: [product], idempotency: [record] }, ...more } };
}

const RESTOCK_PRODUCT: readonly HandlerCase[] = [
  about(RESTOCK, 'request', 'lets staff go on', restocking()),
  about(RESTOCK, 'request', 'is not for customers', restocking({}, {}, CUSTOMER)),
  ...[0, 1_000_001, -1_000_001].map((quantity) =>
    about(RESTOCK, 'request', `rejects a quantity of ${quantity}`, restocking({}, { quantity })),
  ),
  about(RESTOCK, 'request', 'rejects an empty id', restocking({}, { restockId: '' })),
  about(RESTOCK, 'response', 'returns the product', restocking(KEPT)),
  about(RESTOCK, 'response', 'is a conflict if the product was busy', restocking(READ)),
  about('read_stock', 'request', 'reads product and record', restocking({}, { restockId: 'a#b%c' })),
  about('read_stock', 'request', 'leaves early once it is counted', restocking(KEPT)),
  about('read_stock', 'response', 'keeps the product', restocking(stock(STORED, null))),
  about('read_stock', 'response', 'knows the same restock', restocking(stock(STORED, RECORD))),
  about('read_stock', 'response', 'rejects another quantity', restocking(stock(STORED, RECORD), { quantity: 21 })),
  about('read_stock', 'response', 'forgets an expired record', restocking(stock(STORED, { ...RECORD, expiration: 1 }))),
  about('read_stock', 'response', 'rejects more than is left', restocking(stock(STORED, null), { quantity: -101 })),
  about(
    'read_stock',
    'response',
    'rejects more than a stock may have',
    restocking(stock({ ...STORED, available: 999_999_990 }, null)),
  ),
  about('read_stock', 'response', 'says that there is no product', restocking(stock(null, null))),
  about(
    'read_stock',
    'response',
    'is a conflict if a part is unread',
    restocking(stock(null, null, { unprocessedKeys: { products: [{ productId: 'mug' }] } })),
  ),
  about('read_stock', 'response', 'passes on an error of DynamoDB', restocking(THROTTLED)),
  about('write_restock', 'request', 'changes the stock, with event and record', restocking(READ)),
  about('write_restock', 'request', 'takes goods out', restocking(READ, { quantity: -5 })),
  about('write_restock', 'request', 'leaves early if it was counted before', restocking(KEPT)),
  about('write_restock', 'response', 'keeps the product that was written', restocking({ ...KEPT, ...WRITTEN })),
  about('write_restock', 'response', 'lets the next function try again', restocking({ ...KEPT, ...MET })),
  about('write_restock', 'response', 'passes on an error of DynamoDB', restocking({ ...KEPT, ...THROTTLED })),
];

const HISTORY = 'Query.productHistory';
const EVENT = {
  orderId: 'product#mug',
  version: 1,
  productId: 'mug',
  eventId: 'event-1',
  eventType: 'PRODUCT_RESTOCKED',
  actor: 'sam',
  occurredAt: '2026-01-01T00:00:00.000Z',
  payload: { restockId: 'delivery', quantity: 20 },
};
const BAD_TOKEN = failure('DynamoDB:UserIllegalArgument', 'Unable to decode the pagination token.');

function history(args: HandlerContext = {}, more: HandlerContext = {}, caller = STAFF): HandlerContext {
  return contextOf({ productId: 'mug', ...args }, caller, more);
}

const PRODUCT_HISTORY: readonly HandlerCase[] = [
  about(HISTORY, 'request', "queries the product's events, newest first", history()),
  about(HISTORY, 'request', 'passes on limit and token', history({ limit: 2, nextToken: 'next' })),
  about(HISTORY, 'request', 'is not for customers', history({}, {}, CUSTOMER)),
  about(HISTORY, 'request', 'rejects an empty id', history({ productId: '' })),
  about(HISTORY, 'response', 'returns the page', history({}, { result: { items: [EVENT], nextToken: null } })),
  about(HISTORY, 'response', 'rejects a token', history({ nextToken: 'x' }, BAD_TOKEN)),
  about(HISTORY, 'response', 'passes on an error of DynamoDB', history({}, THROTTLED)),
];

export const CATALOGUE: readonly HandlerCase[] = [
  ...ADD_PRODUCT,
  ...CHANGE_PRICE,
  ...RESTOCK_PRODUCT,
  ...PRODUCT_HISTORY,
];
