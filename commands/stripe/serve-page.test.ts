import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { startStripeStub } from '../../functions/shared/payment-gateway/testing/stripe-stub.ts';
import type { StripeStub } from '../../functions/shared/payment-gateway/testing/stripe-stub.ts';
import { servePage } from './serve-page.ts';
import type { ServedPage } from './serve-page.ts';

describe("the page of Stripe's stub", () => {
  let stub: StripeStub;
  let page: ServedPage;
  beforeAll(async () => {
    stub = await startStripeStub();
    page = await servePage(stub, 0);
  });
  afterAll(() => {
    page.close();
    stub.close();
  });

  const call = async (path: string, parameters: { readonly [name: string]: string }) => {
    const { protocol, host, port } = stub.address;
    const response = await fetch(`${protocol}://${host}:${port}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_stub' },
      body: new URLSearchParams(parameters),
    });
    return response.text();
  };
  /** Returns the intent's id. */
  const pay = async (payment_method: string, orderId = 'order-1') => {
    await call('payment_intents', { amount: '8999', currency: 'usd', payment_method, 'metadata[orderId]': orderId });
    const id = [...stub.intents.keys()].at(-1) ?? '';
    await call(`payment_intents/${id}/confirm`, {});
    return id;
  };
  const statusOf = (id: string) => stub.intents.get(id)?.status;
  const show = async () => (await fetch(page.url)).text();
  const press = (form: { readonly [name: string]: string }, headers: { readonly [name: string]: string } = {}) =>
    fetch(page.url, { method: 'POST', headers, body: new URLSearchParams(form), redirect: 'manual' });

  it('shows a payment that waits for its customer, who confirms or refuses it', async () => {
    const [good, bad] = [await pay('pm_card_authenticationRequired'), await pay('pm_card_authenticationRequired')];
    assert.match(await show(), /requires_action[^]*The customer confirms[^]*The customer refuses/);
    assert.equal((await press({ payment: good, act: 'confirm' })).status, 303);
    assert.equal((await press({ payment: bad, act: 'decline' })).status, 303);
    assert.deepEqual([good, bad].map(statusOf), ['succeeded', 'requires_payment_method']);
    assert.doesNotMatch(await show(), /The customer confirms/);
  });

  it('lets the bank pay what takes days, or not', async () => {
    const [good, bad] = [await pay('pm_card_slow'), await pay('pm_card_slow')];
    await press({ payment: good, act: 'pay' });
    await press({ payment: bad, act: 'reject' });
    assert.deepEqual([good, bad].map(statusOf), ['succeeded', 'requires_payment_method']);
  });

  it('sends the money of a refund back', async () => {
    const intent = await pay('pm_card_visa');
    await call('refunds', { payment_intent: intent, amount: '4500', 'metadata[refundId]': 'half' });
    assert.match(await show(), /Refund of 4500 \(half\): succeeded/);
    await press({ refund: stub.refunds.at(-1)?.id ?? '', act: 'bounce' });
    assert.match(await show(), /Refund of 4500 \(half\): failed/);
  });

  it('holds webhooks back until another choice', async () => {
    const endpoint = await servePage(stub, 0);
    const sent = () => stub.webhooks.deliveries.map(({ event }) => event.type);
    stub.webhooks.sendTo({ url: endpoint.url, secret: 'whsec_1' });
    await press({ deliver: 'held' });
    await pay('pm_card_visa');
    assert.deepEqual(sent(), []);
    await press({ deliver: 'once' });
    while (sent().length < 2) await delay(10);
    assert.deepEqual(sent().slice(0, 2).toSorted(), ['payment_intent.created', 'payment_intent.succeeded']);
    endpoint.close();
  });

  it('says so if a button is too late, or there is none', async () => {
    const intent = await pay('pm_card_visa');
    const late = await press({ payment: intent, act: 'confirm' });
    assert.deepEqual(
      [late.status, await late.text()],
      [409, `${intent} is succeeded and not requires_action. Go back, and reload the page.\n`],
    );
    for (const act of ['toString', 'guess', '']) assert.equal((await press({ payment: intent, act })).status, 409);
  });

  it('shows what orders say as text', async () => {
    await pay('pm_card_visa', '<script>alert(1)</script>');
    const shown = await show();
    assert.doesNotMatch(shown, /<script/);
    assert.match(shown, /&lt;script&gt;/);
  });

  it('takes no forms of other sites, and nothing under another name', async () => {
    const intent = await pay('pm_card_authenticationRequired');
    const form = { payment: intent, act: 'confirm' };
    assert.equal((await press(form, { origin: 'https://evil.example' })).status, 403);
    assert.equal(statusOf(intent), 'requires_action');
    assert.equal((await press(form, { origin: new URL(page.url).origin })).status, 303);
  });

  it('rejects other paths and methods', async () => {
    assert.equal((await fetch(`${page.url}else`)).status, 404);
    assert.equal((await fetch(page.url, { method: 'DELETE' })).status, 405);
  });
});
