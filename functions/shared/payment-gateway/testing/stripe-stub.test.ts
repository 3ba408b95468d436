/** The stub does with idempotency keys what Stripe's API reference says. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { isObject } from '../../../../domain/is-object.ts';
import { startStripeStub } from './stripe-stub.ts';
import type { StripeStub } from './stripe-stub.ts';

describe('the stub of Stripe', () => {
  let stub: StripeStub;
  beforeAll(async () => {
    stub = await startStripeStub();
  });
  afterAll(() => stub.close());

  const create = async (key: string, amount: string, apiKey = 'sk_test_stub') => {
    const { host, port } = stub.address;
    const intent = new URLSearchParams({ amount, currency: 'usd', payment_method: 'pm_card_visa' });
    const headers = { authorization: `Bearer ${apiKey}`, 'idempotency-key': key };
    const url = `http://${host}:${port}/v1/payment_intents`;
    const response = await fetch(url, { method: 'POST', headers, body: intent });
    const body: unknown = await response.json();
    assert.ok(isObject(body));
    const error = isObject(body['error']) ? body['error'] : {};
    return { http: response.status, body, error };
  };

  it('repeats the first result of a key, failures included', async () => {
    stub.setFaults({ request: /intents$/, effect: 'fails', times: 1 });
    for (const _ of [1, 2, 3]) assert.equal((await create('failed', '100')).http, 500);
    const first = await create('made', '100');
    assert.deepEqual(await create('made', '100'), first);
  });

  it('saves nothing for what it turns down before it begins', async () => {
    assert.equal((await create('turned down', '1.5')).http, 400);
    assert.equal((await create('turned down', '100')).http, 200);
    stub.setFaults({ request: /intents$/, effect: 'fails', status: 429, times: 1 });
    assert.equal((await create('too many', '100')).http, 429);
    assert.equal((await create('too many', '100')).http, 200);
  });

  it('rejects a key with other parameters', async () => {
    await create('reused', '100');
    const { http, error } = await create('reused', '200');
    assert.deepEqual([http, error['type']], [400, 'idempotency_error']);
  });

  it('rejects a key while a request with it is in flight', async () => {
    const { arrived, release } = stub.hold(/intents$/);
    const first = create('in flight', '100');
    await arrived;
    const { http, error } = await create('in flight', '100');
    assert.deepEqual([http, error['code']], [409, 'idempotency_key_in_use']);
    release();
    assert.equal((await first).http, 200);
  });

  it('rejects another API key', async () => {
    assert.equal((await create('key', '100', 'sk_test_other')).http, 401);
  });
});
