/** A warm function and a key that is replaced. */
import assert from 'node:assert/strict';
import { afterEach, describe, it, vi } from 'vitest';
import { gatewayWithKey } from './gateway-with-key.ts';
import type { PaymentGateway } from './payment-gateway.ts';
import { PaymentKeyRefused, PaymentProviderUnavailable } from './provider-errors.ts';
import { stripeGateway } from './stripe-gateway.ts';
import { startStripeStub } from './testing/stripe-stub.ts';

const CHARGE = { orderId: 'order-1', amountMinor: 100, currency: 'USD', paymentMethodId: 'pm_card_visa' };

/** A secret that can be replaced, and how often it was read. */
function secretOf(key: string) {
  const secret = { key, reads: 0 };
  const read = () => {
    secret.reads += 1;
    return Promise.resolve(secret.key);
  };
  return { secret, read };
}

describe('a gateway whose key is replaced', () => {
  afterEach(() => vi.useRealTimers());

  it('goes on with the new key, without a deployment', async () => {
    const stub = await startStripeStub();
    try {
      const { secret, read } = secretOf('sk_test_stub');
      const gateway = gatewayWithKey(read, (key) => Promise.resolve(stripeGateway(key, { address: stub.address })));
      const paymentId = await gateway.prepare(CHARGE);
      stub.apiKeys.clear();
      stub.apiKeys.add('sk_test_new');
      secret.key = 'sk_test_new';
      await gateway.confirm({ paymentId, isNew: true });
      await gateway.refund({ ...CHARGE, paymentId });
      assert.equal(await gateway.close(paymentId), true);
      assert.equal(secret.reads, 2);
      assert.equal(stub.intents.get(paymentId)?.status, 'succeeded');
    } finally {
      stub.close();
    }
  });

  const opened: string[] = [];
  const failing =
    (error: Error) =>
    (key: string): Promise<PaymentGateway> => {
      opened.push(key);
      const fail = () => Promise.reject(error);
      return Promise.resolve({ prepare: fail, confirm: fail, close: fail, refund: fail, refundPart: fail });
    };

  it('looks once for another key, and gives up if there is none', async () => {
    const { secret, read } = secretOf('sk_1');
    const gateway = gatewayWithKey(read, failing(new PaymentKeyRefused()));
    await assert.rejects(gateway.close('pi_1'), PaymentKeyRefused);
    assert.equal(secret.reads, 2);
  });

  it('does not look for one after other errors', async () => {
    const { secret, read } = secretOf('sk_1');
    const gateway = gatewayWithKey(read, failing(new PaymentProviderUnavailable()));
    for (const _ of [1, 2]) await assert.rejects(gateway.close('pi_1'), PaymentProviderUnavailable);
    assert.equal(secret.reads, 1);
  });

  it('reads the key again after five minutes, and opens nothing anew for the same one', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    opened.length = 0;
    const { secret, read } = secretOf('sk_1');
    const gateway = gatewayWithKey(read, failing(new PaymentProviderUnavailable()));
    const ask = () => assert.rejects(gateway.close('pi_1'), PaymentProviderUnavailable);
    await ask();
    vi.advanceTimersByTime(5 * 60_000 - 1);
    await ask();
    assert.equal(secret.reads, 1);
    vi.advanceTimersByTime(1);
    await ask();
    assert.deepEqual([secret.reads, opened], [2, ['sk_1']]);
    secret.key = 'sk_2';
    vi.advanceTimersByTime(5 * 60_000);
    await ask();
    assert.deepEqual(opened, ['sk_1', 'sk_2']);
  });

  it('does not keep that the key could not be read', async () => {
    let reads = 0;
    const read = () => {
      reads += 1;
      return reads === 1 ? Promise.reject(new Error('Secrets Manager is away')) : Promise.resolve('sk_1');
    };
    const gateway = gatewayWithKey(read, failing(new PaymentProviderUnavailable()));
    await assert.rejects(gateway.close('pi_1'), /is away/);
    await assert.rejects(gateway.close('pi_1'), PaymentProviderUnavailable);
  });
});
