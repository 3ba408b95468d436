/** Money: exact to the cent, however it is added up. */
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasAtMostTwoDecimals, toAmount, toMinor, totalMinor } from './money.ts';

const cents = fc.integer({ min: 1, max: 10_000_000_000 });

describe('money', () => {
  it('survives the way to an amount and back', () => {
    fc.assert(fc.property(cents, (amountMinor) => toMinor(toAmount(amountMinor)) === amountMinor));
  });

  it('is written with at most two decimals', () => {
    fc.assert(fc.property(cents, (amountMinor) => /^\d+(\.\d{1,2})?$/.test(JSON.stringify(toAmount(amountMinor)))));
  });

  it('adds up where floating point does not', () => {
    const items = [
      { price: 0.1, quantity: 1 },
      { price: 0.2, quantity: 1 },
    ];
    assert.equal(toAmount(totalMinor(items)), 0.3);
    assert.equal(toAmount(totalMinor([{ price: 1299.99, quantity: 3 }])), 3899.97);
  });

  it('knows an amount that cannot be paid to the cent', () => {
    for (const amount of [1299.99, 0.01, 5, 1.1]) assert.ok(hasAtMostTwoDecimals(amount), String(amount));
    for (const amount of [0.001, 1299.999, 0.1 + 0.2]) assert.ok(!hasAtMostTwoDecimals(amount), String(amount));
  });
});
