/** Payments in which the customer or the bank has a say, each to its end, with the sandbox's bank. */
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, it } from 'vitest';
import { clientSettings } from '../commands/client-settings.ts';
import { assertBooksBalance, stockOf } from './testing/books.ts';
import { useChangedCloud } from './testing/changed-cloud.ts';
import { ORDER, settled, useCloud } from './testing/cloud.ts';
import { recordsOf } from './testing/records-of.ts';
import type { Cloud } from './testing/cloud.ts';
import { findOrderSagas } from './testing/order-sagas.ts';

const patient = await useCloud();
/** Waits a second for its customers, and another one for the bank. */
const impatient = await useChangedCloud((template) =>
  template.replaceAll(/("(?:CONFIRM|SETTLE)_PAYMENT_SECONDS": ?)"\d+"/g, '$1"1"'),
);

async function place({ orders }: Cloud, paymentMethodId: string): Promise<string> {
  return (await orders.createOrder({ ...ORDER, paymentMethodId })).orderId;
}

/** The order once the condition holds for it. */
async function until({ orders }: Cloud, orderId: string, status: string) {
  for (;;) {
    const order = await orders.order(orderId);
    if (order.status === status) return order;
    await delay(20);
  }
}

/** The provider's entry for the order once it has this. */
async function entryWith(cloud: Cloud, orderId: string, expected: Record<string, string>) {
  for (;;) {
    const entries = await cloud.scan('Payments');
    const entry = entries.find(({ metadata }) => JSON.stringify(metadata ?? {}).includes(orderId));
    if (entry && Object.entries(expected).every(([name, value]) => entry[name] === value)) return entry;
    await delay(20);
  }
}

/** The address of the bank's page for a new order with the card whose customers use it. */
async function atTheBank(cloud: Cloud) {
  const orderId = await place(cloud, 'pm_card_authenticationRequired');
  const { payment } = await until(cloud, orderId, 'AWAITING_PAYMENT');
  assert.ok(payment?.actionUrl);
  return { orderId, actionUrl: payment.actionUrl, payment };
}

async function decide(actionUrl: string, decision: string): Promise<string> {
  return (await fetch(actionUrl, { method: 'POST', body: new URLSearchParams({ decision }) })).text();
}

/** Another saga of the order, as the sweep starts one for an order that stands still. */
async function startAnotherSaga(cloud: Cloud, orderId: string): Promise<void> {
  const client = new SFNClient(clientSettings(cloud));
  const stateMachineArn = await findOrderSagas(client);
  const input = JSON.stringify({ orderId });
  await client.send(new StartExecutionCommand({ stateMachineArn, name: `${orderId}-again`, input }));
}

const before = new Map([
  [patient, await stockOf(patient)],
  [impatient, await stockOf(impatient)],
]);

