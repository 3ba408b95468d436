import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { ListExecutionsCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { OrdersError } from '@ordersaga/client';
import type { OrderEvent } from '@ordersaga/client';
import { describe, it } from 'vitest';
import { clientSettings } from '../commands/client-settings.ts';
import { eventsOf, ORDER, settled, useCloud } from './testing/cloud.ts';
import { holdPayments } from './testing/hold-payments.ts';
import { findOrderSagas } from './testing/order-sagas.ts';

const cloud = await useCloud();
const { orders } = cloud;

const MOUSE = { ...ORDER, items: [{ productId: 'mouse', quantity: 2, price: 39.9 }] };

async function stockOf(productId: string): Promise<number> {
  const product = (await orders.products()).items.find((one) => one.productId === productId);
  assert.ok(product, `there is a product ${productId}`);
  return product.available;
}

/** The kinds of the provider's entries for an order, such as `CHARGE`. */
async function ledgerOf(orderId: string): Promise<unknown[]> {
  return (await cloud.scan('Payments'))
    .filter((entry) => entry['orderId'] === orderId)
    .map((entry) => entry['kind'])
    .sort();
}

function typesOf(events: readonly OrderEvent[]) {
  return events.map(({ eventType }) => eventType);
}

function isConflict(saying: RegExp) {
  return (error: unknown) =>
    error instanceof OrdersError && error.errorType === 'Conflict' && saying.test(error.message);
}

/** Whether this call was the one that cancelled the order; false where it was refused with `Conflict`. */
async function cancels(orderId: string): Promise<boolean> {
  try {
    await orders.cancelOrder(orderId);
    return true;
  } catch (error) {
    if (isConflict(/./)(error)) return false;
    throw error;
  }
}

async function untilReserved(orderId: string): Promise<void> {
  for await (const { eventType } of orders.orderStatus(orderId)) if (eventType === 'INVENTORY_RESERVED') return;
}

/** The provider takes the money of this order, but its answers get lost, so that the order stays where it is. */
async function placeWithLostCharge(): Promise<string> {
  const { orderId } = await orders.createOrder({ ...MOUSE, paymentMethodId: 'pm_sandbox_timeout' });
  while ((await ledgerOf(orderId)).length === 0) await delay(50);
  return orderId;
}

describe('cancelOrder', () => {
  it('undoes what was reserved and ends in CANCELLED, without a failure', async () => {
    const before = await stockOf('mouse');
    const letPay = await holdPayments(cloud);
    const { orderId } = await orders.createOrder(MOUSE);
    await untilReserved(orderId);
    assert.equal((await orders.cancelOrder(orderId)).status, 'COMPENSATING');
    await letPay();
    const events = await eventsOf(orders, orderId);
    assert.deepEqual(typesOf(events), [
      'ORDER_CREATED',
      'INVENTORY_RESERVED',
      'CANCELLATION_REQUESTED',
      'INVENTORY_RELEASED',
      'ORDER_CANCELLED',
    ]);
    const { status, version, failure, history } = await orders.order(orderId);
    assert.deepEqual([status, version, failure], ['CANCELLED', 5, null]);
    assert.deepEqual(
      history.map(({ actor: _, ...event }) => event),
      events,
    );
    assert.equal(await stockOf('mouse'), before);
    assert.deepEqual(await ledgerOf(orderId), []);
  });

  it('gives money back that was being taken', async () => {
    const before = await stockOf('mouse');
    const orderId = await placeWithLostCharge();
    await orders.cancelOrder(orderId);
    assert.ok(typesOf(await eventsOf(orders, orderId)).includes('PAYMENT_REFUNDED'));
    const { status, payment } = await orders.order(orderId);
    assert.deepEqual([status, payment?.refunded], ['CANCELLED', true]);
    assert.deepEqual(await ledgerOf(orderId), ['CHARGE', 'REFUND']);
    assert.equal(await stockOf('mouse'), before);
  });

  it('is undone where no saga runs', async () => {
    const orderId = await placeWithLostCharge();
    await stopSaga(orderId);
    await orders.cancelOrder(orderId);
    await eventsOf(orders, orderId);
    assert.equal((await orders.order(orderId)).status, 'CANCELLED');
    assert.deepEqual(await ledgerOf(orderId), ['CHARGE', 'REFUND']);
    const names = (await cloud.executions()).map(({ name }) => name);
    assert.ok(names.includes(`${orderId}-cancellation`));
  });

  it('has one winner among many at once', async () => {
    const letPay = await holdPayments(cloud);
    const { orderId } = await orders.createOrder(MOUSE);
    const wins = await Promise.all(Array.from({ length: 8 }, () => cancels(orderId)));
    assert.equal(wins.filter(Boolean).length, 1);
    await letPay();
    assert.equal((await eventsOf(orders, orderId)).at(-1)?.status, 'CANCELLED');
  });
});

describe('a cancelled order', () => {
  const steps = ['ReserveInventory', 'ProcessPayment', 'RefundPayment', 'ReleaseInventory', 'FailOrder', 'ParkOrder'];

  it('stays as it is, whichever step runs again', async () => {
    const orderId = await placeWithLostCharge();
    await orders.cancelOrder(orderId);
    await eventsOf(orders, orderId);
    const [stock, order] = [await stockOf('mouse'), await orders.order(orderId)];
    for (const step of steps) {
      const { payload } = await cloud.invoke(step, { orderId });
      if (step === 'ProcessPayment') assert.equal(payload['errorType'], 'MoveNotAllowed');
      else assert.equal(payload['status'], 'CANCELLED', step);
    }
    assert.deepEqual(await orders.order(orderId), order);
    assert.deepEqual(await ledgerOf(orderId), ['CHARGE', 'REFUND']);
    assert.equal(await stockOf('mouse'), stock);
  });
});

describe('cancelOrder at any moment of many orders', () => {
  it('leaves each of them completed or cancelled, and the books balanced', async () => {
    const before = await stockOf('monitor');
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, index) => placeAndCancel(index)));
    for (const { orderId, wins, status, payment, history } of outcomes) {
      assert.equal(status, wins === 1 ? 'CANCELLED' : 'COMPLETED', orderId);
      assert.ok(wins <= 1);
      assert.deepEqual(
        history.map(({ version }) => version),
        history.map((_, index) => index + 1),
      );
      const entries = await ledgerOf(orderId);
      assert.ok(status === 'COMPLETED' ? entries.join() === 'CHARGE' : ['', 'CHARGE,REFUND'].includes(entries.join()));
      assert.equal(payment?.refunded, entries.length === 0 ? undefined : entries.length === 2);
    }
    const sold = outcomes.filter(({ status }) => status === 'COMPLETED').length;
    assert.equal(await stockOf('monitor'), before - sold);
    assert.ok(sold > 0 && sold < outcomes.length, `${sold} of ${outcomes.length} were not cancelled`);
  });
});

