/** Amounts as Stripe counts them. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { toMinor } from '../../../domain/money.ts';
import { PaymentDeclined } from '../errors/business-errors.ts';
import { stripeAmount } from './stripe-amount.ts';

function inStripe(amount: number, currency: string) {
  return stripeAmount(toMinor(amount, currency), currency);
}

describe('an amount for Stripe', () => {
  it('is in the smallest unit as a rule: ¥1,000 is 1000, and forints have two decimals', () => {
    const amounts = [
      { amount: 1299.99, currency: 'USD', expected: 129_999 },
      { amount: 1000, currency: 'JPY', expected: 1000 },
      { amount: 12.34, currency: 'HUF', expected: 1234 },
      { amount: 12.34, currency: 'TWD', expected: 1234 },
    ];
    for (const { amount, currency, expected } of amounts) {
      assert.equal(inStripe(amount, currency), expected, currency);
    }
  });

  it('is in hundredths for crowns and shillings that have none, and in whole ariary', () => {
    assert.deepEqual([inStripe(5, 'ISK'), inStripe(5, 'UGX'), inStripe(1200, 'MGA')], [500, 500, 1200]);
  });

  it('ends with 0 in currencies of three decimals', () => {
    assert.deepEqual([inStripe(5.12, 'KWD'), inStripe(5, 'TND')], [5120, 5000]);
  });

  it('is never rounded to something that the order does not cost', () => {
    for (const { amount, currency } of [
      { amount: 5.124, currency: 'KWD' },
      { amount: 5.001, currency: 'BHD' },
      { amount: 12.5, currency: 'MGA' },
      { amount: NaN, currency: 'USD' },
    ]) {
      assert.throws(() => inStripe(amount, currency), PaymentDeclined, currency);
    }
  });
});