describe('an order whose payment waits for its customer', () => {
  it('goes on when the customer confirms on the page of the bank', async () => {
    const { orderId, actionUrl, payment } = await atTheBank(patient);
    assert.equal(payment.awaits, 'CUSTOMER');
    assert.match(await decide(actionUrl, 'CONFIRMED'), /You have confirmed/);
    const { status, history, payment: paid } = await settled(patient.orders, orderId);
    assert.equal(status, 'COMPLETED');
    assert.deepEqual(
      history.slice(1, 5).map(({ eventType }) => eventType),
      ['INVENTORY_RESERVED', 'PAYMENT_AWAITS_CUSTOMER', 'PAYMENT_PROCESSED', 'ORDER_COMPLETED'],
    );
    assert.deepEqual([paid?.awaits, paid?.clientSecret, paid?.actionUrl], [null, null, null]);
    const secret = new URL(actionUrl).searchParams.get('secret') ?? '';
    assert.ok(secret.length > 10);
    for (const [name, records] of Object.entries(await recordsOf(patient))) {
      assert.ok(records.includes(orderId), `${name} tell of the order`);
      assert.ok(!records.includes(secret), name);
    }
  });

  it('is undone when the customer refuses', async () => {
    const { orderId, actionUrl } = await atTheBank(patient);
    assert.match(await decide(actionUrl, 'REFUSED'), /You have refused/);
    const { status, failure } = await settled(patient.orders, orderId);
    assert.deepEqual([status, failure?.code], ['FAILED', 'PaymentDeclined']);
  });

  it('is decided once, whatever comes to the page afterwards', async () => {
    const { orderId, actionUrl } = await atTheBank(patient);
    await decide(actionUrl, 'CONFIRMED');
    assert.match(await decide(actionUrl, 'REFUSED'), /You have confirmed/);
    assert.equal((await settled(patient.orders, orderId)).status, 'COMPLETED');
    assert.match(await (await fetch(actionUrl)).text(), /You have confirmed/);
  });

  it('is one of both when the customer confirms and refuses at the same time', async () => {
    const { orderId, actionUrl } = await atTheBank(patient);
    await Promise.all([decide(actionUrl, 'CONFIRMED'), decide(actionUrl, 'REFUSED')]);
    const said = await (await fetch(actionUrl)).text();
    const { status } = await settled(patient.orders, orderId);
    assert.equal(status, said.includes('You have confirmed') ? 'COMPLETED' : 'FAILED');
  });

  it('can be cancelled, and then it is too late to confirm', async () => {
    const { orderId, actionUrl } = await atTheBank(patient);
    await patient.orders.cancelOrder(orderId);
    assert.equal((await settled(patient.orders, orderId)).status, 'CANCELLED');
    assert.match(await decide(actionUrl, 'CONFIRMED'), /It is too late/);
    assert.equal((await settled(patient.orders, orderId)).status, 'CANCELLED');
  });

  it('shows its payment to nobody who does not have the secret', async () => {
    const { actionUrl } = await atTheBank(patient);
    const address = new URL(actionUrl);
    const answers = [
      '',
      '?payment=none&secret=none',
      `?payment=${address.searchParams.get('payment')}&secret=none`,
    ].map(async (query) => {
      const answer = await fetch(new URL(query || '?', actionUrl), { method: 'POST', body: 'decision=CONFIRMED' });
      return [answer.status, await answer.text()];
    });
    const [first, ...others] = await Promise.all(answers);
    assert.equal(first?.[0], 404);
    for (const other of others) assert.deepEqual(other, first);
    assert.match(await (await fetch(actionUrl)).text(), /Do you want to pay\?/);
  });

  it.each([
    ['confirms', 'pm_sandbox_3ds_confirmed', 'COMPLETED'],
    ['refuses', 'pm_sandbox_3ds_refused', 'FAILED'],
    ['confirms, of which the word comes twice', 'pm_sandbox_3ds_twice', 'COMPLETED'],
  ])('ends by itself when the customer of the card %s (%s)', async (_, card, end) => {
    const orderId = await place(patient, card);
    assert.equal((await settled(patient.orders, orderId)).status, end);
  });

  it('is found to be paid by asking if the word of it got lost', async () => {
    const orderId = await place(patient, 'pm_sandbox_3ds_late');
    await entryWith(patient, orderId, { state: 'TAKEN' });
    await until(patient, orderId, 'AWAITING_PAYMENT');
    await startAnotherSaga(patient, orderId);
    assert.equal((await settled(patient.orders, orderId)).status, 'COMPLETED');
  });

  it('expires if the customer never decides', async () => {
    const orderId = await place(impatient, 'pm_sandbox_3ds_never');
    const { status, failure } = await settled(impatient.orders, orderId);
    assert.deepEqual([status, failure?.code], ['FAILED', 'PaymentExpired']);
    await entryWith(impatient, orderId, { state: 'CLOSED' });
  });

  it('stays expired when the customer confirms after that', async () => {
    const orderId = await place(impatient, 'pm_sandbox_3ds_after_expiry');
    const { status, failure } = await settled(impatient.orders, orderId);
    assert.deepEqual([status, failure?.code], ['FAILED', 'PaymentExpired']);
    const { state, kind } = await entryWith(impatient, orderId, { lateDecision: 'CONFIRMED' });
    assert.deepEqual([state, kind], ['CLOSED', 'INTENT']);
    assert.equal((await impatient.orders.order(orderId)).status, 'FAILED');
  });
});

describe('an order whose payment waits for the bank', () => {
  it.each([
    ['accepts', 'pm_usBankAccount_success', 'COMPLETED', undefined],
    ['refuses', 'pm_usBankAccount_insufficientFunds', 'FAILED', 'PaymentDeclined'],
  ])('ends when the bank %s the debit', async (_, card, end, code) => {
    const orderId = await place(patient, card);
    const { status, failure } = await settled(patient.orders, orderId);
    assert.deepEqual([status, failure?.code], [end, code]);
  });

  it('keeps its stock while the bank decides nothing, and nobody can confirm it', async () => {
    const orderId = await place(patient, 'pm_sandbox_bank_debit');
    const { payment } = await until(patient, orderId, 'AWAITING_PAYMENT');
    assert.deepEqual([payment?.awaits, payment?.clientSecret, payment?.actionUrl], ['PROVIDER', null, null]);
    await patient.orders.cancelOrder(orderId);
    assert.equal((await settled(patient.orders, orderId)).status, 'CANCELLED');
  });

  it('needs attention if the bank decides nothing for too long', async () => {
    const orderId = await place(impatient, 'pm_sandbox_bank_debit');
    await until(impatient, orderId, 'NEEDS_ATTENTION');
  });
});

describe('all of these orders', () => {
  it('leave the books balanced: money taken is what completed orders cost, and stock is with those who have it', async () => {
    for (const [cloud, stock] of before) await assertBooksBalance(cloud, stock);
  });
});
