/** `orderStatus`: every event once and in order, over lost pushes, lost connections and refusals. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { createOrdersClient, OrdersError, type OrderEvent, type OrdersClient } from './index.ts';
import { DECLINED, TO_COMPLETED, TO_FAILED } from './testing/order-book.ts';
import { GOOD_KEY, startOrdersEndpoint, type OrdersEndpoint } from './testing/orders-endpoint.ts';

let endpoint: OrdersEndpoint;
let orders: OrdersClient;
beforeEach(async () => {
  endpoint = await startOrdersEndpoint();
  orders = createOrdersClient({ url: endpoint.url, apiKey: GOOD_KEY });
});
afterEach(async () => {
  orders.close();
  await endpoint.close();
});

function record(orderId: string, index: number, moves = TO_COMPLETED): OrderEvent {
  return endpoint.book.record(orderId, moves[index] ?? assert.fail(`no move ${index}`));
}
function recordAndPublish(orderId: string, index: number, moves = TO_COMPLETED): void {
  endpoint.api.publish(record(orderId, index, moves));
}

function watch(orderId: string): AsyncIterator<OrderEvent> {
  return orders.orderStatus(orderId)[Symbol.asyncIterator]();
}
async function versionOf(events: AsyncIterator<OrderEvent>): Promise<number | 'done'> {
  const next = await events.next();
  return next.done ? 'done' : next.value.version;
}
async function collect(orderId: string): Promise<OrderEvent[]> {
  const events: OrderEvent[] = [];
  for await (const event of orders.orderStatus(orderId)) events.push(event);
  return events;
}
function rejectionOf(events: AsyncIterator<OrderEvent>): Promise<OrdersError> {
  return events.next().then(
    () => assert.fail('it should have thrown'),
    (error: unknown) => (error instanceof OrdersError ? error : assert.fail(String(error))),
  );
}

describe('orderStatus', () => {
  it('gives what happened before, then what happens, and ends at COMPLETED', async () => {
    const { orderId } = endpoint.book.createOrder();
    record(orderId, 0);
    const events = watch(orderId);
    assert.equal(await versionOf(events), 1);
    assert.equal(await versionOf(events), 2);
    for (const index of [1, 2]) {
      recordAndPublish(orderId, index);
      assert.equal(await versionOf(events), index + 2);
    }
    assert.equal(await versionOf(events), 'done');
  });

  it('ends at FAILED and says why', async () => {
    const { orderId } = endpoint.book.createOrder();
    TO_FAILED.forEach((_, index) => record(orderId, index, TO_FAILED));
    const events = await collect(orderId);
    assert.deepEqual(
      events.map(({ eventType }) => eventType),
      ['ORDER_CREATED', 'INVENTORY_RESERVED', 'COMPENSATION_STARTED', 'INVENTORY_RELEASED', 'ORDER_FAILED'],
    );
    assert.deepEqual(events.at(-1)?.failure, DECLINED);
  });

  it('gives each event once and in order when pushes are repeated or overtake each other', async () => {
    const { orderId } = endpoint.book.createOrder();
    const events = watch(orderId);
    await events.next();
    const recorded = TO_COMPLETED.map((_, index) => record(orderId, index));
    for (const event of [...recorded, ...recorded].reverse()) endpoint.api.publish(event);
    // The customer is told in version 5, behind the end.
    for (const version of [2, 3, 4]) assert.equal(await versionOf(events), version);
    assert.equal(await versionOf(events), 'done');
  });

  it('reads a push that never came from the history', async () => {
    const { orderId } = endpoint.book.createOrder();
    const events = watch(orderId);
    await events.next();
    record(orderId, 0);
    recordAndPublish(orderId, 1);
    assert.equal(await versionOf(events), 2);
    assert.equal(await versionOf(events), 3);
  });

  it('reads the history when a push could not be rendered', async () => {
    const { orderId } = endpoint.book.createOrder();
    const events = watch(orderId);
    await events.next();
    const { eventId } = record(orderId, 0);
    endpoint.api.publish({ orderId, eventId });
    assert.equal(await versionOf(events), 2);
  });

  it('misses nothing while the connection is lost', async () => {
    const { orderId } = endpoint.book.createOrder();
    const events = watch(orderId);
    await events.next();
    await endpoint.dropSockets();
    recordAndPublish(orderId, 0);
    recordAndPublish(orderId, 1);
    assert.equal(await versionOf(events), 2);
    assert.equal(await versionOf(events), 3);
    recordAndPublish(orderId, 2);
    assert.equal(await versionOf(events), 4);
    assert.equal(endpoint.upgrades.length, 2);
  });

  it('shares one socket between all orders of a client', async () => {
    const ids = Array.from({ length: 5 }, () => endpoint.book.createOrder().orderId);
    const watched = ids.map(watch);
    for (const events of watched) assert.equal(await versionOf(events), 1);
    for (const orderId of ids) TO_COMPLETED.forEach((_, index) => recordAndPublish(orderId, index));
    for (const events of watched) for (const version of [2, 3, 4]) assert.equal(await versionOf(events), version);
    assert.equal(endpoint.upgrades.length, 1);
  });

  it('does not wait for events that the history has forgotten', async () => {
    const { orderId, history } = endpoint.book.createOrder();
    TO_COMPLETED.forEach((_, index) => record(orderId, index));
    history.splice(0, 2);
    assert.deepEqual(
      (await collect(orderId)).map(({ version }) => version),
      [3, 4],
    );
  });

  it('ends at once for a finished order whose history is gone', async () => {
    const { orderId, history } = endpoint.book.createOrder();
    TO_COMPLETED.forEach((_, index) => record(orderId, index));
    history.splice(0);
    assert.deepEqual(await collect(orderId), []);
  });

  it('throws for an order that does not exist', async () => {
    assert.equal((await rejectionOf(watch('missing'))).errorType, 'OrderNotFound');
  });

  it('throws with a wrong key, without trying again', async () => {
    orders = createOrdersClient({ url: endpoint.url, apiKey: 'wrong' });
    const error = await rejectionOf(watch('order-1'));
    assert.equal(error.errorType, 'UnauthorizedException');
    assert.equal(error.message, 'You are not authorized to make this call.');
    assert.equal(endpoint.upgrades.length, 1);
  });

  it('throws what the function that gives the token throws', async () => {
    const gone = new Error('signed out');
    orders = createOrdersClient({ url: endpoint.url, authorization: () => Promise.reject(gone) });
    await assert.rejects(watch('order-1').next(), gone);
  });

  it('goes on when the function that gives the token fails after a lost connection, for the socket or for the history', async () => {
    const { orderId } = endpoint.book.createOrder();
    let failures = 0;
    const authorization = () => {
      if (failures === 0) return GOOD_KEY;
      failures -= 1;
      return Promise.reject(new TypeError('fetch failed'));
    };
    orders = createOrdersClient({ url: endpoint.url, authorization });
    const events = watch(orderId);
    await events.next();
    // The first connection that is opened again, its subscription, and the history have all to do without.
    for (const [index, failing] of [1, 2, 4].entries()) {
      failures = failing;
      await endpoint.dropSockets();
      recordAndPublish(orderId, index);
      assert.equal(await versionOf(events), index + 2);
    }
    assert.equal(await versionOf(events), 'done');
  });

  it('throws when the server ends the subscription', async () => {
    const { orderId } = endpoint.book.createOrder();
    const events = watch(orderId);
    await events.next();
    endpoint.api.invalidate({ orderId });
    assert.equal((await rejectionOf(events)).message, 'Subscription complete.');
  });

  it('leaves the socket to the next loop when its own is left', async () => {
    const { orderId } = endpoint.book.createOrder();
    for await (const event of orders.orderStatus(orderId)) if (event.version === 1) break;
    const again = watch(orderId);
    assert.equal(await versionOf(again), 1);
    assert.equal(endpoint.upgrades.length, 1);
  });

  it('ends when the client is closed', async () => {
    const { orderId } = endpoint.book.createOrder();
    const events = watch(orderId);
    await events.next();
    const next = versionOf(events);
    orders.close();
    assert.equal(await next, 'done');
  });
});
