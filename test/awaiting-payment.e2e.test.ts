import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, it } from 'vitest';
import { clientSettings } from '../commands/client-settings.ts';
import { ORDER, settled, useCloud } from './testing/cloud.ts';

const cloud = await useCloud();
const { orders } = cloud;
const stepFunctions = new SFNClient(clientSettings(cloud));

async function untilStatus(orderId: string, wanted: string) {
  for (;;) {
    const order = await orders.order(orderId);
    if (order.status === wanted) return order;
    await setTimeout(20);
  }
}

async function decide(orderId: string, decision: 'CONFIRMED' | 'REFUSED') {
  const entry = (await cloud.scan('Payments')).find(({ metadata }) => JSON.stringify(metadata).includes(orderId));
  await cloud.dynamodb.send(
    new UpdateCommand({
      TableName: cloud.tableName('Payments'),
      Key: { paymentId: entry?.['paymentId'] },
      UpdateExpression: 'SET decision = :decision',
      ExpressionAttributeValues: { ':decision': decision },
    }),
  );
  const waits = (await cloud.scan('PaymentWaits')).filter((one) => one['orderId'] === orderId);
  for (const { taskToken } of waits) {
    await stepFunctions.send(new SendTaskSuccessCommand({ taskToken: String(taskToken), output: '{}' }));
  }
}

describe('an order whose payment waits for its customer', () => {
  for (const [decision, end] of [
    ['CONFIRMED', 'COMPLETED'],
    ['REFUSED', 'FAILED'],
  ] as const) {
    it(`ends when the customer has ${decision.toLowerCase()} it`, async () => {
      const { orderId } = await orders.createOrder({ ...ORDER, paymentMethodId: 'pm_card_authenticationRequired' });
      await untilStatus(orderId, 'AWAITING_PAYMENT');
      await decide(orderId, decision);
      const order = await settled(orders, orderId);
      assert.equal(order.status, end, JSON.stringify(order));
    });
  }

  it('is cancelled, and its charge with it', async () => {
    const { orderId } = await orders.createOrder({ ...ORDER, paymentMethodId: 'pm_card_authenticationRequired' });
    await untilStatus(orderId, 'AWAITING_PAYMENT');
    await orders.cancelOrder(orderId);
    assert.equal((await settled(orders, orderId)).status, 'CANCELLED');
  });
});
