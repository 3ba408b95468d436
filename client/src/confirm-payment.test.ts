import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createOrdersClient, OrdersError, type OrdersClient, type PaymentAction } from './index.ts';
import { AN_ORDER, ONCE_PAID, TO_COMPLETED, TO_FAILED, toAwaitingCustomer, type Move } from './testing/order-book.ts';
import { GOOD_KEY, startOrdersEndpoint, type OrdersEndpoint } from './testing/orders-endpoint.ts';

let endpoint: OrdersEndpoint;
let orders: OrdersClient;
beforeAll(async () => {
  endpoint = await startOrdersEndpoint();
  orders = createOrdersClient({ url: endpoint.url, apiKey: GOOD_KEY });
});
afterAll(async () => {
  orders.close();
  await endpoint.close();
});

const ACTION: PaymentAction = { clientSecret: 'secret-1', actionUrl: 'https://bank.example/1' };

function newOrder(): string {
  return endpoint.book.createOrder(AN_ORDER).orderId;
}

function move(orderId: string, moves: readonly Move[]): void {
  for (const one of moves) endpoint.api.publish(endpoint.book.record(orderId, one));
}

function waitingOrder(action = ACTION): string {
  const orderId = newOrder();
  move(orderId, toAwaitingCustomer(action));
  return orderId;
}

function isError(errorType: string, saying: RegExp) {
  return (error: unknown) =>
    error instanceof OrdersError && error.errorType === errorType && saying.test(error.message);
}

function never(): never {
  assert.fail('nothing is to be confirmed');
}

describe('confirmPayment', () => {
  it('hands out what the payment is confirmed with once the order waits, and returns the paid order', async () => {
    const orderId = newOrder();
    const actions: PaymentAction[] = [];
    const decided = orders.confirmPayment(orderId, (action) => {
      actions.push(action);
      move(orderId, ONCE_PAID);
    });
    move(orderId, toAwaitingCustomer(ACTION));
    const { status, payment } = await decided;
    assert.deepEqual(actions, [ACTION]);
    assert.equal(status, 'COMPLETED');
    assert.equal(payment?.awaits, null);
  });

  it('finds an order that waits already', async () => {
    const orderId = waitingOrder();
    const order = await orders.confirmPayment(orderId, () => move(orderId, ONCE_PAID));
    assert.equal(order.status, 'COMPLETED');
  });

  it('returns an order that fails since its payment is refused', async () => {
    const orderId = waitingOrder();
    const order = await orders.confirmPayment(orderId, () => move(orderId, TO_FAILED.slice(1)));
    assert.equal(order.status, 'FAILED');
    assert.equal(order.failure?.code, 'PaymentDeclined');
  });

  it('does not wait for a bank that takes its time', async () => {
    const orderId = waitingOrder();
    const order = await orders.confirmPayment(orderId, () =>
      move(orderId, [{ eventType: 'PAYMENT_AWAITS_PROVIDER', status: 'AWAITING_PAYMENT' }]),
    );
    assert.equal(order.status, 'AWAITING_PAYMENT');
  });

  it('confirms nothing if nobody asks for it', async () => {
    const orderId = newOrder();
    const decided = orders.confirmPayment(orderId, never);
    move(orderId, TO_COMPLETED);
    assert.equal((await decided).status, 'COMPLETED');
  });

  it('confirms nothing that was confirmed before', async () => {
    const orderId = waitingOrder();
    move(orderId, ONCE_PAID);
    assert.equal((await orders.confirmPayment(orderId, never)).status, 'COMPLETED');
  });

  it('passes the error of the function on, and the payment can still be confirmed', async () => {
    const orderId = waitingOrder();
    const gone = new Error('The window was closed.');
    await assert.rejects(
      orders.confirmPayment(orderId, () => Promise.reject(gone)),
      gone,
    );
    await orders.confirmPayment(orderId, () => move(orderId, ONCE_PAID));
  });

  it('is Unauthorized for those to whom the API does not show what confirms the payment', async () => {
    const orderId = waitingOrder({ clientSecret: null, actionUrl: null });
    await assert.rejects(orders.confirmPayment(orderId, never), isError('Unauthorized', /Only its customer/));
  });

  it('says so when the client is closed meanwhile', async () => {
    const client = createOrdersClient({ url: endpoint.url, apiKey: GOOD_KEY });
    const orderId = waitingOrder();
    const decided = client.confirmPayment(orderId, () => client.close());
    await assert.rejects(decided, isError('ConnectionLost', /was closed before the payment/));
  });
});
