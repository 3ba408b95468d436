import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { parseExpression, UnsupportedExpression } from './metric-math.ts';

function valueOf(text: string, values: { readonly [id: string]: number } = {}): number | undefined {
  return parseExpression(text).evaluate((id) => values[id]);
}

describe('metric math', () => {
  it('computes with numbers and metrics, products first', () => {
    assert.equal(valueOf('1 + 2 * m1 - 4 / 2', { m1: 3 }), 5);
    assert.equal(valueOf('(1 + 2) * -m1', { m1: 3 }), -9);
    assert.equal(valueOf('8 / 2 / 2'), 2);
    assert.equal(valueOf('0.5 * errors', { errors: 3 }), 1.5);
  });

  it('compares, and chooses by IF', () => {
    const rate = 'IF(count >= 10, 100 * rate, 0)';
    assert.equal(valueOf(rate, { count: 10, rate: 0.6 }), 60);
    assert.equal(valueOf(rate, { count: 9, rate: 0.6 }), 0);
    assert.deepEqual(parseExpression(rate).ids, ['count', 'rate']);
    assert.equal(valueOf('m1 != 2', { m1: 2 }), 0);
  });

  it('has no value where one is missing that decides, or for a division by zero', () => {
    assert.equal(valueOf('m1 + m2', { m1: 1 }), undefined);
    assert.equal(valueOf('IF(m1 > 1, m2, 3)', { m1: 1 }), 3);
    assert.equal(valueOf('1 / m1', { m1: 0 }), undefined);
  });

  for (const text of [
    'FILL(m1, 0)',
    'SUM(METRICS())',
    'm1 +',
    '(m1',
    'm1 m2',
    "SEARCH('{A}', 'Sum')",
    'IF(m1, 2)',
    '',
  ]) {
    it(`rejects ${text || 'nothing at all'}`, () => {
      assert.throws(() => parseExpression(text), UnsupportedExpression);
    });
  }
});
