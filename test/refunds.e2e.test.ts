/** Refunds of completed orders, from the mutation to the mail. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Order } from '@ordersaga/client';
import { describe, it } from 'vitest';
import { assertBooksBalance, stockOf } from './testing/books.ts';
import { ORDER, settled, useCloud } from './testing/cloud.ts';

const cloud = await useCloud();
const { orders } = cloud;
const before = await stockOf(cloud);

async function completed(paymentMethodId = 'pm_card_visa'): Promise<Order> {
  const { orderId } = await orders.createOrder({ ...ORDER, paymentMethodId });
  return settled(orders, orderId);
}

/** The order once nothing is left to do for its refunds. */
async function refunded(orderId: string) {
  for (;;) {
    const order = await orders.order(orderId);
    const refunds = order.payment?.refunds ?? [];
    if (refunds.every(({ status, notification }) => status === 'FAILED' || notification)) return { order, refunds };
    await setTimeout(20);
  }
}

describe('a refund', () => {
  it('of a part gives it back, tells the customer, and leaves the order completed', async () => {
    const { orderId, version } = await completed();
    const asked = await orders.refundOrder({ orderId, refundId: 'scratched', amount: 10 });
    assert.equal(asked.payment?.refunds[0]?.status, 'REQUESTED');
    const { order, refunds } = await refunded(orderId);
    console.log(JSON.stringify(order, null, 1), version);
    console.log(JSON.stringify(await cloud.scan('Payments'), null, 1), await cloud.refundExecutions());
    assert.equal(refunds[0]?.status, 'ISSUED');
  });
  it('refused', async () => {
    const { orderId } = await completed('pm_sandbox_refunds_refused');
    await orders.refundOrder({ orderId, refundId: 'scratched', amount: 10 });
    console.log(JSON.stringify(await refunded(orderId), null, 1));
  });
});

describe('the books', () => {
  it('balance', async () => {
    await assertBooksBalance(cloud, before);
  });
});
