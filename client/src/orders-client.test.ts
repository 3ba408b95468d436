/** The client's queries and mutations, and how each failure reaches its user. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createOrdersClient, OrdersError, type OrdersClient } from './index.ts';
import { ordersErrorFrom } from './errors.ts';
import { AN_ORDER, TO_COMPLETED, TO_PARKED } from './testing/order-book.ts';
import { GOOD_KEY, startOrdersEndpoint, type OrdersEndpoint } from './testing/orders-endpoint.ts';

let endpoint: OrdersEndpoint;
let orders: OrdersClient;
beforeAll(async () => {
  endpoint = await startOrdersEndpoint();
  orders = createOrdersClient({ url: endpoint.url, apiKey: GOOD_KEY });
});
afterAll(() => endpoint.close());

/** The `OrdersError` that a call must fail with. */
async function errorOf(call: Promise<unknown>): Promise<OrdersError> {
  const error: unknown = await call.then(
    () => assert.fail('the call should have failed'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof OrdersError, String(error));
  return error;
}

/** A server that always sends the same response. */
async function answering(status: number, body: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((_request, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = (): void => {
    server.close().closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}/graphql`, close };
}

describe('createOrdersClient', () => {
  it('creates an order, and the first one again for the same key', async () => {
    const order = await orders.createOrder(AN_ORDER, 'key-1');
    assert.equal(order.status, 'PENDING');
    assert.equal(order.totalAmount, 89.99);
    assert.equal((await orders.createOrder(AN_ORDER, 'key-1')).orderId, order.orderId);
    assert.notEqual((await orders.createOrder(AN_ORDER, 'key-2')).orderId, order.orderId);
    assert.notEqual((await orders.createOrder(AN_ORDER)).orderId, order.orderId);
  });

  it('cancels an order, once', async () => {
    const { orderId } = await orders.createOrder(AN_ORDER);
    assert.equal((await orders.cancelOrder(orderId)).status, 'CANCELLED');
    assert.equal((await errorOf(orders.cancelOrder(orderId))).errorType, 'Conflict');
  });

  it('refunds a completed order in parts up to its total, and each part once', async () => {
    const { orderId } = await orders.createOrder(AN_ORDER);
    const part = { orderId, refundId: 'scratched', amount: 10, restock: [{ productId: 'keyboard', quantity: 1 }] };
    assert.equal((await errorOf(orders.refundOrder(part))).errorType, 'Conflict');
    for (const move of TO_COMPLETED) endpoint.book.record(orderId, move);
    const { payment } = await orders.refundOrder(part);
    assert.deepEqual(payment?.refunds, [
      {
        refundId: 'scratched',
        amount: 10,
        status: 'REQUESTED',
        restock: [{ productId: 'keyboard', quantity: 1 }],
        restocked: false,
        requestedAt: '2026-01-02T00:00:00.000Z',
        failure: null,
        notification: null,
      },
    ]);
    assert.deepEqual((await orders.refundOrder(part)).payment, payment);
    const errorTypeOf = async (change: object) => (await errorOf(orders.refundOrder({ ...part, ...change }))).errorType;
    assert.equal(await errorTypeOf({ amount: 11 }), 'IdempotencyKeyReused');
    assert.equal(await errorTypeOf({ refundId: 'rest', amount: 80 }), 'RefundExceedsPayment');
    assert.equal((await orders.refundOrder({ orderId, refundId: 'rest', amount: 79.99 })).payment?.refunds.length, 2);
  });

  it('lets staff see which orders need them, and let each go on once, or back', async () => {
    for (const [undo, status] of [
      [false, 'PENDING'],
      [true, 'COMPENSATING'],
    ] as const) {
      const { orderId } = await orders.createOrder(AN_ORDER);
      for (const move of TO_PARKED) endpoint.book.record(orderId, move);
      const parked = await orders.ordersByStatus({});
      assert.deepEqual(
        parked.items.map((order) => [order.orderId, order.direction]),
        [[orderId, 'FORWARD']],
      );
      assert.equal((await orders.resumeOrder(orderId, { undo })).status, status);
      assert.equal((await errorOf(orders.resumeOrder(orderId))).errorType, 'Conflict');
    }
  });

  it('lets staff add, price and restock a product, and see who did what', async () => {
    const mug = { productId: 'mug', name: 'Mug', price: 12.5, currency: 'USD', available: 1 };
    assert.deepEqual(await orders.addProduct(mug), mug);
    assert.equal((await errorOf(orders.addProduct(mug))).errorType, 'Conflict');
    const change = { productId: 'mug', price: 13, currentPrice: 12.5 };
    assert.equal((await orders.changePrice(change)).price, 13);
    assert.equal((await orders.changePrice(change)).price, 13);
    assert.equal((await errorOf(orders.changePrice({ ...change, price: 14 }))).errorType, 'PriceMismatch');
    const restock = { productId: 'mug', restockId: 'one', quantity: 5 };
    for (const _ of [1, 2]) assert.equal((await orders.restockProduct(restock)).available, 6);
    const { items } = await orders.productHistory({ productId: 'mug' });
    assert.deepEqual(
      items.map(({ version, eventType, actor }) => [version, eventType, actor]),
      [
        [3, 'PRODUCT_RESTOCKED', 'api-key'],
        [2, 'PRICE_CHANGED', 'api-key'],
        [1, 'PRODUCT_ADDED', 'api-key'],
      ],
    );
  });

  it('reads an order with its history', async () => {
    const { orderId } = await orders.createOrder(AN_ORDER);
    endpoint.book.record(orderId, { eventType: 'INVENTORY_RESERVED', status: 'INVENTORY_RESERVED' });
    const order = await orders.order(orderId);
    assert.equal(order.status, 'INVENTORY_RESERVED');
    assert.deepEqual(
      order.history.map(({ version, eventType }) => [version, eventType]),
      [
        [1, 'ORDER_CREATED'],
        [2, 'INVENTORY_RESERVED'],
      ],
    );
  });

  it('reads a page of orders, and the next one by its token', async () => {
    const mine = { ...AN_ORDER, customerId: 'grace' };
    const [first, second] = [await orders.createOrder(mine), await orders.createOrder(mine)];
    const newest = await orders.ordersByCustomer({ customerId: 'grace', limit: 1 });
    assert.deepEqual(newest.items, [second]);
    const oldest = await orders.ordersByCustomer({ customerId: 'grace', limit: 1, nextToken: newest.nextToken });
    assert.deepEqual(oldest, { items: [first], nextToken: null });
  });

  it('reads the catalogue, and its next page by the token', async () => {
    const { items } = await orders.products();
    const ids = items.map(({ productId }) => productId);
    assert.deepEqual(ids.slice(0, 2), ['keyboard', 'mouse']);
    const { nextToken, ...first } = await orders.products({ limit: 1 });
    assert.deepEqual(first, { items: items.slice(0, 1) });
    assert.deepEqual(await orders.products({ nextToken }), { items: items.slice(1), nextToken: null });
  });

  it('says after how many seconds an order is worth another try, if there were too many', async () => {
    const { createOrder } = endpoint.book;
    endpoint.book.createOrder = () => {
      const errorInfo = { limit: 'ordersPerMinute', retryAfterSeconds: 12 };
      throw ordersErrorFrom([{ errorType: 'TooManyOrders', message: 'Wait.', errorInfo }]);
    };
    const error = await errorOf(orders.createOrder(AN_ORDER));
    endpoint.book.createOrder = createOrder;
    assert.deepEqual([error.errorType, error.retryAfterSeconds], ['TooManyOrders', 12]);
    assert.equal((await errorOf(orders.order('nothing'))).retryAfterSeconds, null);
  });

  it('sends the API key', () => assert.equal(endpoint.requests.at(-1)?.['x-api-key'], GOOD_KEY));

  it('asks for the token before each call', async () => {
    let count = 0;
    const authorization = (): Promise<string> => Promise.resolve(`token-${(count += 1)}`);
    const signedIn = createOrdersClient({ url: endpoint.url, authorization });
    await signedIn.products();
    await signedIn.products();
    const sent = endpoint.requests.slice(-2).map((headers) => headers.authorization);
    assert.deepEqual(sent, ['token-1', 'token-2']);
  });

  it('takes one way to say who calls, not none and not two', () => {
    assert.throws(() => createOrdersClient({ url: endpoint.url }), TypeError);
    assert.throws(() => createOrdersClient({ url: endpoint.url, apiKey: 'k', authorization: 't' }), TypeError);
  });
});

describe('OrdersError', () => {
  it('has what the resolver said, of the first entry and of all', async () => {
    const error = await errorOf(orders.order('missing'));
    const entry = {
      errorType: 'OrderNotFound',
      message: 'There is no order missing.',
      path: ['order'],
      errorInfo: { orderId: 'missing' },
    };
    const { errorType, message, path, errorInfo } = error;
    assert.deepEqual({ errorType, message, path, errorInfo }, entry);
    assert.deepEqual(error.errors, [entry]);
    assert.equal(error.name, 'OrdersError');
  });

  it('has every entry of a response, whatever members they leave out', async () => {
    const body = JSON.stringify({ data: null, errors: [{ message: 'Validation error' }, { errorType: 'Second' }] });
    const server = await answering(200, body);
    const error = await errorOf(createOrdersClient({ url: server.url, apiKey: 'k' }).products());
    server.close();
    assert.deepEqual(error.errors, [
      { errorType: null, message: 'Validation error', path: null, errorInfo: null },
      { errorType: 'Second', message: 'Second', path: null, errorInfo: null },
    ]);
  });

  it('is UnauthorizedException with a wrong key', async () => {
    const error = await errorOf(createOrdersClient({ url: endpoint.url, apiKey: 'wrong' }).products());
    assert.equal(error.errorType, 'UnauthorizedException');
    assert.equal(error.message, 'You are not authorized to make this call.');
  });

  it('is NetworkError when the endpoint is gone, and says where and why', async () => {
    const server = await answering(200, '');
    server.close();
    const error = await errorOf(createOrdersClient({ url: server.url, apiKey: 'k' }).products());
    assert.equal(error.errorType, 'NetworkError');
    assert.match(error.message, /^http:\/\/127.0.0.1:\d+\/graphql cannot be reached: .*ECONNREFUSED.*\.$/);
    assert.ok(error.cause instanceof Error);
  });

  for (const body of ['<html>Bad gateway</html>', 'null', '[]', '{}', '{"data":null}']) {
    it(`is UnexpectedAnswer for the body ${body}`, async () => {
      const server = await answering(502, body);
      const error = await errorOf(createOrdersClient({ url: server.url, apiKey: 'k' }).products());
      server.close();
      assert.equal(error.errorType, 'UnexpectedAnswer');
      assert.match(error.message, /HTTP 502/);
    });
  }

  it('is UnexpectedAnswer for a null that no error explains', async () => {
    const server = await answering(200, '{"data":{"createOrder":null}}');
    const error = await errorOf(createOrdersClient({ url: server.url, apiKey: 'k' }).createOrder(AN_ORDER));
    server.close();
    assert.equal(error.message, 'createOrder answered null without an error.');
  });
});