/** Cancels an order three times at once as soon as it has come a certain way, other than that of its neighbours. */
async function placeAndCancel(index: number) {
  const { orderId } = await orders.createOrder({
    ...ORDER,
    items: [{ productId: 'monitor', quantity: 1, price: 349.99 }],
  });
  const waitFor = index % 5;
  const events = eventsOf(orders, orderId);
  if (waitFor > 0) for await (const { version } of orders.orderStatus(orderId)) if (version === waitFor) break;
  const wins = await Promise.all([1, 2, 3].map(() => cancels(orderId)));
  await events;
  return { ...(await orders.order(orderId)), wins: wins.filter(Boolean).length };
}

describe('cancelOrder too late', () => {
  const finished = async (paymentMethodId: string): Promise<string> => {
    const { orderId } = await orders.createOrder({ ...MOUSE, paymentMethodId });
    await settled(orders, orderId);
    return orderId;
  };

  it('is a Conflict for an order that is completed, and changes nothing', async () => {
    const orderId = await finished('pm_card_visa');
    await assert.rejects(orders.cancelOrder(orderId), isConflict(/is paid and cannot be cancelled/));
    assert.deepEqual(await ledgerOf(orderId), ['CHARGE']);
    assert.equal((await orders.order(orderId)).version, 5);
  });

  it('is a Conflict for an order that has failed', async () => {
    const orderId = await finished('pm_card_chargeDeclined');
    await assert.rejects(orders.cancelOrder(orderId), isConflict(/has failed/));
  });

  it('is a Conflict for an order that is cancelled', async () => {
    const letPay = await holdPayments(cloud);
    const { orderId } = await orders.createOrder(MOUSE);
    await orders.cancelOrder(orderId);
    await assert.rejects(orders.cancelOrder(orderId), isConflict(/cancelled already/));
    await letPay();
    await eventsOf(orders, orderId);
    await assert.rejects(orders.cancelOrder(orderId), isConflict(/is cancelled already/));
  });
});

const stepFunctions = new SFNClient(clientSettings(cloud));

async function stopSaga(orderId: string): Promise<void> {
  const stateMachineArn = await findOrderSagas(stepFunctions);
  const { executions = [] } = await stepFunctions.send(new ListExecutionsCommand({ stateMachineArn }));
  const { executionArn } = executions.find(({ name }) => name === orderId) ?? {};
  await stepFunctions.send(new StopExecutionCommand({ executionArn }));
}
