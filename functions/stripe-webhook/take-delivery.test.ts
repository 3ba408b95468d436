/** What the endpoint of Stripe's webhook takes, with signatures as Stripe makes them. */
import assert from 'node:assert/strict';
import { afterEach, describe, it, vi } from 'vitest';
import type { Intent, Refund } from '../shared/payment-gateway/testing/stripe-answers.ts';
import { eventOf, signatureOf } from '../shared/payment-gateway/testing/stripe-webhooks.ts';
import type { News } from './news.ts';
import { takingDeliveries } from './take-delivery.ts';

const SECRET = 'whsec_current';
const INTENT: Intent = {
  id: 'pi_1',
  object: 'payment_intent',
  amount: 100,
  currency: 'usd',
  client_secret: 'pi_1_secret_abc',
  metadata: { orderId: 'order-1' },
  payment_method: 'pm_card_visa',
  status: 'succeeded',
  last_payment_error: null,
  next_action: null,
};

const REFUND: Refund = {
  id: 're_1',
  object: 'refund',
  payment_intent: 'pi_1',
  amount: 50,
  metadata: { orderId: 'order-1', refundId: 'scratched' },
  status: 'failed',
};

function bodyOf(type = 'payment_intent.succeeded', intent: object = INTENT): string {
  return JSON.stringify({ ...eventOf('evt_1', type, INTENT), data: { object: intent } }, null, 2);
}

function signed(body: string, { secret = SECRET, at = new Date() } = {}) {
  return { headers: { 'stripe-signature': signatureOf(body, secret, at) }, body, isBase64Encoded: false };
}

/** An endpoint with what it has told the sagas, and a secret that can be replaced. */
function endpoint(secret = SECRET) {
  const state: { secret: string; reads: number; failure?: Error | undefined } = { secret, reads: 0 };
  const told: News[] = [];
  const rejected: true[] = [];
  const take = takingDeliveries({
    readSecret: () => {
      state.reads += 1;
      return Promise.resolve(state.secret);
    },
    tell: (news) => {
      if (state.failure) return Promise.reject(state.failure);
      told.push(news);
      return Promise.resolve();
    },
    onRejected: () => rejected.push(true),
  });
  const statusOf = async (request: Parameters<typeof take>[0]) => {
    const result = await take(request);
    assert.ok(typeof result === 'object');
    assert.equal(result.body, '{}', 'it says nothing to strangers');
    return result.statusCode;
  };
  return { state, told, take, statusOf, rejected };
}

