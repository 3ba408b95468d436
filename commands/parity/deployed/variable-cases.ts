/** Variables that don't fit, and those that fit although they are of another type. */
import type { Json } from '../../json.ts';
import { httpCases } from './cases.ts';
import type { HttpCase } from './cases.ts';

const ORDER = 'query ($orderId: ID!) { order(orderId: $orderId) { orderId } }';
const PAGE =
  'query ($limit: Int, $nextToken: String) { ordersByCustomer(customerId: "nobody", limit: $limit, nextToken: $nextToken) { items { orderId } nextToken } }';
const CREATE = 'mutation ($input: CreateOrderInput!) { createOrder(input: $input) { orderId } }';
const IF = 'query ($if: Boolean!) { __typename @include(if: $if) }';
const LIST =
  'mutation ($items: [OrderItemInput!]!) { createOrder(input: { customerId: "nobody", paymentMethodId: "pm card", items: $items }) { orderId } }';

type Row = readonly [name: string, query: string, variables: Json];

/** No order comes of any: what fits in here has a payment method with a space, which the resolver rejects. */
const BAD = { customerId: 'nobody', paymentMethodId: 'pm card' };
const ITEM = { productId: 'nothing', quantity: 1, price: 1 };

const ROWS: readonly Row[] = [
  ['a value that is missing', ORDER, {}],
  ['null for a value that must not be null', ORDER, { orderId: null }],
  ['a number for an ID', ORDER, { orderId: 5 }],
  ['a Float for an ID', ORDER, { orderId: 5.5 }],
  ['true for an ID', ORDER, { orderId: true }],
  ['an object for an ID', ORDER, { orderId: { a: 1 } }],
  ['a list for an ID', ORDER, { orderId: ['a'] }],
  ['a variable that nobody declared', ORDER, { orderId: 'nothing', other: 1 }],
  ['a string for an Int', PAGE, { limit: '5' }],
  ['a word for an Int', PAGE, { limit: 'five' }],
  ['a Float for an Int', PAGE, { limit: 1.5 }],
  ['a whole Float for an Int', PAGE, { limit: 5.0 }],
  ['a number beyond 32 bits for an Int', PAGE, { limit: 2_147_483_648 }],
  ['true for an Int', PAGE, { limit: true }],
  ['a number for a String', PAGE, { nextToken: 5 }],
  ['true for a String', PAGE, { nextToken: true }],
  ['an object for a String', PAGE, { nextToken: {} }],
  ['a string for a Boolean', IF, { if: 'true' }],
  ['a number for a Boolean', IF, { if: 1 }],
  ['null for a Boolean of a directive', IF, { if: null }],
  ['a string for an input object', CREATE, { input: 'a' }],
  ['a list for an input object', CREATE, { input: [] }],
  ['an input object without a member that it needs', CREATE, { input: { paymentMethodId: 'pm card' } }],
  ['an unknown member of an input object', CREATE, { input: { ...BAD, items: [], nothing: 1 } }],
  ['null in a list that must not have it', CREATE, { input: { ...BAD, items: [null] } }],
  ['one item for a list', LIST, { items: ITEM }],
  ['a string for a Float inside of a list', LIST, { items: [{ ...ITEM, price: '1' }] }],
  ['a word for a Float inside of a list', LIST, { items: [{ ...ITEM, price: 'one' }] }],
  ['an address that is none', CREATE, { input: { ...BAD, items: [], email: 'nothing' } }],
  ['a number for an address', CREATE, { input: { ...BAD, items: [], email: 5 } }],
];

export const VARIABLE_CASES = httpCases(
  { group: 'variables', source: 'graphql-java/graphql-java#3553; awslabs/aws-mobile-appsync-sdk-js#83' },
  ROWS.map(([name, query, variables]): HttpCase => ({ name, query, variables, needs: 'key' })),
);
