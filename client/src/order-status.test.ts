/** The client needs nothing of the API's code, so it has its own list of final statuses: the same one. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { isFinal as isFinalForTheApi, isOrderStatus, MOVES } from '../../domain/order-status.ts';
import { isFinal } from './order-status.ts';

describe('isFinal', () => {
  const statuses = new Set(Object.values(MOVES).flatMap(({ from, to }) => [...from, to].filter(isOrderStatus)));

  it('is what the API takes for final', () => {
    assert.equal(statuses.size, 8);
    for (const status of statuses) assert.equal(isFinal(status), isFinalForTheApi(status), status);
  });
});
