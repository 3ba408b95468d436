/** Staff see which orders are stuck, and let them go on or back; what staff do is recorded with who did it. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'vitest';
import { clearFaults, setFaults } from '../commands/faults.ts';
import { ORDER, settled } from './testing/cloud.ts';
import { useHastyCloud } from './testing/hasty-cloud.ts';
import { holdFunction } from './testing/hold-function.ts';
import { refused, signedInAs } from './testing/staff.ts';

const cloud = await useHastyCloud(8);
const alice = await signedInAs('alice', cloud);
const bob = await signedInAs('bob', cloud);
const customer = await signedInAs(ORDER.customerId, cloud, 'customers');
afterEach(() => clearFaults(cloud));

/** An order that got stuck since this step failed for hours. The cause is mended. */
async function parkedAt(functionName: string): Promise<string> {
  await setFaults(cloud, [{ service: 'lambda', operation: 'Invoke', functionName, effect: { type: 'throttle' } }]);
  const { orderId } = await customer.createOrder(ORDER);
  for await (const { status } of customer.orderStatus(orderId)) if (status === 'NEEDS_ATTENTION') break;
  await clearFaults(cloud);
  return orderId;
}

async function sagasOf(orderId: string) {
  return (await cloud.executions()).flatMap(({ name }) => (name?.startsWith(orderId) ? name : [])).sort();
}

/** What happened since the order was parked, and who did it. */
async function since(client: typeof alice, orderId: string) {
  const { history } = await client.order(orderId);
  const parked = history.findIndex(({ eventType }) => eventType === 'ORDER_PARKED');
  return history.slice(parked + 1).map(({ eventType, status, actor }) => [eventType, status, actor]);
}

const COMPLETED = [
  ['ORDER_COMPLETED', 'COMPLETED', null],
  ['NOTIFICATION_GIVEN_UP', 'COMPLETED', null],
];

describe('orders that need attention', () => {
  it('are listed for staff with the reason, those that wait the longest first, until they are resumed', async () => {
    const first = await parkedAt('CompleteOrder');
    const second = await parkedAt('ProcessPayment');
    const { items, nextToken } = await alice.ordersByStatus({});
    assert.deepEqual(
      items.map(({ orderId, direction, forwardFailure }) => [orderId, direction, forwardFailure?.step]),
      [
        [first, 'FORWARD', 'CompleteOrder'],
        [second, 'FORWARD', 'ProcessPayment'],
      ],
    );
    assert.equal(nextToken, null);
    for (const orderId of [first, second]) {
      await alice.resumeOrder(orderId);
      await settled(alice, orderId);
    }
    assert.deepEqual(await alice.ordersByStatus({}), { items: [], nextToken: null });
  });
});

