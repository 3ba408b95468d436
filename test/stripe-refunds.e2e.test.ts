/** Stage prod with Stripe: orders with 3-D Secure that are refunded, while the whole cloud is killed again and again. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { isRecord } from '../commands/json.ts';
import { eventOf, signatureOf } from '../functions/shared/payment-gateway/testing/stripe-webhooks.ts';
import { useDurableStripeCloud } from './testing/durable-stripe-cloud.ts';

const cloud = await useDurableStripeCloud();
const { stub } = cloud;

const TOTAL = 89.99;

async function untilAtBank() {
  const orderId = await cloud.shop().place('pm_card_authenticationRequired');
  await cloud.shop().until(orderId, 'AWAITING_PAYMENT');
  return { orderId, intent: cloud.shop().intentOf(orderId) };
}

async function completed() {
  const { orderId, intent } = await untilAtBank();
  stub.authenticate(intent.id, true);
  await cloud.shop().until(orderId, 'COMPLETED');
  return { orderId, intent };
}

/** In Stripe's books: what was charged, and what of it has stayed with the customer, refund by refund. */
function booksOf(orderId: string) {
  const intent = cloud.shop().intentOf(orderId);
  const refunds = stub.refunds.filter(({ payment_intent: id }) => id === intent.id);
  return {
    charged: intent.status === 'succeeded' ? intent.amount : 0,
    refunded: refunds.filter(({ status }) => status === 'succeeded').map(({ amount }) => amount),
  };
}

async function eventsOf(orderId: string) {
  const { history } = await cloud.shop().order(orderId);
  const events = Array.isArray(history) ? history.filter(isRecord) : [];
  return events.map((event) => event['eventType']);
}

function refund(orderId: string, refundId: string, amount: number) {
  return cloud.shop().refund('staff', { orderId, refundId, amount });
}

describe('an order with 3-D Secure, paid by Stripe', { timeout: 120_000 }, () => {
  it('survives kill -9 while its customer is at the bank, and again while half of it is refunded', async () => {
    const { orderId, intent } = await untilAtBank();
    await cloud.killAndRestart(() => stub.authenticate(intent.id, true));
    await cloud.shop().until(orderId, 'COMPLETED');
    assert.deepEqual(booksOf(orderId), { charged: 89_99, refunded: [] });

    const { arrived, release } = stub.hold(/POST \/v1\/refunds$/);
    assert.deepEqual(await refund(orderId, 'half', 45), []);
    await arrived;
    await cloud.killAndRestart(release);
    await cloud.shop().untilRefund(orderId, 'half', 'ISSUED');
    assert.deepEqual(booksOf(orderId), { charged: 89_99, refunded: [45_00] });

    assert.deepEqual(await refund(orderId, 'too-much', 45), ['RefundExceedsPayment']);
    assert.deepEqual(await refund(orderId, 'rest', 44.99), []);
    await cloud.shop().untilRefund(orderId, 'rest', 'ISSUED');
    assert.deepEqual(booksOf(orderId), { charged: 89_99, refunded: [45_00, 44_99] });
    const { payment, status } = await cloud.shop().order(orderId);
    assert.deepEqual([status, isRecord(payment) && payment['refunded']], ['COMPLETED', true]);
    const events = await eventsOf(orderId);
    for (const [eventType, times] of [
      ['PAYMENT_PROCESSED', 1],
      ['ORDER_COMPLETED', 1],
      ['REFUND_ISSUED', 2],
    ] as const) {
      assert.equal(events.filter((event) => event === eventType).length, times, eventType);
    }
  });

  it('is refunded by staff alone', async () => {
    const { orderId } = await completed();
    for (const caller of ['owner', 'other'] as const) {
      assert.deepEqual(await cloud.shop().refund(caller, { orderId, refundId: 'mine', amount: 1 }), ['Unauthorized']);
    }
    assert.deepEqual(booksOf(orderId), { charged: 89_99, refunded: [] });
  });

  for (const status of ['failed', 'canceled'] as const) {
    it(`can be refunded again when its refund has ${status} at Stripe, days after it was issued`, async () => {
      stub.webhooks.deliver('twice');
      const { orderId } = await completed();
      await refund(orderId, 'all', TOTAL);
      await cloud.shop().untilRefund(orderId, 'all', 'ISSUED');
      stub.bounce(stub.refunds.at(-1)?.id ?? '', status);
      const { failure } = await cloud.shop().untilRefund(orderId, 'all', 'FAILED');
      assert.deepEqual(failure, { code: 'RefundRefused' });
      assert.deepEqual(booksOf(orderId), { charged: 89_99, refunded: [] });

      assert.deepEqual(await refund(orderId, 'again', TOTAL), []);
      await cloud.shop().untilRefund(orderId, 'again', 'ISSUED');
      assert.deepEqual(booksOf(orderId), { charged: 89_99, refunded: [89_99] });
      const events = await eventsOf(orderId);
      assert.equal(events.filter((event) => event === 'REFUND_FAILED').length, 1);
      stub.webhooks.deliver('once');
    });
  }

  it('keeps a refund of which somebody says that it has failed, though Stripe does not', async () => {
    const { orderId } = await completed();
    await refund(orderId, 'half', 45);
    await cloud.shop().untilRefund(orderId, 'half', 'ISSUED');
    const made = stub.refunds.at(-1);
    assert.ok(made);
    const body = JSON.stringify(eventOf('evt_wrong', 'refund.failed', { ...made, status: 'failed' }));
    const post = (secret: string) => {
      const headers = { 'stripe-signature': signatureOf(body, secret) };
      return fetch(cloud.shop().webhookUrl, { method: 'POST', headers, body });
    };
    assert.equal((await post('whsec_guessed')).status, 400);
    assert.equal((await post('whsec_old')).status, 200);
    const isOver = async () => {
      const saga = (await cloud.refundSagas()).find(({ name }) => name === `${orderId}-half-failed`);
      return saga?.status === 'SUCCEEDED';
    };
    while (!(await isOver())) await setTimeout(50);
    await cloud.shop().untilRefund(orderId, 'half', 'ISSUED');
  });

  it('is left alone if the word is of an order that this stage does not have', async () => {
    const [made] = stub.refunds;
    assert.ok(made);
    const elsewhere = { ...made, status: 'failed', metadata: { orderId: 'of-another-stage', refundId: 'half' } };
    const body = JSON.stringify(eventOf('evt_elsewhere', 'refund.failed', elsewhere));
    const headers = { 'stripe-signature': signatureOf(body, 'whsec_new') };
    assert.equal((await fetch(cloud.shop().webhookUrl, { method: 'POST', headers, body })).status, 200);
    assert.ok(!(await cloud.refundSagas()).some(({ name }) => name?.startsWith('of-another-stage')));
  });
});