describe('the endpoint of Stripe’s webhook', () => {
  afterEach(() => vi.useRealTimers());

  it('counts the deliveries with a signature that is not of Stripe, and not the requests without any', async () => {
    const { statusOf, rejected } = endpoint();
    const forged = signed(bodyOf(), { secret: 'whsec_forged' });
    assert.deepEqual([await statusOf(forged), await statusOf({ ...forged, headers: {} })], [400, 400]);
    assert.equal(rejected.length, 1);
    await statusOf(signed(bodyOf()));
    assert.equal(rejected.length, 1);
  });

  const news = ['succeeded', 'payment_failed', 'canceled', 'processing'];
  for (const name of news) {
    it(`tells the sagas of the order at payment_intent.${name}, each time that it comes`, async () => {
      const { statusOf, told } = endpoint();
      const delivery = signed(bodyOf(`payment_intent.${name}`));
      assert.deepEqual([await statusOf(delivery), await statusOf(delivery)], [200, 200]);
      assert.deepEqual(told, [{ orderId: 'order-1' }, { orderId: 'order-1' }]);
    });
  }

  for (const name of ['refund.failed', 'refund.updated', 'charge.refund.updated']) {
    for (const status of ['failed', 'canceled']) {
      it(`tells a saga of the refund at ${name} with status ${status}, each time that it comes`, async () => {
        const { statusOf, told } = endpoint();
        const delivery = signed(bodyOf(name, { ...REFUND, status }));
        assert.deepEqual([await statusOf(delivery), await statusOf(delivery)], [200, 200]);
        assert.deepEqual(told, Array(2).fill({ orderId: 'order-1', refundId: 'scratched' }));
      });
    }
  }

  const metadata = { orderId: 'o'.repeat(36), refundId: 'r'.repeat(36) };
  const named = (more: object) => bodyOf('refund.failed', { ...REFUND, metadata: { ...metadata, ...more } });

  it('tells of a refund with the longest ids, whose saga has a name that Step Functions still takes', async () => {
    const { statusOf, told } = endpoint();
    await statusOf(signed(named({})));
    assert.deepEqual(told, [metadata]);
    assert.equal(`${metadata.orderId}-${metadata.refundId}-failed`.length, 80);
  });

  const ignored: readonly (readonly [what: string, body: string])[] = [
    ['an event that is no news', bodyOf('payment_intent.created')],
    ...['pending', 'requires_action', 'succeeded'].map((status): [string, string] => [
      `a refund that is ${status}`,
      bodyOf('refund.updated', { ...REFUND, status }),
    ]),
    ['a new refund', bodyOf('refund.created', REFUND)],
    ['the refund of an order that is undone', bodyOf('refund.failed', { ...REFUND, metadata: { orderId: 'order-1' } })],
    ['a refund by hand', bodyOf('refund.failed', { ...REFUND, metadata: {} })],
    ['a refund whose id names no saga', named({ refundId: 'r'.repeat(37) })],
    ['a refund whose order names no saga', named({ orderId: 'o o' })],
    ['an event of a charge', bodyOf('charge.succeeded')],
    ['a payment of somebody else in the account', bodyOf(undefined, { ...INTENT, metadata: {} })],
    ['an order id that is none', bodyOf(undefined, { ...INTENT, metadata: { orderId: '' } })],
    ['an event without an object', bodyOf(undefined, [])],
    ['what is no event', '[]'],
  ];
  for (const [what, body] of ignored) {
    it(`takes ${what}, and tells nobody`, async () => {
      const { statusOf, told } = endpoint();
      assert.equal(await statusOf(signed(body)), 200);
      assert.deepEqual(told, []);
    });
  }

  it('takes the body as the bytes that came, in Base64, too', async () => {
    const { statusOf, told } = endpoint();
    const body = bodyOf().replace('{', '{ "note": "é\\u00e9",  ');
    const request = signed(body);
    assert.equal(
      await statusOf({ ...request, body: Buffer.from(body).toString('base64'), isBase64Encoded: true }),
      200,
    );
    assert.equal(await statusOf(request), 200);
    assert.equal(await statusOf({ ...request, body: JSON.stringify(JSON.parse(body)) }), 400);
    assert.deepEqual(told, [{ orderId: 'order-1' }, { orderId: 'order-1' }]);
  });

  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const body = bodyOf();
  const valid = signed(body);
  const rejected: readonly (readonly [what: string, request: Parameters<ReturnType<typeof endpoint>['take']>[0]])[] = [
    ['signed by another secret', signed(body, { secret: 'whsec_other' })],
    ['signed more than five minutes ago', signed(body, { at: minutesAgo(5.1) })],
    ['whose body was changed', { ...valid, body: body.replace('order-1', 'order-2') }],
    ['without a signature', { ...valid, headers: {} }],
    ['with a signature that is none', { ...valid, headers: { 'stripe-signature': 't=1,v0=abc,v1=' } }],
    ['without a body', { headers: valid.headers, isBase64Encoded: false }],
    ['that is no JSON', signed('{')],
  ];
  for (const [what, request] of rejected) {
    it(`rejects a delivery ${what}`, async () => {
      const { statusOf, told } = endpoint();
      assert.equal(await statusOf(request), 400);
      assert.deepEqual(told, []);
    });
  }

  it('takes one that was signed four minutes ago', async () => {
    const { statusOf } = endpoint();
    assert.equal(await statusOf(signed(body, { at: minutesAgo(4) })), 200);
  });

  it('reads no secret for what has no signature', async () => {
    const { statusOf, state } = endpoint();
    await statusOf({ ...valid, headers: {} });
    assert.equal(state.reads, 0);
  });

  it('fails if the sagas cannot be told, so that Stripe tries again', async () => {
    const { take, statusOf, state } = endpoint();
    state.failure = new Error('Step Functions is away');
    await assert.rejects(take(valid), /is away/);
    state.failure = undefined;
    assert.equal(await statusOf(valid), 200);
  });

  it('fails until signing secrets are put in, without a word of what is there instead', async () => {
    const { take, statusOf, state } = endpoint('generated by CloudFormation');
    await assert.rejects(take(valid), (error) => error instanceof Error && !error.message.includes('generated'));
    state.secret = SECRET;
    assert.equal(await statusOf(valid), 200);
  });

  it('takes what the old or the new one of two secrets has signed', async () => {
    const { statusOf } = endpoint('whsec_old, whsec_new\n');
    for (const secret of ['whsec_old', 'whsec_new']) assert.equal(await statusOf(signed(body, { secret })), 200);
    assert.equal(await statusOf(signed(body, { secret: 'whsec_older' })), 400);
  });

  it('finds a new secret at the first delivery that it has signed, and reads none too often', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const { statusOf, state } = endpoint('whsec_old');
    const rotated = () => statusOf(signed(body, { secret: 'whsec_new' }));
    assert.equal(await statusOf(signed(body, { secret: 'whsec_old' })), 200);
    state.secret = 'whsec_new';
    vi.advanceTimersByTime(9_999);
    assert.deepEqual([await rotated(), state.reads], [400, 1]);
    vi.advanceTimersByTime(1);
    assert.deepEqual([await rotated(), state.reads], [200, 2]);
    for (const _ of [1, 2, 3]) assert.equal(await statusOf(signed(body, { secret: 'whsec_wrong' })), 400);
    assert.equal(state.reads, 2);
  });

  it('forgets an old secret after five minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const { statusOf, state } = endpoint('whsec_old,whsec_new');
    const old = () => statusOf(signed(body, { secret: 'whsec_old' }));
    assert.equal(await old(), 200);
    state.secret = 'whsec_new';
    vi.advanceTimersByTime(5 * 60_000 - 1);
    assert.deepEqual([await old(), state.reads], [200, 1]);
    vi.advanceTimersByTime(1);
    assert.deepEqual([await old(), state.reads], [400, 2]);
  });
});
