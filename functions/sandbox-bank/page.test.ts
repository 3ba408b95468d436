import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'vitest';
import type { Entry } from '../shared/payment-gateway/sandbox-ledger.ts';
import { NOTHING_HERE, NOT_UNDERSTOOD, notSupported, paymentPage } from './page.ts';
import type { PageResponse } from './page.ts';

const OPEN: Entry = {
  paymentId: 'sandbox-1',
  kind: 'INTENT',
  state: 'OPEN',
  metadata: { orderId: 'order-1' },
  amountMinor: 129_990,
  currency: 'USD',
  clientSecret: 'sandbox-1_secret_x',
};

function headingOf({ body }: PageResponse): string | undefined {
  return /<h1>(.*)<\/h1>/.exec(body)?.[1];
}

function policyOf({ headers }: PageResponse): string {
  return headers['content-security-policy'] ?? '';
}

describe("the bank's page", () => {
  it('shows what is to be paid, and two buttons', () => {
    const { statusCode, body } = paymentPage(OPEN);
    assert.equal(statusCode, 200);
    for (const shown of ['1299.90 USD', 'order-1', 'sandbox-1']) assert.ok(body.includes(`<dd>${shown}</dd>`), shown);
    const buttons = [...body.matchAll(/<button name="decision" value="(\w+)">(\w+)<\/button>/g)];
    assert.deepEqual(
      buttons.map(([, value, label]) => [value, label]),
      [
        ['CONFIRMED', 'Confirm'],
        ['REFUSED', 'Refuse'],
      ],
    );
  });

  it.each([
    [1000, 'JPY', '1000 JPY'],
    [1234, 'KWD', '1.234 KWD'],
  ])('writes %i %s with the decimals of the currency', (amountMinor, currency, written) => {
    assert.ok(paymentPage({ ...OPEN, amountMinor, currency }).body.includes(written));
  });

  it.each<[string, Partial<Entry>]>([
    ['You have confirmed', { state: 'TAKEN', kind: 'CHARGE', decision: 'CONFIRMED' }],
    ['You have refused', { state: 'CLOSED', decision: 'REFUSED' }],
    ['It is too late', { state: 'CLOSED' }],
    ['It is too late', { state: 'CLOSED', lateDecision: 'CONFIRMED' }],
  ])('says "%s" of a payment that is decided, and offers no more buttons', (title, decided) => {
    const page = paymentPage({ ...OPEN, ...decided });
    assert.equal(headingOf(page), title);
    assert.doesNotMatch(page.body, /<button|<form/);
    assert.match(page.body, /role="status"/);
  });

  it('takes an order id for nothing but text', () => {
    const { body } = paymentPage({ ...OPEN, metadata: { orderId: '<b>"&' } });
    assert.ok(body.includes('&lt;b&gt;&quot;&amp;'));
    assert.ok(!body.includes('<b>'));
  });

  it('does not repeat the secret, nor lets it leave for elsewhere with a referrer or stay in a cache', () => {
    const { body, headers } = paymentPage(OPEN);
    assert.ok(!body.includes('_secret_'));
    assert.equal(headers['referrer-policy'], 'same-origin');
    assert.equal(headers['cache-control'], 'no-store');
  });

  it.each([
    ['a payment', paymentPage(OPEN)],
    ['an address that leads nowhere', NOTHING_HERE],
    ['a form that says nothing', NOT_UNDERSTOOD],
    ['a method that is not supported', notSupported(['GET'])],
  ])('allows its own style and form, and nothing else (%s)', (_, page) => {
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page.body) ?? [];
    const digest = createHash('sha256').update(style).digest('base64');
    assert.deepEqual(policyOf(page).split('; '), [
      "default-src 'none'",
      `style-src 'sha256-${digest}'`,
      'img-src data:',
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]);
    assert.doesNotMatch(page.body, /<script|<img|href="(?!data:,")|@import|url\(|https?:|style=/);
  });
});
