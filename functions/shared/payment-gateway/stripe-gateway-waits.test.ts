/** The Stripe adapter, with payments that wait for the customer or the bank. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { PaymentDeclined } from '../errors/business-errors.ts';
import type { PaymentGateway } from './payment-gateway.ts';
import { PaymentProviderUnavailable } from './provider-errors.ts';
import { stripeGateway } from './stripe-gateway.ts';
import { startStripeStub } from './testing/stripe-stub.ts';
import type { StripeStub } from './testing/stripe-stub.ts';

const CANCEL = /cancel$/;
const CHARGE = { orderId: 'order-1', amountMinor: 12_345, currency: 'USD' };

describe('payments by Stripe that wait', () => {
  let stub: StripeStub;
  let gateway: PaymentGateway;
  beforeAll(async () => {
    stub = await startStripeStub();
    gateway = stripeGateway('sk_test_stub', { address: stub.address });
  });
  afterAll(() => stub.close());

  const confirm = (paymentId: string, isNew = true) => gateway.confirm({ paymentId, isNew });
  const statusOf = (paymentId: string) => stub.intents.get(paymentId)?.status;
  const waiting = async (paymentMethodId: string) => {
    const paymentId = await gateway.prepare({ ...CHARGE, paymentMethodId });
    const confirmation = await confirm(paymentId);
    assert.deepEqual(await confirm(paymentId, false), confirmation, 'the same when it is asked again');
    return { paymentId, confirmation };
  };

  for (const paymentMethodId of ['pm_card_authenticationRequired', 'pm_card_threeDSecure2Required']) {
    it(`wait for the customer of ${paymentMethodId}, who confirms with the client secret`, async () => {
      const { paymentId, confirmation } = await waiting(paymentMethodId);
      const clientSecret = stub.intents.get(paymentId)?.client_secret;
      assert.deepEqual(confirmation, { awaits: 'CUSTOMER', action: { clientSecret } });
      assert.equal(statusOf(paymentId), 'requires_action');
      stub.authenticate(paymentId, true);
      assert.deepEqual(await confirm(paymentId, false), { awaits: null });
      assert.equal(statusOf(paymentId), 'succeeded');
    });
  }

  it('wait for the customer at the address that Stripe names, if it names one', async () => {
    const { paymentId, confirmation } = await waiting('pm_card_redirect');
    const clientSecret = stub.intents.get(paymentId)?.client_secret;
    const actionUrl = 'https://hooks.stripe.example/redirect';
    assert.deepEqual(confirmation, { awaits: 'CUSTOMER', action: { clientSecret, actionUrl } });
  });

  it('say PaymentDeclined if the customer refuses, each time', async () => {
    const { paymentId } = await waiting('pm_card_authenticationRequired');
    stub.authenticate(paymentId, false);
    for (const _ of [1, 2])
      await assert.rejects(confirm(paymentId, false), declined(/^The payment was not confirmed\.$/));
    assert.equal(await gateway.close(paymentId), false);
    assert.equal(statusOf(paymentId), 'canceled');
  });

  it('say PaymentDeclined if the customer confirms, and the card is declined all the same', async () => {
    const { paymentId } = await waiting('pm_card_authenticationRequiredChargeDeclinedInsufficientFunds');
    stub.authenticate(paymentId, true);
    await assert.rejects(confirm(paymentId, false), declined(/insufficient funds/));
  });

  it('are never taken once they are closed, while they wait for the customer', async () => {
    const { paymentId } = await waiting('pm_card_authenticationRequired');
    assert.equal(await gateway.close(paymentId), false);
    assert.equal(statusOf(paymentId), 'canceled');
    assert.throws(() => stub.authenticate(paymentId, true), /is canceled/);
    await assert.rejects(confirm(paymentId, false), declined(/was cancelled/));
  });

  it('are taken if the customer confirms just before they are cancelled', async () => {
    const { paymentId } = await waiting('pm_card_authenticationRequired');
    const { arrived, release } = stub.hold(CANCEL);
    const closing = gateway.close(paymentId);
    await arrived;
    stub.authenticate(paymentId, true);
    release();
    assert.equal(await closing, true);
    assert.equal(statusOf(paymentId), 'succeeded');
  });

  it('are not closed if the customer confirms just before, and the bank takes its time', async () => {
    const { paymentId } = await waiting('pm_card_authenticationRequiredSlow');
    const { arrived, release } = stub.hold(CANCEL);
    const closing = assert.rejects(gateway.close(paymentId), PaymentProviderUnavailable);
    await arrived;
    stub.authenticate(paymentId, true);
    release();
    await closing;
    assert.deepEqual(await confirm(paymentId, false), { awaits: 'PROVIDER' });
  });

  it('wait for the bank while Stripe processes them, and are not closed meanwhile', async () => {
    const { paymentId, confirmation } = await waiting('pm_card_slow');
    assert.deepEqual(confirmation, { awaits: 'PROVIDER' });
    await assert.rejects(gateway.close(paymentId), PaymentProviderUnavailable);
    stub.settle(paymentId, true);
    assert.deepEqual(await confirm(paymentId, false), { awaits: null });
    assert.equal(await gateway.close(paymentId), true);
  });

  it('say PaymentDeclined if the bank finds no money', async () => {
    const { paymentId } = await waiting('pm_card_slow');
    stub.settle(paymentId, false);
    await assert.rejects(confirm(paymentId, false), declined(/insufficient funds/));
    assert.equal(await gateway.close(paymentId), false);
  });
});

function declined(message: RegExp) {
  return (error: unknown) => error instanceof PaymentDeclined && message.test(error.message);
}
