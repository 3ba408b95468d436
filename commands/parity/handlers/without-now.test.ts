import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { withoutNow } from './without-now.ts';

const NOW = Date.UTC(2026, 10, 28, 8, 0, 0);
const ID = '6fa459ea-ee8a-4ca4-894e-db77e160355e';

function inSeconds(seconds: number): number {
  return NOW / 1000 + seconds;
}

describe('an answer without now', () => {
  for (const [what, value, expected] of [
    ['a new id', ID, '<id>'],
    ['the time of now', '2026-11-28T08:00:01.234Z', '<now>'],
    ['a time long ago', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'],
    ['epoch seconds in ten minutes', inSeconds(600), '<now + 600 s>'],
    ['the same by a clock that is late', inSeconds(600 - 100), '<now + 600 s>'],
    ['the same by a clock that is early', inSeconds(600 + 100), '<now + 600 s>'],
    ['epoch seconds in eleven minutes and more', inSeconds(800), '<now + 900 s>'],
    ['epoch seconds of now', inSeconds(1), '<now + 0 s>'],
    ['epoch seconds in a year', inSeconds(365 * 24 * 60 * 60), '<now + 31536000 s>'],
    ['epoch seconds in 2100', 4102444800, 4102444800],
    ['a price', 89.99, 89.99],
    ['another string', 'order-1', 'order-1'],
    ['null', null, null],
    ['what is nested', [{ a: { b: [ID, true] } }], [{ a: { b: ['<id>', true] } }]],
  ] as const) {
    it(`has ${JSON.stringify(expected)} for ${what}`, () => {
      assert.deepEqual(withoutNow({ value }, '', NOW), { value: expected });
    });
  }

  it('keeps the ids and times of its context', () => {
    const at = '2026-11-28T08:00:00.000Z';
    assert.deepEqual(withoutNow({ id: ID, at }, JSON.stringify({ ID, at }), NOW), { id: ID, at });
  });
});
