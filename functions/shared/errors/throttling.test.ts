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
  const patient: [string, unknown][] = [
    ['a throttled table', throttled],
    ['a transaction that was cancelled for that', cancelledFor('ThrottlingError')],
    ['a transaction beyond the capacity of its table', cancelledFor('ProvisionedThroughputExceeded')],
    ['what a library made of it', new Error('Failed to save the record.', { cause: throttled })],
    ['an error by its status alone', Object.assign(new Error('Slow down.'), { $metadata: { httpStatusCode: 429 } })],
  ];
  for (const [which, error] of patient) it(`knows ${which}`, () => assert.equal(isThrottling(error), true));

  const others: [string, unknown][] = [
    ['a failed condition', cancelledFor('ConditionalCheckFailed')],
    ['another transaction on the same item', cancelledFor('TransactionConflict')],
    ['a bug', new TypeError('Cannot read properties of undefined')],
    ['something else that was thrown', 'ThrottlingException'],
    ['nothing', undefined],
  ];
  for (const [which, error] of others)
    it(`does not take for it ${which}`, () => assert.equal(isThrottling(error), false));
});
