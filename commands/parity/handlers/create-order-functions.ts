/** Questions about the functions of `createOrder`'s pipeline that read and write the order. */
import { ORDER } from '../../../domain/testing/bad-orders.ts';
import type { Json } from '../../json.ts';
import { cancelled, contextOf, KEY, PENDING, THROTTLED, withHeader, WRITTEN } from './contexts.ts';
import { json } from './handler-case.ts';
import type { HandlerCase, HandlerContext } from './handler-case.ts';

const CREATING = 'test/create-order.e2e.test.ts';
const INPUTS = 'test/inputs.e2e.test.ts';
const CURRENCIES = 'test/currencies.e2e.test.ts';

const WANTED = json(ORDER);
const RECORD = { id: 'createOrder#api-key#key-1', validation: '["ada","524288-524287",[["keyboard",1,89.99]],null]' };
const KEYBOARD = { productId: 'keyboard', name: 'Keyboard', price: 89.99, currency: 'USD', stock: 50 };
/** Until 2100, and long ago. */
const LIVE = { ...RECORD, status: 'COMPLETED', expiration: 4102444800, data: json(PENDING) };
const EXPIRED = { ...LIVE, expiration: 1 };

function reading(stash: HandlerContext, more: HandlerContext = {}): HandlerContext {
  return { ...contextOf({ input: ORDER }, KEY), stash, prev: { result: {} }, ...more };
}

function batch(products: readonly Json[], records?: readonly Json[], more: HandlerContext = {}): HandlerContext {
  const data = { products, ...(records && { idempotency: records }) };
  return { result: { data, unprocessedKeys: { products: [], ...(records && { idempotency: [] }) }, ...more } };
}

function sold(change: HandlerContext, price: number, name: string, source = CURRENCIES): HandlerCase {
  const wanted = { ...ORDER, items: [{ productId: 'keyboard', quantity: 1, price }] };
  const context = reading({ wanted }, batch([{ ...KEYBOARD, ...change }]));
  return { code: 'read_products', step: 'response', name, context, source };
}

const READ_PRODUCTS: readonly HandlerCase[] = [
  {
    code: 'read_products',
    step: 'request',
    name: 'reads the products',
    context: reading({ wanted: WANTED }),
    source: CREATING,
  },
  {
    code: 'read_products',
    step: 'request',
    name: 'reads the record of the key, too',
    context: reading({ wanted: WANTED, record: RECORD }),
    source: CREATING,
  },
  {
    code: 'read_products',
    step: 'response',
    name: 'takes the price of the catalogue',
    context: reading({ wanted: WANTED }, batch([KEYBOARD])),
    source: CREATING,
  },
  {
    code: 'read_products',
    step: 'response',
    name: 'finds no record',
    context: reading({ wanted: WANTED, record: RECORD }, batch([KEYBOARD], [null])),
    source: CREATING,
  },
  {
    code: 'read_products',
    step: 'response',
    name: 'takes the result of a record',
    context: reading({ wanted: WANTED, record: RECORD }, batch([KEYBOARD], [LIVE])),
    source: CREATING,
  },
  {
    code: 'read_products',
    step: 'response',
    name: 'ignores a record that has expired',
    context: reading({ wanted: WANTED, record: RECORD }, batch([KEYBOARD], [EXPIRED])),
    source: CREATING,
  },
  {
    code: 'read_products',
    step: 'response',
    name: 'rejects a key of another input',
    context: reading({ wanted: WANTED, record: RECORD }, batch([KEYBOARD], [{ ...LIVE, validation: 'other' }])),
    source: CREATING,
  },
  {
    code: 'read_products',
    step: 'response',
    name: 'rejects a product that there is not',
    context: reading({ wanted: WANTED }, batch([null])),
    source: CREATING,
  },
  sold({ price: 99.99 }, 89.99, 'rejects another price than that of the catalogue', CREATING),
  sold({ currency: 'JPY', price: 1000 }, 1000.5, 'rejects a price with decimals in yen'),
  sold({ currency: 'KWD', price: 1.234 }, 1.234, 'takes three decimals in Kuwaiti dinars'),
  sold({ currency: 'KWD', price: 1.234 }, 1.235, 'names a price of three decimals'),
  sold({ currency: 'gold' }, 89.99, 'rejects a currency that is none'),
  sold({ price: 89.999 }, 89.99, 'rejects a price of the catalogue that is too fine'),
  {
    code: 'read_products',
    step: 'response',
    name: 'rejects two currencies in one order',
    context: reading(
      { wanted: { ...ORDER, items: [...ORDER.items, { productId: 'sake', quantity: 1, price: 1000 }] } },
      batch([KEYBOARD, { ...KEYBOARD, productId: 'sake', price: 1000, currency: 'JPY' }]),
    ),
    source: CURRENCIES,
  },
  {
    code: 'read_products',
    step: 'response',
    name: 'asks to send the order again if keys were not read',
    context: reading(
      { wanted: WANTED },
      batch([null], undefined, { unprocessedKeys: { products: [{ productId: 'keyboard' }] } }),
    ),
    source: INPUTS,
  },
  {
    code: 'read_products',
    step: 'response',
    name: 'passes on an error of DynamoDB',
    context: reading({ wanted: WANTED }, THROTTLED),
    source: 'resolvers/fail.ts',
  },
];

