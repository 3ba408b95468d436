/** The Stripe adapter, against a stub of the documented API. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { PaymentDeclined } from '../order-steps/business-errors.ts';
import type { ChargeRequest, PaymentGateway } from './payment-gateway.ts';
import { stripeGateway } from './stripe-gateway.ts';
import { startStripeStub } from './testing/stripe-stub.ts';
import type { StripeStub } from './testing/stripe-stub.ts';

describe('payments by Stripe', () => {
  let stub: StripeStub;
  let gateway: PaymentGateway;
  let orders = 0;
  let request: ChargeRequest;

  before(async () => {
    stub = await startStripeStub();
    gateway = stripeGateway('sk_test_stub', stub.address);
  });
  after(() => stub.close());
  beforeEach(() => {
    orders += 1;
    const orderId = `order-${orders}`;
    request = { idempotencyKey: `charge-${orderId}`, orderId, amountMinor: 12_345, currency: 'USD', paymentMethodId: 'pm_card_visa' };
  });

  const succeeded = () => [...stub.intents.values()].filter(({ metadata, status }) => metadata.orderId === request.orderId && status === 'succeeded');
  const refundOf = (paymentId: string) => ({ ...request, idempotencyKey: `refund-${request.orderId}`, paymentId });

  it('take the money once, however often they are asked', async () => {
    const first = await gateway.charge(request);
    assert.deepEqual(await gateway.charge(request), first);
    assert.deepEqual(succeeded().map(({ id, amount }) => ({ id, amount })), [{ id: first.paymentId, amount: 12_345 }]);
  });

  it('say PaymentDeclined for a declined card, an unknown method, and one that wants its owner', async () => {
    for (const [index, paymentMethodId] of ['pm_card_chargeDeclined', 'nonsense', 'pm_card_authenticationRequired'].entries()) {
      const declined = { ...request, idempotencyKey: `${request.idempotencyKey}-${index}`, paymentMethodId };
      await assert.rejects(gateway.charge(declined), (error) => {
        assert.ok(error instanceof PaymentDeclined);
        assert.ok(!error.message.includes(paymentMethodId));
        return true;
      });
    }
    assert.deepEqual(succeeded(), []);
  });

  it('are worth another try after a failure of the provider', async () => {
    stub.failOnce(503);
    await assert.rejects(gateway.charge(request), (error) => !(error instanceof PaymentDeclined));
    await gateway.charge(request);
    assert.equal(succeeded().length, 1);
  });

  for (const path of [/payment_intents$/, /confirm$/]) {
    it(`find a charge whose answer was lost at ${path.source}, or make sure that there is none`, async () => {
      stub.dropAnswersOf(path);
      await assert.rejects(gateway.charge(request));
      stub.dropAnswersOf(undefined);
      const found = await gateway.findCharge(request);
      assert.deepEqual(found, succeeded()[0] && { paymentId: succeeded()[0]?.id });
      if (found) return;
      await assert.rejects(gateway.charge(request), (error) => !(error instanceof PaymentDeclined));
      assert.deepEqual(succeeded(), []);
    });
  }

  it('find nothing where nobody was charged', async () => {
    assert.equal(await gateway.findCharge(request), undefined);
    assert.equal(await gateway.findCharge({ ...request, idempotencyKey: 'unknown', paymentMethodId: 'nonsense' }), undefined);
  });

  it('give the money back once, also when the answer to that was lost', async () => {
    const { paymentId } = await gateway.charge(request);
    stub.dropAnswersOf(/refunds$/);
    await assert.rejects(gateway.refund(refundOf(paymentId)));
    stub.dropAnswersOf(undefined);
    const refund = await gateway.refund(refundOf(paymentId));
    assert.deepEqual(await gateway.refund({ ...refundOf(paymentId), idempotencyKey: 'another' }), refund);
    assert.equal(stub.refunds.filter(({ payment_intent: intent }) => intent === paymentId).length, 1);
  });
});
