/** Refunds of completed orders, from the mutation to the mail. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { OrdersError } from '@ordersaga/client';
import type { Order } from '@ordersaga/client';
import { describe, it } from 'vitest';
import { arrayIn } from '../commands/json.ts';
import { assertBooksBalance, stockOf } from './testing/books.ts';
import { ORDER, settled, useCloud } from './testing/cloud.ts';
import { holdFunction } from './testing/hold-function.ts';

const cloud = await useCloud();
const { orders } = cloud;
const before = await stockOf(cloud);

const KEYBOARDS = {
  ...ORDER,
  email: 'ada@shop.example',
  items: [{ productId: 'keyboard', quantity: 3, price: 89.99 }],
};

async function completed(paymentMethodId = 'pm_card_visa'): Promise<Order> {
  const { orderId } = await orders.createOrder({ ...KEYBOARDS, paymentMethodId });
  return settled(orders, orderId);
}

/** The order once nothing is left to do for its refunds. */
async function refunded(orderId: string) {
  for (;;) {
    const order = await orders.order(orderId);
    const refunds = order.payment?.refunds ?? [];
    if (refunds.every(({ status, notification }) => status === 'FAILED' || notification)) return { ...order, refunds };
    await setTimeout(20);
  }
}

function eventsOfRefund({ history }: Awaited<ReturnType<typeof refunded>>, id: string) {
  return history.filter(({ refundId }) => refundId === id).map(({ eventType }) => eventType);
}

async function ledgerOf({ payment }: Order) {
  const entries = await cloud.scan('Payments');
  const refunds = entries.filter(({ refundOf }) => refundOf !== undefined && refundOf === payment?.paymentId);
  return refunds.map(({ refundId, amountMinor }) => [refundId, amountMinor]);
}

function refused(errorType: string, message: string) {
  return (error: unknown) => {
    assert.ok(error instanceof OrdersError, String(error));
    assert.deepEqual([error.errorType, error.message], [errorType, message]);
    return true;
  };
}

const ISSUED = ['REFUND_REQUESTED', 'REFUND_ISSUED'];

describe('a refund', () => {
  it('of a part gives it back, tells the customer, and leaves the order completed', async () => {
    const { orderId, version } = await completed();
    const asked = await orders.refundOrder({ orderId, refundId: 'scratched', amount: 10 });
    assert.deepEqual(
      asked.payment?.refunds.map(({ status, amount }) => [status, amount]),
      [['REQUESTED', 10]],
    );
    const order = await refunded(orderId);
    assert.deepEqual([order.status, order.payment?.refunded, order.version], ['COMPLETED', false, version + 3]);
    assert.deepEqual(
      order.refunds.map(({ status, restocked }) => [status, restocked]),
      [['ISSUED', false]],
    );
    const told = order.refunds[0]?.notification?.sent ? 'REFUND_NOTIFICATION_SENT' : 'REFUND_NOTIFICATION_GIVEN_UP';
    assert.deepEqual(eventsOfRefund(order, 'scratched'), [...ISSUED, told]);
    assert.deepEqual(await ledgerOf(order), [['scratched', 10_00]]);
    const names = (await cloud.refundExecutions()).map(({ name }) => name);
    assert.ok(names.includes(`${orderId}-scratched`));
  });

  it('may follow another one, up to the total, and puts goods back into the stock', async () => {
    const { orderId } = await completed();
    const keyboards = async () => (await stockOf(cloud)).get('keyboard') ?? 0;
    const available = await keyboards();
    const restock = [{ productId: 'keyboard', quantity: 1 }];
    await orders.refundOrder({ orderId, refundId: 'one', amount: 89.99, restock });
    await orders.refundOrder({
      orderId,
      refundId: 'two',
      amount: 179.98,
      restock: [{ productId: 'keyboard', quantity: 2 }],
    });
    const order = await refunded(orderId);
    assert.deepEqual(
      order.refunds.map(({ status, restocked }) => [status, restocked]),
      [
        ['ISSUED', true],
        ['ISSUED', true],
      ],
    );
    assert.equal(order.payment?.refunded, true);
    assert.equal(await keyboards(), available + 3);
    await assert.rejects(
      orders.refundOrder({ orderId, refundId: 'three', amount: 0.01 }),
      refused('RefundExceedsPayment', 'amount: must be at most 0 USD, which is what is left to refund'),
    );
  });

  it('is the same one for the same id, however often and how many at a time it is asked for', async () => {
    const { orderId } = await completed();
    const refund = { orderId, refundId: 'again', amount: 20, restock: [{ productId: 'keyboard', quantity: 1 }] };
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => orders.refundOrder(refund)));
    for (const answer of answers) {
      // Three tries may all meet others; then the caller asks again.
      if (answer.status === 'rejected')
        refused('Conflict', 'The order was busy and is not refunded; please try again')(answer.reason);
    }
    await orders.refundOrder(refund);
    const order = await refunded(orderId);
    await orders.refundOrder(refund);
    assert.deepEqual(await ledgerOf(order), [['again', 20_00]]);
    assert.equal(order.refunds.length, 1);
    for (const other of [{ amount: 21 }, { restock: [] }, { restock: [{ productId: 'keyboard', quantity: 2 }] }]) {
      await assert.rejects(
        orders.refundOrder({ ...refund, ...other }),
        refused('IdempotencyKeyReused', 'refundId: was used for another refund of the order'),
      );
    }
  });

  it('never gives back more than was paid, however many are asked for at the same time', async () => {
    const { orderId } = await completed();
    const ask = (number: number) => orders.refundOrder({ orderId, refundId: `r-${number}`, amount: 100 });
    await Promise.allSettled(Array.from({ length: 8 }, (_, number) => ask(number)));
    const order = await refunded(orderId);
    assert.ok(order.refunds.length <= 2);
    assert.deepEqual((await ledgerOf(order)).length, order.refunds.length);
  });

  it('that the provider refuses says why, and its amount can be refunded again', async () => {
    const { orderId } = await completed('pm_sandbox_refunds_refused');
    const restock = [{ productId: 'keyboard', quantity: 3 }];
    await orders.refundOrder({ orderId, refundId: 'all', amount: 269.97, restock });
    const order = await refunded(orderId);
    const message = "The card's bank does not take the money back.";
    assert.deepEqual(order.refunds[0]?.failure, { code: 'RefundRefused', step: 'IssueRefund', message });
    assert.deepEqual([order.status, order.payment?.refunded, order.refunds[0].restocked], ['COMPLETED', false, false]);
    assert.deepEqual(eventsOfRefund(order, 'all'), ['REFUND_REQUESTED', 'REFUND_FAILED']);
    await orders.refundOrder({ orderId, refundId: 'once-more', amount: 269.97, restock });
    assert.deepEqual(
      (await refunded(orderId)).refunds.map(({ status }) => status),
      ['FAILED', 'FAILED'],
    );
  });
});

