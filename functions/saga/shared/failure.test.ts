/** What a customer gets to read about a failure. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { failureOf, messageOf } from './failure.ts';

describe('failureOf', () => {
  it('says which step failed, and repeats what a business error says', () => {
    const Cause = JSON.stringify({ errorType: 'PaymentDeclined', errorMessage: 'The card was declined.', trace: [] });
    assert.deepEqual(failureOf({ ProcessPayment: { Error: 'PaymentDeclined', Cause } }), {
      code: 'PaymentDeclined',
      step: 'ProcessPayment',
      message: 'The card was declined.',
    });
  });

  it('keeps what a technical error says to itself', () => {
    const Cause = JSON.stringify({ errorType: 'Error', errorMessage: 'connect ECONNREFUSED 10.0.0.7:443' });
    const failure = failureOf({ ReserveInventory: { Error: 'Error', Cause } });
    assert.equal(failure.code, 'Error');
    assert.doesNotMatch(failure.message, /10\.0\.0\.7/);
  });

  it('does not make a reason up', () => {
    assert.throws(() => failureOf(undefined), TypeError);
  });
});

describe('messageOf', () => {
  it('takes a cause that is not JSON as it is', () => {
    assert.equal(messageOf({ Error: 'OutOfStock', Cause: 'Not enough left' }), 'Not enough left');
  });
});
