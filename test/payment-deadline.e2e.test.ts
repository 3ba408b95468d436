/** What becomes of a payment that waits when nobody decides: time is up as soon as the order says so. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { OrderStatus } from '@ordersaga/client';
import { describe, it } from 'vitest';
import { clientSettings } from '../commands/client-settings.ts';
import { objectIn } from '../commands/json.ts';
import { ORDER, settled, useCloud } from './testing/cloud.ts';

const cloud = await useCloud();
const { orders } = cloud;
const stepFunctions = new SFNClient(clientSettings(cloud));

async function until(orderId: string, wanted: OrderStatus) {
  for (;;) {
    const order = await orders.order(orderId);
    if (order.status === wanted) return order;
    await setTimeout(50);
  }
}

/** An order that waits, and whose time is up. Its saga doesn't know that yet. */
async function placeLate(paymentMethodId: string): Promise<string> {
  const { orderId } = await orders.createOrder({ ...ORDER, paymentMethodId });
  await until(orderId, 'AWAITING_PAYMENT');
  const update = {
    TableName: cloud.tableName('Orders'),
    Key: { orderId },
    UpdateExpression: 'SET payment.expiresAt = :past',
    ExpressionAttributeValues: { ':past': '2026-01-01T00:00:00.000Z' },
  };
  await cloud.dynamodb.send(new UpdateCommand(update));
  return orderId;
}

async function wake(orderId: string): Promise<void> {
  const waits = (await cloud.scan('PaymentWaits')).filter((wait) => wait['orderId'] === orderId);
  assert.equal(waits.length, 1);
  for (const { taskToken } of waits) {
    await stepFunctions.send(new SendTaskSuccessCommand({ taskToken: String(taskToken), output: '{}' }));
  }
}

async function stored(orderId: string) {
  return (await cloud.scan('Orders')).find((order) => order['orderId'] === orderId) ?? {};
}

async function chargeOf(orderId: string) {
  return (await cloud.scan('Payments')).find(({ metadata }) => JSON.stringify(metadata ?? '').includes(orderId));
}

describe('a payment whose time is up', () => {
  it('is cancelled at the provider if its customer has not confirmed it, and the order fails', async () => {
    const orderId = await placeLate('pm_card_authenticationRequired');
    await wake(orderId);
    const { status, failure, payment } = await settled(orders, orderId);
    assert.deepEqual([status, failure?.code, failure?.step], ['FAILED', 'PaymentExpired', 'ProcessPayment']);
    assert.match(failure?.message ?? '', /not confirmed in time/);
    assert.equal(payment, null);
    assert.equal((await chargeOf(orderId))?.['state'], 'CLOSED');
  });

  it('is left to staff if its bank has not decided: only undoing gives it up', async () => {
    const orderId = await placeLate('pm_sandbox_bank_debit');
    await wake(orderId);
    await until(orderId, 'NEEDS_ATTENTION');
    const { direction, forwardFailure } = await stored(orderId);
    assert.deepEqual(
      [direction, objectIn({ forwardFailure }, 'forwardFailure')['code']],
      ['FORWARD', 'PaymentUnsettled'],
    );
    assert.equal((await chargeOf(orderId))?.['state'], 'OPEN');
    await cloud.resume(orderId, '--undo');
    const { status, payment } = await settled(orders, orderId);
    assert.deepEqual([status, payment], ['FAILED', null]);
    assert.equal((await chargeOf(orderId))?.['state'], 'CLOSED');
  });

  it('is nowhere but in its order: no event has what confirms it', async () => {
    const { orderId } = await orders.createOrder({ ...ORDER, paymentMethodId: 'pm_card_authenticationRequired' });
    await until(orderId, 'AWAITING_PAYMENT');
    const { clientSecret } = objectIn(await stored(orderId), 'paymentAction');
    assert.ok(typeof clientSecret === 'string');
    assert.ok(!JSON.stringify(await cloud.scan('Outbox')).includes(clientSecret));
    await orders.cancelOrder(orderId);
    await settled(orders, orderId);
    assert.ok(!JSON.stringify(await cloud.scan('Orders')).includes(clientSecret));
  });
});