const PRICED = { wanted: WANTED, currency: 'USD' };
const ORDERED = { ...PRICED, order: json(PENDING) };

const WRITE_ORDER: readonly HandlerCase[] = [
  { code: 'write_order', step: 'request', name: 'writes order and event', context: reading(PRICED), source: CREATING },
  {
    code: 'write_order',
    step: 'request',
    name: 'writes the record of the key, too',
    context: reading({ ...PRICED, record: RECORD }),
    source: CREATING,
  },
  {
    code: 'write_order',
    step: 'request',
    name: 'keeps the address',
    context: reading({ ...PRICED, wanted: { ...ORDER, email: 'ada@example.com' } }),
    source: 'test/notification.e2e.test.ts',
  },
  {
    code: 'write_order',
    step: 'request',
    name: 'leaves out a trace header that a bus would refuse',
    context: withHeader(reading(PRICED), 'x-amzn-trace-id', 'nonsense'),
    source: INPUTS,
  },
  {
    code: 'write_order',
    step: 'response',
    name: 'answers the order',
    context: reading(ORDERED, WRITTEN),
    source: CREATING,
  },
  {
    code: 'write_order',
    step: 'response',
    name: 'answers the order of the request that was faster',
    context: reading(
      { ...ORDERED, record: RECORD },
      cancelled({ type: 'None' }, { type: 'None' }, { type: 'ConditionalCheckFailed', item: LIVE }),
    ),
    source: CREATING,
  },
  {
    code: 'write_order',
    step: 'response',
    name: 'takes the type that the guide prints for a failed condition',
    context: reading(
      { ...ORDERED, record: RECORD },
      cancelled({ type: 'None' }, { type: 'None' }, { type: 'ConditionCheckFailed', item: LIVE }),
    ),
    source: 'resolvers/Mutation.createOrder/write-order.ts',
  },
  {
    code: 'write_order',
    step: 'response',
    name: 'goes on after a conflict of two transactions',
    context: reading(
      { ...ORDERED, record: RECORD },
      cancelled({ type: 'None' }, { type: 'None' }, { type: 'TransactionConflict' }),
    ),
    source: CREATING,
  },
  {
    code: 'write_order',
    step: 'response',
    name: 'passes on any other cancellation',
    context: reading(ORDERED, cancelled({ type: 'ConditionalCheckFailed' }, { type: 'None' })),
    source: 'resolvers/Mutation.createOrder/write-order.ts',
  },
  {
    code: 'write_order',
    step: 'response',
    name: 'passes on an error of DynamoDB',
    context: reading(ORDERED, THROTTLED),
    source: 'resolvers/fail.ts',
  },
];

const READ_WINNER: readonly HandlerCase[] = [
  {
    code: 'read_winner',
    step: 'request',
    name: 'leaves early with the result',
    context: reading({ ...ORDERED, answer: json(PENDING) }),
    source: CREATING,
  },
  {
    code: 'read_winner',
    step: 'request',
    name: 'reads the record of the winner',
    context: reading({ ...ORDERED, record: RECORD }),
    source: CREATING,
  },
  {
    code: 'read_winner',
    step: 'request',
    name: 'asks to send the order again without a key',
    context: reading(ORDERED),
    source: INPUTS,
  },
  {
    code: 'read_winner',
    step: 'response',
    name: 'answers the order of the winner',
    context: reading({ ...ORDERED, record: RECORD }, { result: LIVE }),
    source: CREATING,
  },
  {
    code: 'read_winner',
    step: 'response',
    name: 'asks to send the order again without a record',
    context: reading({ ...ORDERED, record: RECORD }, { result: null }),
    source: INPUTS,
  },
  {
    code: 'read_winner',
    step: 'response',
    name: 'passes on an error of DynamoDB',
    context: reading({ ...ORDERED, record: RECORD }, THROTTLED),
    source: 'resolvers/fail.ts',
  },
];

export const CREATE_ORDER_FUNCTIONS: readonly HandlerCase[] = [...READ_PRODUCTS, ...WRITE_ORDER, ...READ_WINNER];
