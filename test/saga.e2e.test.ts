import assert from 'node:assert/strict';
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, it } from 'vitest';
import type { JsonRecord } from '../commands/json.ts';
import { eventsOf, ORDER, settled, useCloud } from './testing/cloud.ts';

const cloud = await useCloud();
const { orders } = cloud;

async function stockOf(productId: string): Promise<number> {
  const product = (await orders.products()).items.find((one) => one.productId === productId);
  assert.ok(product, `there is a product ${productId}`);
  return product.available;
}

async function place(paymentMethodId: string, productId = 'mouse', price = 39.9, quantity = 2) {
  const { orderId } = await orders.createOrder({
    ...ORDER,
    paymentMethodId,
    items: [{ productId, quantity, price }],
  });
  const events = await eventsOf(orders, orderId);
  return { orderId, events, order: await settled(orders, orderId) };
}

async function chargesOf(orderId: string) {
  return (await cloud.scan('Payments')).filter((payment) => payment['orderId'] === orderId);
}

describe('an order that can be paid', () => {
  it('goes to COMPLETED, each step pushed once and in order, and its stock is sold', async () => {
    const before = await stockOf('mouse');
    const { order, orderId, events } = await place('pm_card_visa');
    assert.deepEqual(
      events.map(({ version, eventType, status }) => `${version} ${eventType} ${status}`),
      [
        '1 ORDER_CREATED PENDING',
        '2 INVENTORY_RESERVED INVENTORY_RESERVED',
        '3 PAYMENT_PROCESSED PAYMENT_PROCESSED',
        '4 ORDER_COMPLETED COMPLETED',
      ],
    );
    assert.equal(order.status, 'COMPLETED');
    assert.equal(order.version, 5);
    assert.equal(order.failure, null);
    assert.equal(order.payment?.refunded, false);
    // The order has no e-mail address.
    assert.equal(order.notification?.sent, false);
    // Who has caused it is no news for subscribers.
    assert.deepEqual(
      order.history.slice(0, -1).map(({ actor: _, ...event }) => event),
      events,
    );
    const { eventType, status } = order.history.at(-1) ?? {};
    assert.deepEqual([eventType, status], ['NOTIFICATION_GIVEN_UP', 'COMPLETED']);
    assert.equal(await stockOf('mouse'), before - 2);
    assert.equal((await chargesOf(orderId)).length, 1);
  });

  it('is completed when the payment provider is out of reach at first', async () => {
    const { order, orderId } = await place('pm_sandbox_unavailable_twice');
    assert.equal(order.status, 'COMPLETED');
    assert.equal((await chargesOf(orderId)).length, 1);
  });
});

describe('an order whose card is declined', () => {
  it('ends in FAILED, says why, and gives its stock back', async () => {
    const before = await stockOf('mouse');
    const { order, events } = await place('pm_card_chargeDeclined');
    assert.equal(order.status, 'FAILED');
    assert.deepEqual(order.failure, {
      code: 'PaymentDeclined',
      step: 'ProcessPayment',
      message: 'The card was declined.',
    });
    assert.equal(order.payment, null);
    assert.deepEqual(
      events.map(({ eventType }) => eventType),
      ['ORDER_CREATED', 'INVENTORY_RESERVED', 'COMPENSATION_STARTED', 'INVENTORY_RELEASED', 'ORDER_FAILED'],
    );
    assert.equal(await stockOf('mouse'), before);
  });
});

