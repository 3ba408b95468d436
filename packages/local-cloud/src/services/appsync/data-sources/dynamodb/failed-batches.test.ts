import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { CallAws } from '../../../../aws/call.ts';
import { AwsError } from '../../../../aws/error.ts';
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import { runRequest } from '../../testing/run-request.ts';
import { S } from '../../testing/use-operations.ts';
import { valueAt } from '../../testing/value-at.ts';

const THROTTLED = new AwsError('ProvisionedThroughputExceededException', 'Too much.');

/** Shows what the response handler sees when DynamoDB returns the answers in turn. */
async function run(request: JsonObject, ...answers: readonly (JsonObject | AwsError)[]) {
  const calls: JsonValue[] = [];
  const callAws: CallAws = ({ input }) => {
    const answer = answers[calls.push(input['RequestItems'] ?? null) - 1];
    return answer instanceof AwsError ? Promise.reject(answer) : Promise.resolve(JSON.stringify(answer));
  };
  const { result, error } = await runRequest(request, { type: 'AMAZON_DYNAMODB', tableName: 'T' }, { callAws });
  return { result, errorType: valueAt(error, 'type'), calls };
}

function id(text: string) {
  return { id: S(text) };
}
const GET = { operation: 'BatchGetItem', tables: { T: { keys: [id('1'), id('2')] }, U: { keys: [id('3')] } } };
const HALF = { Responses: { T: [id('2')], U: [id('3')] }, UnprocessedKeys: { T: { Keys: [id('1')] } } };

describe('a batch of which DynamoDB leaves a part', () => {
  it('is requested once more', async () => {
    const { result, errorType, calls } = await run(GET, HALF, { Responses: { T: [id('1')] }, UnprocessedKeys: {} });
    assert.deepEqual(calls[1], { T: { Keys: [id('1')] } });
    assert.deepEqual(result, {
      data: { T: [{ id: '1' }, { id: '2' }], U: [{ id: '3' }] },
      unprocessedKeys: { T: [], U: [] },
    });
    assert.equal(errorType, undefined);
  });

  it('is an error beside the found items if it then fails', async () => {
    const { result, errorType } = await run(GET, HALF, THROTTLED);
    assert.equal(errorType, 'DynamoDB:ProvisionedThroughputExceededException');
    assert.deepEqual(result, {
      data: { T: [null, { id: '2' }], U: [{ id: '3' }] },
      unprocessedKeys: { T: [{ id: '1' }], U: [] },
    });
  });

  it('is left at that after two attempts', async () => {
    const { result, errorType, calls } = await run(GET, HALF, { ...HALF, Responses: {} });
    assert.deepEqual(
      [calls.length, errorType, valueAt(result, 'unprocessedKeys')],
      [2, undefined, { T: [{ id: '1' }], U: [] }],
    );
  });
});

describe('a batch that fails', () => {
  it('names every table all the same', async () => {
    const put = { operation: 'BatchPutItem', tables: { T: [id('1')], U: [id('2')] } };
    assert.deepEqual((await run(put, THROTTLED)).result, {
      data: { T: [null], U: [null] },
      unprocessedItems: { T: [{ id: '1' }], U: [{ id: '2' }] },
    });
    const remove = { operation: 'BatchDeleteItem', tables: { T: [id('1')] } };
    const { result, errorType } = await run(remove, THROTTLED);
    assert.deepEqual(result, { data: { T: [null] }, unprocessedKeys: { T: [{ id: '1' }] } });
    assert.equal(errorType, 'DynamoDB:ProvisionedThroughputExceededException');
  });
});