describe('a refund that may not be', () => {
  type Case = readonly [string, Partial<Parameters<typeof orders.refundOrder>[0]>, string];
  const cases: readonly Case[] = [
    ['an empty id', { refundId: '' }, 'refundId: must have 1 to 36 letters of ASCII, digits, - and _'],
    [
      'an id that no execution can have',
      { refundId: 'a/b' },
      'refundId: must have 1 to 36 letters of ASCII, digits, - and _',
    ],
    [
      'an id that is too long',
      { refundId: 'r'.repeat(37) },
      'refundId: must have 1 to 36 letters of ASCII, digits, - and _',
    ],
    ['nothing to give back', { amount: 0 }, 'amount: must be greater than 0'],
    ['less than nothing', { amount: -1 }, 'amount: must be greater than 0'],
    ['parts of a cent', { amount: 0.001 }, 'amount: must have at most two decimals'],
    [
      'goods that were not ordered',
      { restock: [{ productId: 'mouse', quantity: 1 }] },
      'restock[0].productId: mouse is not in the order',
    ],
    ['no goods', { restock: [{ productId: 'keyboard', quantity: 0 }] }, 'restock[0].quantity: must be at least 1'],
    [
      'more goods than were ordered',
      { restock: [{ productId: 'keyboard', quantity: 4 }] },
      'restock[0].quantity: must be at most 3, which is what is left to return',
    ],
    [
      'the same goods twice',
      { restock: Array(2).fill({ productId: 'keyboard', quantity: 1 }) },
      'restock[1].productId: keyboard must appear once',
    ],
  ];

  it('names the argument and the rule, and changes nothing', async () => {
    const { orderId } = await completed();
    const unchanged = await orders.order(orderId);
    for (const [title, change, message] of cases) {
      const refund = { orderId, refundId: 'bad', amount: 1, ...change };
      await assert.rejects(orders.refundOrder(refund), refused('InvalidInput', message), title);
    }
    await assert.rejects(
      orders.refundOrder({ orderId, refundId: 'bad', amount: 269.98 }),
      refused('RefundExceedsPayment', 'amount: must be at most 269.97 USD, which is what is left to refund'),
    );
    assert.deepEqual(await orders.order(orderId), unchanged);
  });

  it('says that the order is not completed, or is not there', async () => {
    const { orderId } = await orders.createOrder({ ...ORDER, paymentMethodId: 'pm_card_chargeDeclined' });
    await settled(orders, orderId);
    const refund = { orderId, refundId: 'bad', amount: 1 };
    const conflict = 'The order is FAILED; only a completed order can be refunded';
    await assert.rejects(orders.refundOrder(refund), refused('Conflict', conflict));
    const nowhere = { ...refund, orderId: 'nowhere' };
    await assert.rejects(orders.refundOrder(nowhere), refused('OrderNotFound', 'There is no order nowhere'));
  });
});

describe('a refund whose saga got lost', () => {
  it('is found and brought to its end by the sweep', async () => {
    const { orderId } = await completed();
    const release = await holdFunction(cloud, 'StartSaga');
    await orders.refundOrder({ orderId, refundId: 'lost', amount: 5 });
    await cloud.dynamodb.send(
      new UpdateCommand({
        TableName: cloud.tableName('Orders'),
        Key: { orderId },
        UpdateExpression: 'SET waitingSince = :since',
        ExpressionAttributeValues: { ':since': new Date(Date.now() - 11 * 60_000).toISOString() },
      }),
    );
    const { payload } = await cloud.invoke('SweepOrders', {});
    assert.ok(arrayIn(payload, 'swept').includes(orderId));
    assert.deepEqual(
      (await refunded(orderId)).refunds.map(({ status }) => status),
      ['ISSUED'],
    );
    const names = (await cloud.refundExecutions()).map(({ name }) => name);
    assert.ok(names.includes(`${orderId}-lost-6-1`) && !names.includes(`${orderId}-lost`));
    await release();
  });
});

describe('the books', () => {
  it('balance', async () => {
    await assertBooksBalance(cloud, before);
  });
});
