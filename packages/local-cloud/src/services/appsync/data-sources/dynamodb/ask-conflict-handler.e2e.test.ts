import assert from 'node:assert/strict';
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import type { AwsCall, CallAws } from '../../../../aws/call.ts';
import type { JsonObject } from '../../../../kernel/json.ts';
import { objectAt } from '../../../../kernel/json.ts';
import { runRequest } from '../../testing/run-request.ts';
import { startTestDynamoDb } from '../../testing/test-dynamodb.ts';
import type { TestDynamoDb } from '../../testing/test-dynamodb.ts';
import { valueAt } from '../../testing/value-at.ts';

const HANDLER = 'arn:aws:lambda:us-east-1:000000000000:function:conflict';

describe('conditionalCheckFailedHandler', () => {
  let dynamoDb: TestDynamoDb;
  let asked: AwsCall[];

  beforeAll(async () => {
    dynamoDb = await startTestDynamoDb();
  });
  afterAll(() => dynamoDb.close());
  beforeEach(async () => {
    asked = [];
    const Item = { id: { S: 'a' }, version: { N: '7' } };
    await dynamoDb.call('PutItem', { TableName: 'Items', Item });
  });

  /** Updates the item on a condition that fails, with a handler that answers `answer`. */
  const run = async (answer: JsonObject) => {
    const condition = {
      expression: 'version = :v',
      expressionValues: { ':v': { N: 1 } },
      conditionalCheckFailedHandler: { strategy: 'Custom', lambdaArn: HANDLER },
    };
    const update = { expression: 'SET touched = :t', expressionValues: { ':t': { BOOL: true } } };
    const request = { operation: 'UpdateItem', key: { id: { S: 'a' } }, update, condition };
    const callAws: CallAws = (call) => {
      if (call.service !== 'lambda') return dynamoDb.callAws(call);
      asked.push(call);
      return Promise.resolve(JSON.stringify({ StatusCode: 200, Payload: answer }));
    };
    return runRequest(request, { type: 'AMAZON_DYNAMODB', tableName: 'Items' }, { callAws });
  };

  it('gets the request, the stored item and the caller', async () => {
    await run({ action: 'reject' });
    assert.equal(asked.length, 1);
    const { FunctionName, Payload } = asked[0]?.input ?? {};
    assert.equal(FunctionName, HANDLER);
    const { requestMapping, ...rest } = objectAt({ Payload: Payload ?? null }, 'Payload');
    assert.equal(valueAt(requestMapping, 'operation'), 'UpdateItem');
    assert.deepEqual(rest, {
      arguments: { id: 'x' },
      currentValue: { id: { S: 'a' }, version: { N: '7' } },
      resolver: {
        tableName: 'Items',
        awsRegion: 'us-east-1',
        parentType: 'Query',
        field: 'run',
        outputType: 'AWSJSON',
      },
      identity: null,
    });
  });

  it('may reject', async () => {
    const { result, error } = await run({ action: 'reject' });
    assert.deepEqual(
      [result, valueAt(error, 'type')],
      [{ id: 'a', version: 7 }, 'DynamoDB:ConditionalCheckFailedException'],
    );
  });

  it('may discard the request: no error, and the stored item is the result', async () => {
    assert.deepEqual(await run({ action: 'discard' }), { result: { id: 'a', version: 7 }, error: null });
  });

  it('may retry with another condition', async () => {
    const condition = { expression: 'version = :v', expressionValues: { ':v': { N: 7 } } };
    assert.deepEqual(await run({ action: 'retry', retryMapping: { condition } }), {
      result: { id: 'a', version: 7, touched: true },
      error: null,
    });
  });

  it("isn't called twice: a retry that fails is rejected", async () => {
    const condition = { expression: 'version = :v', expressionValues: { ':v': { N: 8 } } };
    const { error } = await run({ action: 'retry', retryMapping: { condition } });
    assert.deepEqual([valueAt(error, 'type'), asked.length], ['DynamoDB:ConditionalCheckFailedException', 1]);
  });
});