describe('resumeOrder', () => {
  it('completes a paid order behind its payment, and says who let it go on to staff alone', async () => {
    const orderId = await parkedAt('CompleteOrder');
    assert.equal((await alice.resumeOrder(orderId)).status, 'PAYMENT_PROCESSED');
    assert.equal((await settled(alice, orderId)).status, 'COMPLETED');
    const resumed = ['RESUME_REQUESTED', 'PAYMENT_PROCESSED'];
    assert.deepEqual(await since(bob, orderId), [[...resumed, 'alice'], ...COMPLETED]);
    assert.deepEqual(await since(cloud.orders, orderId), [[...resumed, 'alice'], ...COMPLETED]);
    assert.deepEqual(await since(customer, orderId), [[...resumed, null], ...COMPLETED]);
    assert.deepEqual(await sagasOf(orderId), [orderId, `${orderId}-v5-resumed`]);
  });

  it('lets an order that is not paid go on from its reserved stock', async () => {
    const orderId = await parkedAt('ProcessPayment');
    assert.equal((await cloud.orders.resumeOrder(orderId)).status, 'INVENTORY_RESERVED');
    assert.equal((await settled(alice, orderId)).status, 'COMPLETED');
    assert.deepEqual(await since(alice, orderId), [
      ['RESUME_REQUESTED', 'INVENTORY_RESERVED', 'api-key'],
      ['PAYMENT_PROCESSED', 'PAYMENT_PROCESSED', null],
      ...COMPLETED,
    ]);
  });

  it('turns a paid order back with undo: it is refunded, and fails for the reason for which it was stuck', async () => {
    const orderId = await parkedAt('CompleteOrder');
    assert.equal((await bob.resumeOrder(orderId, { undo: true })).status, 'COMPENSATING');
    const { status, payment, failure } = await settled(alice, orderId);
    assert.deepEqual([status, payment?.refunded, failure?.step], ['FAILED', true, 'CompleteOrder']);
    assert.deepEqual(await since(alice, orderId), [
      ['UNDOING_REQUESTED', 'COMPENSATING', 'bob'],
      ['PAYMENT_REFUNDED', 'COMPENSATING', null],
      ['INVENTORY_RELEASED', 'COMPENSATING', null],
      ['ORDER_FAILED', 'FAILED', null],
    ]);
    assert.deepEqual(await sagasOf(orderId), [orderId, `${orderId}-v5-resumed`]);
  });

  it('goes on with undoing an order that is being undone, and turns it back no more', async () => {
    await setFaults(cloud, [
      { service: 'lambda', operation: 'Invoke', functionName: 'ReleaseInventory', effect: { type: 'throttle' } },
    ]);
    const declined = { ...ORDER, paymentMethodId: 'pm_card_chargeDeclined' };
    const { orderId } = await customer.createOrder(declined);
    for await (const { status } of customer.orderStatus(orderId)) if (status === 'NEEDS_ATTENTION') break;
    await clearFaults(cloud);
    await assert.rejects(
      alice.resumeOrder(orderId, { undo: true }),
      refused('Conflict', 'The order is being undone already; resume it without undo'),
    );
    assert.equal((await alice.resumeOrder(orderId)).status, 'COMPENSATING');
    const { status, failure } = await settled(alice, orderId);
    assert.deepEqual([status, failure?.code], ['FAILED', 'PaymentDeclined']);
  });

  it('succeeds once of several calls at a time', async () => {
    const orderId = await parkedAt('CompleteOrder');
    const release = await holdFunction(cloud, 'CompleteOrder');
    const calls = [alice, bob, alice, bob].map((client) => client.resumeOrder(orderId));
    const answers = await Promise.allSettled(calls);
    assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
    const conflict = 'The order is PAYMENT_PROCESSED; only one that needs attention can be resumed';
    for (const answer of answers) if (answer.status === 'rejected') refused('Conflict', conflict)(answer.reason);
    await release();
    assert.equal((await settled(alice, orderId)).status, 'COMPLETED');
    assert.deepEqual(await sagasOf(orderId), [orderId, `${orderId}-v5-resumed`]);
  });

  it('may be needed again: what gets stuck once more is parked once more, and resumed by a saga of its own', async () => {
    const orderId = await parkedAt('CompleteOrder');
    const throttle = { service: 'lambda', operation: 'Invoke', functionName: 'CompleteOrder' };
    await setFaults(cloud, [{ ...throttle, effect: { type: 'throttle' } }]);
    await alice.resumeOrder(orderId);
    for await (const { status, version } of alice.orderStatus(orderId)) {
      if (status === 'NEEDS_ATTENTION' && version > 4) break;
    }
    await clearFaults(cloud);
    await bob.resumeOrder(orderId);
    assert.equal((await settled(alice, orderId)).status, 'COMPLETED');
    assert.deepEqual(await sagasOf(orderId), [orderId, `${orderId}-v5-resumed`, `${orderId}-v7-resumed`]);
  });
});

describe('what staff do with an order', () => {
  it('is recorded with who did it, and what customers do without', async () => {
    const actorsOf = async (orderId: string) =>
      (await alice.order(orderId)).history.map(({ eventType, actor }) => [eventType, actor]);
    const release = await holdFunction(cloud, 'StartSaga');
    const placed = await alice.createOrder(ORDER);
    await bob.cancelOrder(placed.orderId);
    const own = await customer.createOrder(ORDER);
    await customer.cancelOrder(own.orderId);
    assert.deepEqual(await actorsOf(placed.orderId), [
      ['ORDER_CREATED', 'alice'],
      ['CANCELLATION_REQUESTED', 'bob'],
    ]);
    assert.deepEqual(await actorsOf(own.orderId), [
      ['ORDER_CREATED', null],
      ['CANCELLATION_REQUESTED', null],
    ]);
    await release();
    const { orderId } = await customer.createOrder(ORDER);
    await settled(alice, orderId);
    await bob.refundOrder({ orderId, refundId: 'part', amount: 1 });
    assert.deepEqual(
      (await actorsOf(orderId)).find(([type]) => type === 'REFUND_REQUESTED'),
      ['REFUND_REQUESTED', 'bob'],
    );
  });
});
