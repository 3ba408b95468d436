import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { createRandom } from './random.ts';

describe('createRandom', () => {
  it('repeats its numbers for the same seed', () => {
    const [one, other] = [createRandom(7), createRandom(7)];
    const numbers = Array.from({ length: 100 }, one);
    assert.deepEqual(Array.from({ length: 100 }, other), numbers);
    assert.ok(numbers.every((number) => number >= 0 && number < 1));
  });

  it('starts far apart for neighbouring seeds', () => {
    const tenths = Array.from({ length: 100 }, (_, seed) => Math.floor(createRandom(seed)() * 10));
    assert.equal(new Set(tenths).size, 10);
  });
});
