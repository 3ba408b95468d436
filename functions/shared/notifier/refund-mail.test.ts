/** The mail of a refund: what it says, and that it cannot be abused. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { refundMail } from './refund-mail.ts';

const ORDER = {
  orderId: 'order-1',
  customerId: 'ada',
  items: [{ productId: 'laptop', quantity: 1, price: 1299.99 }],
  totalAmount: 1299.99,
  currency: 'USD',
  status: 'COMPLETED' as const,
  version: 7,
  happened: [],
  payment: { paymentId: 'pi_1', refunded: false },
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

const REFUND = {
  refundId: 'scratched',
  amount: 100.5,
  status: 'ISSUED' as const,
  restock: [],
  restocked: false,
  requestedAt: '2026-01-02T00:00:00.000Z',
};

describe('the mail of a refund', () => {
  it('names the amount that comes back, the price of the order, and both ids, as text and as HTML', () => {
    const { subject, text, html } = refundMail(ORDER, REFUND);
    assert.equal(subject, 'You get $100.50 back');
    for (const part of ['Your order: $1,299.99', 'Refund: $100.50', 'Refund scratched', 'Order order-1']) {
      assert.ok(text.includes(part), part);
    }
    for (const part of ['$1,299.99', '$100.50', 'Refund scratched', 'order-1']) assert.ok(html.includes(part), part);
  });

  it('writes amounts with the decimals of their currency', () => {
    const subjectIn = (currency: string, amount: number) =>
      refundMail({ ...ORDER, currency, totalAmount: amount }, { ...REFUND, amount }).subject;
    assert.equal(subjectIn('JPY', 1000), 'You get ¥1,000 back');
    assert.match(subjectIn('HUF', 1234.5), /^You get HUF\s1,234\.50 back$/);
    assert.match(subjectIn('KWD', 1.2), /^You get KWD\s1\.200 back$/);
  });

  it('escapes what came from outside, loads nothing, and holds nothing of the payment', () => {
    const { text, html } = refundMail({ ...ORDER, orderId: '<img src=x>' }, { ...REFUND, refundId: '"&<b>' });
    assert.ok(html.includes('Order &#60;img src=x&#62;') && html.includes('Refund &#34;&#38;&#60;b&#62;'));
    assert.doesNotMatch(html, /<b>|<img|<link|https?:/);
    assert.doesNotMatch(text + html, /pi_1/);
  });
});
