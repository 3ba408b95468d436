/** When the client tries again. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { retryDelayMs } from './backoff.ts';

function delayOf(attempt: number): number {
  return retryDelayMs(attempt) ?? assert.fail('gave up');
}

describe('retryDelayMs', () => {
  it('is at most 100 ms, doubled with each attempt up to 10 s, and at least half of that', () => {
    const longest = [100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000, 10_000, 10_000];
    longest.forEach((max, index) => {
      const delay = delayOf(index + 1);
      assert.ok(delay >= max / 2 && delay <= max, `attempt ${index + 1} waits ${delay} ms`);
    });
  });

  it('differs from client to client', () => assert.notEqual(delayOf(8), delayOf(8)));
  it('gives up at the thirteenth', () => assert.equal(retryDelayMs(13), undefined));
});
