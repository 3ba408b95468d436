/** What a step accepts from the state machine. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { parseStepInput } from './step-input.ts';

const CAUGHT = { Error: 'OutOfStock', Cause: '{}' };

describe('parseStepInput', () => {
  it('takes the state of a saga at each of its stages', () => {
    for (const state of [
      { orderId: 'order-1' },
      { orderId: 'order-1', failed: { ReserveInventory: CAUGHT } },
      { orderId: 'order-1', failed: { ProcessPayment: { Error: 'States.Timeout' } } },
      { orderId: 'order-1', failed: { ReserveInventory: CAUGHT }, notUndone: { RefundPayment: CAUGHT } },
      { orderId: 'order-1', direction: 'FORWARD', isPaid: true, notDone: { CompleteOrder: CAUGHT } },
      { orderId: 'order-1', notificationError: CAUGHT },
    ]) {
      assert.deepEqual(parseStepInput(state), state);
    }
  });

  it('rejects anything else', () => {
    const halves = ['failed', 'notDone', 'notUndone'].map((half) => ({ orderId: 'order-1', [half]: { Step: 'oops' } }));
    for (const state of [null, 'order-1', {}, { orderId: 1 }, ...halves]) {
      assert.throws(() => parseStepInput(state), TypeError);
    }
  });
});
