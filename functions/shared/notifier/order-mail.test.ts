/** The confirmation mail: what it says, and that it cannot be abused. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { orderMail } from './order-mail.ts';

const ORDER = {
  orderId: 'order-1',
  customerId: 'ada',
  items: [
    { productId: 'laptop', quantity: 1, price: 1299.99 },
    { productId: '<b>keyboard</b>', quantity: 3, price: 0.1 },
  ],
  totalAmount: 1300.29,
  currency: 'USD',
  status: 'COMPLETED' as const,
  version: 4,
  happened: [],
  paymentMethodId: 'pm_card_visa',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

describe('the confirmation mail', () => {
  const { subject, text, html } = orderMail(ORDER);

  it('names items, exact amounts, total and order, as text and as HTML', () => {
    assert.equal(subject, 'Your order of $1,300.29 is confirmed');
    for (const part of ['1 × laptop', '$1,299.99', '$0.30', '$1,300.29', 'Status: completed', 'order-1']) {
      assert.ok(text.includes(part), part);
      assert.ok(html.includes(part), part);
    }
  });

  it('writes amounts with the decimals of their currency', () => {
    const inCurrency = (currency: string, price: number) =>
      orderMail({ ...ORDER, currency, totalAmount: price, items: [{ productId: 'tea', quantity: 1, price }] }).subject;
    const amounts = [
      { currency: 'JPY', price: 1000, expected: /¥1,000 is/ },
      { currency: 'HUF', price: 1234.56, expected: /HUF\s1,234\.56 is/ },
      { currency: 'KWD', price: 1.2, expected: /KWD\s1\.200 is/ },
      { currency: 'CLF', price: 1.2345, expected: /CLF\s1\.2345 is/ },
    ];
    for (const { currency, price, expected } of amounts) assert.match(inCurrency(currency, price), expected);
  });

  it('escapes what came from outside, loads nothing, and holds no payment method', () => {
    assert.ok(html.includes('&#60;b&#62;keyboard'));
    assert.doesNotMatch(html, /<b>|<img|<link|https?:/);
    assert.doesNotMatch(text + html, /pm_card/);
  });
});