describe('an order for more than there is', () => {
  it('ends in FAILED by OutOfStock without a charge, and leaves the stock alone', async () => {
    const before = await stockOf('desk');
    const { order, orderId, events } = await place('pm_card_visa', 'desk', 599, before + 1);
    assert.equal(order.status, 'FAILED');
    assert.equal(order.failure?.code, 'OutOfStock');
    assert.match(order.failure.message, /desk/);
    assert.deepEqual(
      events.map(({ eventType }) => eventType),
      ['ORDER_CREATED', 'COMPENSATION_STARTED', 'ORDER_FAILED'],
    );
    assert.deepEqual(await chargesOf(orderId), []);
    assert.equal(await stockOf('desk'), before);
  });

  it('lets exactly as many orders through as there is stock, when they come at once', async () => {
    await cloud.dynamodb.send(
      new UpdateCommand({
        TableName: cloud.tableName('Products'),
        Key: { productId: 'webcam' },
        UpdateExpression: 'SET available = :three',
        ExpressionAttributeValues: { ':three': 3 },
      }),
    );
    const placed = await Promise.all(Array.from({ length: 6 }, () => place('pm_card_visa', 'webcam', 74.5, 1)));
    const statuses = placed.map(({ order }) => order.status).sort();
    assert.deepEqual(statuses, ['COMPLETED', 'COMPLETED', 'COMPLETED', 'FAILED', 'FAILED', 'FAILED']);
    assert.equal(await stockOf('webcam'), 0);
  });
});

describe('a record that the stream delivers again', () => {
  it('starts no second saga and changes nothing', async () => {
    const { orderId } = await place('pm_card_visa');
    const before = await cloud.executions();
    const record = {
      eventID: '1',
      eventName: 'INSERT',
      dynamodb: {
        SequenceNumber: '1',
        NewImage: { orderId: { S: orderId }, version: { N: '1' }, eventType: { S: 'ORDER_CREATED' } },
      },
    };
    const { functionError, payload } = await cloud.invoke('StartSaga', { Records: [record] });
    assert.equal(functionError, undefined);
    assert.deepEqual(payload, { batchItemFailures: [] });
    assert.equal((await cloud.executions()).length, before.length);
    assert.equal(before.filter(({ name }) => name === orderId).length, 1);
  });
});

describe('a step that runs again', () => {
  const steps = ['ReserveInventory', 'ProcessPayment', 'CompleteOrder', 'SendNotification'];

  it('finds its work done and does nothing twice', async () => {
    const { orderId } = await place('pm_card_visa');
    const [stock, charges] = [await stockOf('mouse'), await chargesOf(orderId)];
    for (const step of steps) {
      const { functionError } = await cloud.invoke(step, { orderId });
      assert.equal(functionError, undefined, step);
    }
    const order = await orders.order(orderId);
    assert.equal(order.version, 5);
    assert.equal(order.history.length, 5);
    assert.equal(await stockOf('mouse'), stock);
    assert.deepEqual(await chargesOf(orderId), charges);
  });
});

const COMPLETED_ELSEWHERE = {
  orderId: 'of-another-saga',
  version: 5,
  eventId: 'event-5',
  eventType: 'ORDER_COMPLETED',
  status: 'COMPLETED',
  occurredAt: '2026-01-01T00:00:00.000Z',
  payload: {},
};

describe('the outbox', () => {
  it('has an event for every version of an order and an order for every event', async () => {
    const { orderId } = await place('pm_card_visa');
    const { Items = [] } = await cloud.dynamodb.send(
      new QueryCommand({
        TableName: cloud.tableName('Outbox'),
        KeyConditionExpression: 'orderId = :orderId',
        ExpressionAttributeValues: { ':orderId': orderId },
      }),
    );
    assert.deepEqual(
      Items.map((item: JsonRecord) => item['version']),
      [1, 2, 3, 4, 5],
    );
    assert.equal(new Set(Items.map((item: JsonRecord) => item['eventId'])).size, 5);
  });

  it('does not start a saga for an event of another kind', async () => {
    const before = (await cloud.executions()).length;
    await cloud.dynamodb.send(new PutCommand({ TableName: cloud.tableName('Outbox'), Item: COMPLETED_ELSEWHERE }));
    await place('pm_card_visa');
    assert.equal((await cloud.executions()).length, before + 1);
  });
});
