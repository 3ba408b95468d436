/** The Stripe adapter, against a stub of the documented API. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { PaymentDeclined } from '../errors/business-errors.ts';
import type { ChargeRequest, PaymentGateway } from './payment-gateway.ts';
import { PaymentKeyRefused, PaymentProviderRefused, PaymentProviderUnavailable } from './provider-errors.ts';
import { stripeGateway } from './stripe-gateway.ts';
import { CONFIDENTIAL } from './testing/stripe-answers.ts';
import { startStripeStub } from './testing/stripe-stub.ts';
import type { Fault, StripeStub } from './testing/stripe-stub.ts';

const CREATE = /POST \/v1\/payment_intents$/;
const RETRIEVE = /GET \/v1\/payment_intents\/pi_/;
const CONFIRM = /confirm$/;
const CANCEL = /cancel$/;
const LIST = /GET \/v1\/refunds$/;
const REFUND = /POST \/v1\/refunds$/;

describe('payments by Stripe', () => {
  let stub: StripeStub;
  let gateway: PaymentGateway;
  let orders = 0;
  let request: ChargeRequest;

  beforeAll(async () => {
    stub = await startStripeStub();
    gateway = stripeGateway('sk_test_stub', { address: stub.address });
  });
  afterAll(() => stub.close());
  beforeEach(() => {
    stub.setFaults();
    orders += 1;
    request = { orderId: `order-${orders}`, amountMinor: 12_345, currency: 'USD', paymentMethodId: 'pm_card_visa' };
  });

  const ofOrder = () => [...stub.intents.values()].filter(({ metadata }) => metadata.orderId === request.orderId);
  const taken = () => ofOrder().filter(({ status }) => status === 'succeeded');
  const refundsOf = (paymentId: string) => stub.refunds.filter(({ payment_intent: intent }) => intent === paymentId);
  const refundOf = (paymentId: string) => ({ ...request, paymentId });
  const prepare = (paymentMethodId = 'pm_card_visa') => gateway.prepare({ ...request, paymentMethodId });
  const confirm = (paymentId: string, isNew = true) => gateway.confirm({ paymentId, isNew });
  const callsSince = async (run: () => Promise<unknown>) => {
    const start = stub.calls.length;
    await run();
    return stub.calls.slice(start);
  };
  const paid = async () => {
    const paymentId = await prepare();
    await confirm(paymentId);
    return paymentId;
  };

  it('take nothing when they are prepared, and the money once, however often that is confirmed', async () => {
    const paymentId = await prepare();
    assert.deepEqual(taken(), []);
    await Promise.all([confirm(paymentId), confirm(paymentId), confirm(paymentId, false)]);
    await confirm(paymentId, false);
    assert.deepEqual(
      taken().map(({ id, amount }) => ({ id, amount })),
      [{ id: paymentId, amount: 12_345 }],
    );
  });

  it('never use a key twice, and never search', async () => {
    stub.setFaults({ request: CREATE, effect: 'fails', times: 2 }, { request: CONFIRM, effect: 'fails', times: 2 });
    for (const _ of [1, 2]) await assert.rejects(prepare());
    const paymentId = await prepare();
    for (const isNew of [true, false]) await assert.rejects(confirm(paymentId, isNew));
    await confirm(paymentId, false);
    await gateway.refund(refundOf(paymentId));
    const keys = stub.calls.flatMap(({ key }) => key ?? []);
    assert.equal(new Set(keys).size, keys.length);
    assert.ok(stub.calls.every(({ request: asked }) => !asked.includes('search')));
  });

  const declines = [
    { paymentMethodId: 'pm_card_chargeDeclined', message: /^The card was declined\.$/ },
    { paymentMethodId: 'pm_card_chargeDeclinedInsufficientFunds', message: /insufficient funds/ },
  ];
  for (const { paymentMethodId, message } of declines) {
    it(`say PaymentDeclined in our own words for ${paymentMethodId}, each time`, async () => {
      const paymentId = await prepare(paymentMethodId);
      for (const isNew of [true, false]) await assert.rejects(confirm(paymentId, isNew), declined(message));
      assert.equal(await gateway.close(paymentId), false);
      assert.deepEqual(taken(), []);
    });
  }

  it('say PaymentDeclined for an unknown payment method', async () => {
    await assert.rejects(prepare('nonsense'), declined(/does not know this payment method/));
  });

  it('retrieve the intent after a failure, and only then ask again', async () => {
    for (const status of [500, 503, 429, 409]) {
      const paymentId = await prepare();
      stub.setFaults({ request: CONFIRM, effect: 'fails', status, times: 1 });
      const first = await callsSince(() => assert.rejects(confirm(paymentId), PaymentProviderUnavailable));
      assert.deepEqual(
        first.map(({ request: asked }) => asked.split('/').at(-1)),
        ['confirm', paymentId],
      );
      const second = await callsSince(() => confirm(paymentId, false));
      assert.deepEqual(
        second.map(({ request: asked }) => asked.split('/').at(-1)),
        [paymentId, 'confirm'],
      );
      assert.notEqual(first[0]?.key, second[1]?.key);
    }
  });

  const lost: Fault['effect'][] = ['fails after the effect', 'loses the answer'];
  for (const effect of lost) {
    it(`find money that was taken by a confirmation that ${effect}`, async () => {
      const paymentId = await prepare();
      stub.setFaults({ request: CONFIRM, effect });
      await confirm(paymentId);
      assert.equal(taken().length, 1);
    });

    it(`find it later if the retrieval fails as well (${effect})`, async () => {
      const paymentId = await prepare();
      stub.setFaults({ request: CONFIRM, effect }, { request: RETRIEVE, effect: 'fails', status: 503 });
      await assert.rejects(confirm(paymentId), PaymentProviderUnavailable);
      await assert.rejects(gateway.close(paymentId), PaymentProviderUnavailable);
      stub.setFaults();
      const calls = await callsSince(() => confirm(paymentId, false));
      assert.ok(calls.every(({ request: asked }) => !CONFIRM.test(asked)));
      assert.equal(await gateway.close(paymentId), true);
    });

    it(`give the money back once if the refund ${effect}`, async () => {
      const paymentId = await paid();
      stub.setFaults({ request: REFUND, effect });
      await gateway.refund(refundOf(paymentId));
      stub.setFaults();
      await gateway.refund(refundOf(paymentId));
      assert.deepEqual(
        refundsOf(paymentId).map(({ amount }) => amount),
        [12_345],
      );
    });

    it(`know a charge as closed if the cancellation ${effect}`, async () => {
      const paymentId = await prepare();
      stub.setFaults({ request: CANCEL, effect });
      assert.equal(await gateway.close(paymentId), false);
      await assert.rejects(confirm(paymentId), declined(/was cancelled/));
    });
  }

  it('are taken once if a confirmation takes too long, and comes about after it was asked for again', async () => {
    const paymentId = await prepare();
    const impatient = stripeGateway('sk_test_stub', { address: stub.address, confirmTimeoutMs: 100 });
    const { arrived, release } = stub.hold(CONFIRM);
    const hasArrived = arrived.then(() => true);
    // On a busy machine the time may be up before the stub has the request.
    do await assert.rejects(impatient.confirm({ paymentId, isNew: true }), PaymentProviderUnavailable);
    while (!(await Promise.race([hasArrived, Promise.resolve(false)])));
    await confirm(paymentId, false);
    release();
    await confirm(paymentId, false);
    assert.equal(taken().length, 1);
  });

  it('are taken, or closed, and never both', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const paymentId = await prepare();
        const [confirmed, closed] = await Promise.allSettled([confirm(paymentId), gateway.close(paymentId)]);
        assert.equal(closed.status, 'fulfilled');
        assert.equal(confirmed.status === 'fulfilled', closed.value);
        return paymentId;
      }),
    );
    assert.equal(outcomes.length, 20);
  });

  it('give the money back once when two ask at the same time', async () => {
    const paymentId = await paid();
    await Promise.all([gateway.refund(refundOf(paymentId)), gateway.refund(refundOf(paymentId))]);
    assert.equal(refundsOf(paymentId).length, 1);
  });

  it('look for a refund before they ask for one, and ask again under a new key if it failed', async () => {
    const paymentId = await paid();
    stub.setFaults({ request: REFUND, effect: 'fails', times: 1 });
    await assert.rejects(gateway.refund(refundOf(paymentId)), PaymentProviderUnavailable);
    await gateway.refund(refundOf(paymentId));
    const again = await callsSince(() => gateway.refund(refundOf(paymentId)));
    assert.deepEqual(
      again.map(({ request: asked }) => LIST.test(asked)),
      [true],
    );
    assert.equal(refundsOf(paymentId).length, 1);
  });

  it('give back the rest if staff gave back a part, and all if their refund failed', async () => {
    const [partly, failed] = [await paid(), await paid()];
    const body = (paymentId: string) => new URLSearchParams({ payment_intent: paymentId, amount: '345' });
    for (const paymentId of [partly, failed]) {
      const headers = { authorization: 'Bearer sk_test_stub' };
      const { host, port } = stub.address;
      await fetch(`http://${host}:${port}/v1/refunds`, { method: 'POST', headers, body: body(paymentId) });
    }
    Object.assign(refundsOf(failed)[0] ?? {}, { status: 'failed' });
    for (const paymentId of [partly, failed]) await gateway.refund(refundOf(paymentId));
    assert.deepEqual(
      refundsOf(partly).map(({ amount }) => amount),
      [345, 12_000],
    );
    assert.deepEqual(
      refundsOf(failed).map(({ amount }) => amount),
      [345, 12_345],
    );
  });

  it('throw errors that hold nothing of Stripe’s texts', async () => {
    const paymentId = await prepare('pm_card_chargeDeclined');
    const succeeded = await paid();
    const { currency } = request;
    const unknown = stripeGateway('sk_test_unknown', { address: stub.address });
    const errors = await Promise.all(
      [
        confirm(paymentId),
        gateway.prepare({ ...request, paymentMethodId: '4242' }),
        gateway.refund({ paymentId: 'pi_none', orderId: 'order', amountMinor: 1, currency }),
        gateway.close('pi_none'),
        unknown.close(succeeded),
      ].map((call) =>
        call.then(
          () => assert.fail('it throws'),
          (error: unknown) => error,
        ),
      ),
    );
    for (const error of errors) {
      assert.ok(error instanceof Error && error.cause === undefined);
      const { stack, message } = error;
      const everything = JSON.stringify(Object.assign({}, error, { stack, message }));
      for (const secret of CONFIDENTIAL) assert.ok(!everything.includes(secret), `${secret} in ${everything}`);
      assert.deepEqual(Object.keys(error), ['name']);
    }
    assert.deepEqual(
      errors.map((error) => error instanceof Error && error.constructor),
      [PaymentDeclined, PaymentDeclined, PaymentProviderRefused, PaymentProviderRefused, PaymentKeyRefused],
    );
  });
});

function declined(message: RegExp) {
  return (error: unknown) => error instanceof PaymentDeclined && message.test(error.message);
}
