/** When another saga is due. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { sagasDue } from './patience.ts';

const MINUTE_MS = 60_000;

describe('sagasDue', () => {
  it('leaves an order alone that has moved lately', () => {
    assert.equal(sagasDue('PENDING', 10 * MINUTE_MS - 1), 0);
    assert.equal(sagasDue('COMPENSATING', 10 * MINUTE_MS), 0);
  });

  it('asks for one more each time that the waiting has doubled', () => {
    const waited = [10, 19, 20, 39, 40, 80, 160];
    assert.deepEqual(
      waited.map((minutes) => sagasDue('INVENTORY_RESERVED', minutes * MINUTE_MS)),
      [1, 1, 2, 2, 3, 4, 5],
    );
  });

  it('leaves what is undone, or waits for staff, to itself', () => {
    for (const status of ['FAILED', 'CANCELLED', 'NEEDS_ATTENTION'] as const) {
      assert.equal(sagasDue(status, 1e9), 0);
    }
  });
});
