/** Money: exact to the smallest unit of its currency, however it is added up. */
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { decimalsOf, isCurrency } from './currencies.ts';
import { isPayable, toAmount, toMinor, totalMinor } from './money.ts';

const minor = fc.integer({ min: 1, max: 10_000_000_000 });
const CURRENCIES = ['JPY', 'USD', 'KWD', 'CLF'] as const;

describe('currencies', () => {
  it('have the decimals of ISO 4217', () => {
    const expected = {
      JPY: 0,
      ISK: 0,
      UGX: 0,
      KRW: 0,
      XOF: 0,
      USD: 2,
      HUF: 2,
      TWD: 2,
      MGA: 2,
      KWD: 3,
      IQD: 3,
      CLF: 4,
      UYW: 4,
    };
    for (const [code, decimals] of Object.entries(expected)) assert.equal(decimalsOf(code), decimals, code);
  });

  it('are known by their codes of ISO 4217 in capital letters, and by nothing else', () => {
    for (const code of ['', 'usd', 'US', 'XXX', 'ZZZ', 'XAU', 'toString', '__proto__']) {
      assert.ok(!isCurrency(code), code);
      assert.equal(decimalsOf(code), undefined, code);
    }
  });
});

describe('money', () => {
  for (const currency of CURRENCIES) {
    it(`survives the way to an amount and back (${currency})`, () => {
      fc.assert(
        fc.property(minor, (amountMinor) => toMinor(toAmount(amountMinor, currency), currency) === amountMinor),
      );
    });

    it(`is written with no more decimals than its currency has (${currency})`, () => {
      const decimalsIn = (amount: number) => JSON.stringify(amount).split('.')[1]?.length ?? 0;
      fc.assert(
        fc.property(minor, (amountMinor) => decimalsIn(toAmount(amountMinor, currency)) <= (decimalsOf(currency) ?? 0)),
      );
    });
  }

  it('is counted in the smallest unit of its currency', () => {
    assert.deepEqual(
      [toMinor(1000, 'JPY'), toMinor(1299.99, 'USD'), toMinor(1.234, 'KWD'), toMinor(1.2345, 'CLF')],
      [1000, 129_999, 1234, 12_345],
    );
  });

  it('adds up exactly, unlike floating point', () => {
    const items = [
      { price: 0.1, quantity: 1 },
      { price: 0.2, quantity: 1 },
    ];
    assert.equal(toAmount(totalMinor(items, 'USD'), 'USD'), 0.3);
    assert.equal(toAmount(totalMinor([{ price: 1299.99, quantity: 3 }], 'USD'), 'USD'), 3899.97);
    assert.equal(toAmount(totalMinor([{ price: 1.005, quantity: 3 }], 'KWD'), 'KWD'), 3.015);
  });

  it('knows an amount that cannot be paid', () => {
    const payable = { USD: [1299.99, 0.01, 5], JPY: [1000], KWD: [1.005], CLF: [0.0001] };
    const unpayable = { USD: [0.001, 0.1 + 0.2], JPY: [1000.5], KWD: [1.0005], CLF: [0.00001], XXX: [1] };
    for (const [currency, amounts] of Object.entries(payable)) {
      for (const amount of amounts) assert.ok(isPayable(amount, currency), `${amount} ${currency}`);
    }
    for (const [currency, amounts] of Object.entries(unpayable)) {
      for (const amount of amounts) assert.ok(!isPayable(amount, currency), `${amount} ${currency}`);
    }
  });
});
