/** The errors of this API's own resolvers, as they pass through the deployed pipeline. */
import type { Json } from '../../json.ts';
import { httpCases } from './cases.ts';
import type { HttpCase } from './cases.ts';

const CREATE =
  'mutation ($input: CreateOrderInput!, $key: String) { createOrder(input: $input, idempotencyKey: $key) { orderId status } }';
const ORDER = 'query ($orderId: ID!) { order(orderId: $orderId) { orderId } }';
const CANCEL = 'mutation ($orderId: ID!) { cancelOrder(orderId: $orderId) { orderId } }';
const REFUND =
  'mutation ($orderId: ID!, $refundId: ID!) { refundOrder(orderId: $orderId, refundId: $refundId, amount: 1) { orderId } }';
const PAGE =
  'query ($customerId: ID, $limit: Int, $nextToken: String) { ordersByCustomer(customerId: $customerId, limit: $limit, nextToken: $nextToken) { items { orderId } nextToken } }';

const ITEM = { productId: 'nothing', quantity: 1, price: 1 };
const INPUT = { customerId: 'parity', paymentMethodId: 'pm_card_visa', items: [ITEM] };

function create(change: Readonly<Record<string, Json>>): Pick<HttpCase, 'query' | 'variables' | 'needs'> {
  return { query: CREATE, variables: { input: { ...INPUT, ...change } }, needs: 'key' };
}

/** None of these writes anything. */
const NO_ORDER: readonly HttpCase[] = [
  { name: 'InvalidInput: no items', ...create({ items: [] }) },
  { name: 'InvalidInput: a quantity of zero', ...create({ items: [{ ...ITEM, quantity: 0 }] }) },
  { name: 'InvalidInput: a price of zero', ...create({ items: [{ ...ITEM, price: 0 }] }) },
  { name: 'InvalidInput: one product twice', ...create({ items: [ITEM, ITEM] }) },
  { name: 'InvalidInput: a payment method with a space', ...create({ paymentMethodId: 'pm card' }) },
  { name: 'InvalidInput: no customer with an API key', ...create({ customerId: null }) },
  { name: 'InvalidInput: a customer without characters', ...create({ customerId: '' }) },
  { name: 'ProductNotFound', ...create({}) },
  { name: 'OrderNotFound: order', query: ORDER, variables: { orderId: 'nothing' }, needs: 'key' },
  { name: 'OrderNotFound: an order without characters', query: ORDER, variables: { orderId: '' }, needs: 'key' },
  { name: 'OrderNotFound: cancelOrder', query: CANCEL, variables: { orderId: 'nothing' }, needs: 'key' },
  { name: 'OrderNotFound: refundOrder', query: REFUND, variables: { orderId: 'nothing', refundId: 'r' }, needs: 'key' },
  {
    name: 'InvalidInput: a refund whose id has a blank',
    query: REFUND,
    variables: { orderId: 'nothing', refundId: 'a b' },
    needs: 'key',
  },
  { name: 'InvalidInput: a page of no orders', query: PAGE, variables: { customerId: 'a', limit: 0 }, needs: 'key' },
  {
    name: 'InvalidInput: a page that is too long',
    query: PAGE,
    variables: { customerId: 'a', limit: 101 },
    needs: 'key',
  },
  { name: 'InvalidInput: a page of nobody', query: PAGE, variables: {}, needs: 'key' },
  {
    name: 'InvalidInput: a page token that was never given out',
    query: PAGE,
    variables: { customerId: 'a', nextToken: 'nothing' },
    needs: 'key',
  },
  {
    name: 'an explicit null for an argument with a default',
    query: PAGE,
    variables: { customerId: 'nobody', limit: null },
    needs: 'key',
  },
  { name: 'a customer without orders', query: PAGE, variables: { customerId: 'nobody' }, needs: 'key' },
];

/** These read the order of the run, or fail beside it. */
const WITH_ORDER: readonly HttpCase[] = [
  {
    name: 'PriceMismatch',
    query: CREATE,
    variables: { input: { ...INPUT, items: [{ productId: 'PRODUCT', quantity: 1, price: 0.01 }] } },
    needs: 'order',
  },
  {
    name: 'the same idempotency key and input return the first order',
    query: CREATE,
    variables: { key: 'KEY', input: { ...INPUT, items: [{ productId: 'PRODUCT', quantity: 1, price: 'PRICE' }] } },
    needs: 'order',
  },
  {
    name: 'IdempotencyKeyReused',
    query: CREATE,
    variables: { key: 'KEY', input: { ...INPUT, items: [{ productId: 'PRODUCT', quantity: 2, price: 'PRICE' }] } },
    needs: 'order',
  },
  { name: 'Conflict: an order that is completed', query: CANCEL, variables: { orderId: 'ORDER' }, needs: 'order' },
  {
    name: 'an order with its history',
    query:
      'query ($orderId: ID!) { order(orderId: $orderId) { orderId customerId status version totalAmount currency items { productId quantity price } payment { paymentId refunded } failure { code } direction history { version eventType status failure { code } occurredAt } createdAt updatedAt } }',
    variables: { orderId: 'ORDER' },
    needs: 'order',
  },
];

export const APP_ERROR_CASES = httpCases({ group: 'errors of the app', source: 'README.md, "The API"' }, [
  ...NO_ORDER,
  ...WITH_ORDER,
]);
