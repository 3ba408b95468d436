/** Parts of a payment that Stripe gives back, against a stub of the documented API. */
import assert from 'node:assert/strict';
import { afterAll, afterEach, beforeAll, describe, it, vi } from 'vitest';
import { RefundRefused } from '../errors/business-errors.ts';
import type { PartialRefundRequest, PaymentGateway } from './payment-gateway.ts';
import { PaymentProviderRefused, PaymentProviderUnavailable } from './provider-errors.ts';
import { stripeGateway } from './stripe-gateway.ts';
import { CONFIDENTIAL } from './testing/stripe-answers.ts';
import { startStripeStub } from './testing/stripe-stub.ts';
import type { Fault, StripeStub } from './testing/stripe-stub.ts';

const LIST = /GET \/v1\/refunds$/;
const REFUND = /POST \/v1\/refunds$/;
const CHARGED = 10_000;

describe('parts of a payment that Stripe gives back', () => {
  let stub: StripeStub;
  let gateway: PaymentGateway;
  let orders = 0;

  beforeAll(async () => {
    stub = await startStripeStub();
    gateway = stripeGateway('sk_test_stub', { address: stub.address });
  });
  afterAll(() => stub.close());
  afterEach(() => {
    stub.setFaults();
    vi.useRealTimers();
  });

  const newOrder = () => `order-${(orders += 1)}`;

  /** A taken payment, and how to ask for parts of it, a minute after staff have asked for them. */
  const paid = async (currency = 'USD', amountMinor = CHARGED) => {
    const orderId = newOrder();
    const paymentId = await gateway.prepare({ orderId, amountMinor, currency, paymentMethodId: 'pm_card_visa' });
    await gateway.confirm({ paymentId, isNew: true });
    const requestedAt = new Date(Date.now() - 60_000).toISOString();
    const refund = (refundId: string, amount = 1_000, more: Partial<PartialRefundRequest> = {}) =>
      gateway.refundPart({ paymentId, orderId, refundId, requestedAt, amountMinor: amount, currency, ...more });
    const refunds = () => stub.refunds.filter(({ payment_intent: id }) => id === paymentId);
    const amounts = () => refunds().map(({ amount }) => amount);
    return { orderId, paymentId, refund, refunds, amounts };
  };

  const keysOf = () => stub.calls.filter(({ request }) => REFUND.test(request)).map(({ key }) => key);
  const later = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);

  it('are two refunds if two of the same size are asked for', async () => {
    const { orderId, refund, refunds } = await paid();
    await refund('first');
    await refund('second');
    assert.deepEqual(
      refunds().map(({ amount, metadata }) => [amount, metadata]),
      [
        [1_000, { orderId, refundId: 'first' }],
        [1_000, { orderId, refundId: 'second' }],
      ],
    );
  });

  it('are one refund however often one is asked for, also when its key has changed long ago', async () => {
    const { refund, amounts } = await paid();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    for (const minutes of [0, 1, 9, 60, 60 * 24 * 30]) {
      later(minutes);
      await refund('first');
    }
    assert.deepEqual(amounts(), [1_000]);
  });

  it('are one refund if it is asked for while another request for it is in flight', async () => {
    const { refund, amounts } = await paid();
    const { arrived, release } = stub.hold(REFUND);
    const first = refund('first');
    await arrived;
    await assert.rejects(refund('first'), PaymentProviderUnavailable);
    release();
    await first;
    await refund('first');
    assert.deepEqual(amounts(), [1_000]);
  });

  it('are one refund each if several calls ask for each at the same time', async () => {
    const { refund, amounts } = await paid();
    const outcomes = await Promise.allSettled(['a', 'b', 'a', 'b', 'a'].map((refundId) => refund(refundId)));
    for (const one of outcomes) {
      if (one.status === 'rejected') assert.ok(one.reason instanceof PaymentProviderUnavailable, String(one.reason));
    }
    for (const refundId of ['a', 'b']) await refund(refundId);
    assert.deepEqual(amounts(), [1_000, 1_000]);
  });

  const troubles: readonly (readonly [what: string, fault: Omit<Fault, 'request'>])[] = [
    // Stripe's client asks once more by itself when a connection breaks.
    ['its response is lost, twice', { effect: 'loses the answer', times: 2 }],
    ['Stripe fails after it has given the money', { effect: 'fails after the effect', status: 500 }],
    ['Stripe gets too many requests', { effect: 'fails', status: 429 }],
  ];
  for (const [what, fault] of troubles) {
    it(`are one refund if ${what}`, async () => {
      const { refund, amounts } = await paid();
      stub.setFaults({ times: 1, ...fault, request: REFUND });
      await assert.rejects(refund('first'), PaymentProviderUnavailable);
      for (const _ of [1, 2]) await refund('first');
      assert.deepEqual(amounts(), [1_000]);
    });
  }

  it('are one refund if Stripe fails before it gives the money: it repeats that failure until the key changes', async () => {
    const { orderId, refund, amounts } = await paid();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    stub.setFaults({ request: REFUND, effect: 'fails', status: 500, times: 1 });
    for (const minutes of [0, 1, 5]) {
      later(minutes);
      await assert.rejects(refund('first'), PaymentProviderUnavailable);
    }
    assert.deepEqual(amounts(), []);
    later(4);
    await refund('first');
    assert.deepEqual(amounts(), [1_000]);
    assert.deepEqual(
      keysOf().slice(-4),
      [0, 0, 0, 1].map((lifetime) => `refund-${orderId}-first-${lifetime}`),
    );
  });

  it('are not asked for in the last two minutes of a key', async () => {
    const { refund, amounts } = await paid();
    const requestedAt = (seconds: number) => ({ requestedAt: new Date(Date.now() - seconds * 1000).toISOString() });
    const before = stub.calls.length;
    for (const seconds of [8 * 60 + 1, 10 * 60 - 1, 19 * 60]) {
      await assert.rejects(refund('first', 1_000, requestedAt(seconds)), PaymentProviderUnavailable);
    }
    assert.ok(!stub.calls.slice(before).some(({ request }) => REFUND.test(request)));
    await refund('first', 1_000, requestedAt(8 * 60 - 5));
    assert.deepEqual(amounts(), [1_000]);
    // What is there is found at any time.
    await refund('first', 1_000, requestedAt(9 * 60));
    assert.deepEqual(amounts(), [1_000]);
  });

  it('are asked for under the first key if they were requested by a clock that is ahead', async () => {
    const { orderId, refund } = await paid();
    await refund('ahead', 1_000, { requestedAt: new Date(Date.now() + 60_000).toISOString() });
    assert.equal(keysOf().at(-1), `refund-${orderId}-ahead-0`);
  });

  it('are all refused that exceed what is left, and the last one takes the rest', async () => {
    const { refund, amounts } = await paid();
    await refund('first', 6_000);
    await refused(refund('second', 4_001));
    await refund('third', 4_000);
    await refused(refund('fourth', 1));
    assert.deepEqual(amounts(), [6_000, 4_000]);
  });

  it('are refused if the payment was never taken', async () => {
    const orderId = newOrder();
    const currency = 'USD';
    const paymentId = await gateway.prepare({ orderId, amountMinor: 100, currency, paymentMethodId: 'pm_card_visa' });
    const requestedAt = new Date().toISOString();
    await refused(gateway.refundPart({ paymentId, orderId, currency, refundId: 'a', requestedAt, amountMinor: 100 }));
  });

  it('are refused if the payment is disputed', async () => {
    const { paymentId, refund, amounts } = await paid();
    stub.dispute(paymentId);
    await refused(refund('first'));
    assert.deepEqual(amounts(), []);
  });

  it('are refused if the amount is too fine for how Stripe counts the currency', async () => {
    const { refund } = await paid('BHD');
    await refused(refund('first', 1_001));
    const { refund: inAriary } = await paid('MGA', 500);
    await refused(inAriary('first', 150));
  });

  it('are given back in the units in which Stripe counts the currency', async () => {
    const { refund, amounts } = await paid('ISK', 500);
    await refund('first', 150);
    assert.deepEqual(amounts(), [15_000]);
  });

  for (const status of ['failed', 'canceled'] as const) {
    it(`are refused once they have ${status} at Stripe, each time, and their amount is free for another`, async () => {
      const { refund, refunds, amounts } = await paid();
      await refund('first', CHARGED);
      stub.bounce(refunds()[0]?.id ?? '', status);
      for (const _ of [1, 2]) await refused(refund('first', CHARGED));
      await refund('second', CHARGED);
      assert.deepEqual(amounts(), [CHARGED, CHARGED]);
    });
  }

  for (const status of [500, 503, 429]) {
    it(`are asked for again if Stripe is in trouble (${status}) when it is asked what it gave back`, async () => {
      const { refund, amounts } = await paid();
      stub.setFaults({ request: LIST, effect: 'fails', status, times: 1 });
      await assert.rejects(refund('first'), PaymentProviderUnavailable);
      assert.deepEqual(amounts(), []);
      await refund('first');
      assert.deepEqual(amounts(), [1_000]);
    });
  }

  it('are no refusal if Stripe does not know the payment: staff have to look why', async () => {
    const { refund } = await paid();
    await assert.rejects(refund('first', 1_000, { paymentId: 'pi_none' }), PaymentProviderRefused);
  });

  it('say nothing confidential, whatever Stripe says', async () => {
    const { paymentId, refund } = await paid();
    const messages: string[] = [];
    const note = (error: unknown) => messages.push(String(error), JSON.stringify(error), textOf(error));
    for (const request of [LIST, REFUND]) {
      for (const effect of ['fails', 'loses the answer'] as const) {
        stub.setFaults({ request, effect });
        await refund(`${effect.slice(0, 5)}-${String(request).length}`).catch(note);
      }
    }
    stub.setFaults();
    await refund('too-much', 2 * CHARGED).catch(note);
    stub.dispute(paymentId);
    await refund('disputed').catch(note);
    assert.equal(messages.length, 3 * 6);
    for (const word of CONFIDENTIAL) assert.ok(!messages.some((message) => message.includes(word)), word);
  });
});

async function refused(refund: Promise<void>): Promise<void> {
  await assert.rejects(refund, RefundRefused);
}

/** Everything that a log would hold of an error. */
function textOf(error: unknown): string {
  assert.ok(error instanceof Error);
  return `${error.stack} ${String(error.cause)}`;
}
