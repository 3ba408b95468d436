/** Which errors are a service that asks for patience. */
import { ProvisionedThroughputExceededException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { isThrottling } from './throttling.ts';

const $metadata = { httpStatusCode: 400 };
const throttled = new ProvisionedThroughputExceededException({ message: 'Too fast.', $metadata });
function cancelledFor(Code: string) {
  return new TransactionCanceledException({
    message: 'Cancelled.',
    $metadata,
    CancellationReasons: [{ Code: 'None' }, { Code }],
  });
}

describe('isThrottling', () => {
  const patient = [
    { which: 'a throttled table', error: throttled },
    { which: 'a transaction that was cancelled for that', error: cancelledFor('ThrottlingError') },
    {
      which: 'a transaction beyond the capacity of its table',
      error: cancelledFor('ProvisionedThroughputExceeded'),
    },
    {
      which: 'what a library made of it',
      error: new Error('Failed to save the record.', { cause: throttled }),
    },
    {
      which: 'an error by its status alone',
      error: Object.assign(new Error('Slow down.'), { $metadata: { httpStatusCode: 429 } }),
    },
  ];
  for (const { which, error } of patient) it(`knows ${which}`, () => assert.equal(isThrottling(error), true));

  const others = [
    { which: 'a failed condition', error: cancelledFor('ConditionalCheckFailed') },
    { which: 'another transaction on the same item', error: cancelledFor('TransactionConflict') },
    { which: 'a bug', error: new TypeError('Cannot read properties of undefined') },
    { which: 'something else that was thrown', error: 'ThrottlingException' },
    { which: 'nothing', error: undefined },
  ];
  for (const { which, error } of others)
    it(`does not take for it ${which}`, () => assert.equal(isThrottling(error), false));
});
