import assert from 'node:assert/strict';
import { describe, it, vi } from 'vitest';
import { createTestApi, named, NONE, OWNER, unit } from '../testing/test-api.ts';

const SCHEMA = 'type Query { run: String }';
const DATA_SOURCES = [NONE, { name: 'function', type: 'AWS_LAMBDA', functionArn: 'arn:f', principal: OWNER }];

describe('a handler whose turn comes after 30 seconds', () => {
  it("doesn't run", async ({ onTestFinished }) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    onTestFinished(() => void vi.useRealTimers());
    const { ask } = createTestApi(
      {
        schema: SCHEMA,
        dataSources: DATA_SOURCES,
        resolvers: [unit('Query.run', 'function', "return { operation: 'Invoke' };", "return 'late';")],
      },
      {
        callAws: () => {
          vi.setSystemTime(Date.now() + 30_000);
          return Promise.resolve('{"Payload":1}');
        },
      },
    );
    const { data, errors } = await ask('{ run }');
    assert.deepEqual(data, { run: null });
    assert.match(JSON.stringify(errors), /"errorType":"ExecutionTimeout",.*"message":"Execution timed out\."/);
  });
});

describe('an error with data that is nested too deep to be sent', () => {
  it('is sent without the data', async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const { ask } = createTestApi(
      {
        schema: SCHEMA,
        dataSources: DATA_SOURCES,
        resolvers: [{ ...named('Query.run'), kind: 'UNIT', dataSourceName: 'function', maxBatchSize: 5 }],
      },
      { callAws: () => Promise.resolve(`{"Payload":[{"errorMessage":"no","errorType":"T","data":${deep}}]}`) },
    );
    const locations = [{ line: 1, column: 3, sourceName: null }];
    const error = { path: ['run'], data: null, errorType: 'T', errorInfo: null, locations, message: 'no' };
    assert.deepEqual(await ask('{ run }'), { data: { run: null }, errors: [error] });
  });
});
