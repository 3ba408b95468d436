/** What a mock may be, and what a Map or Parallel state shows with one. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject } from '../../../kernel/json.ts';
import { machineOf } from '../testing/machine-fixture.ts';
import { createTestStateAsker } from '../testing/ask-test-state.ts';

const { answerTo, inspectionOf, refusalOf } = await createTestStateAsker();

const INVOKE = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const DONE = { Type: 'Pass', End: true };

describe('a mocked result', () => {
  it('of lambda:invoke has its payload as a string, by the API, unless it is not checked', async () => {
    const mocked = { state: INVOKE, result: { Payload: { a: 1 } } };
    const problem = "ValidationException: Mock result schema validation error: Field 'Payload' must be a string";
    assert.equal(await refusalOf(mocked), problem);
    assert.equal(await refusalOf({ ...mocked, mode: 'PRESENT' }), problem);
    assert.deepEqual((await answerTo({ ...mocked, mode: 'NONE' }))['output'], { Payload: { a: 1 } });
  });

  it('of a .sync task is what the service is polled for', async () => {
    const sync = { ...INVOKE, Resource: 'arn:aws:states:::states:startExecution.sync:2' };
    assert.match(await refusalOf({ state: sync, result: {} }), /'ExecutionArn' is missing/);
    const result = { ExecutionArn: 'e', StateMachineArn: 's', Status: 'SUCCEEDED', StartDate: 'now' };
    assert.equal((await answerTo({ state: sync, result }))['status'], 'SUCCEEDED');
    assert.match(await refusalOf({ state: sync, result: { ...result, Status: 'DONE' } }), /is not an expected value/);
    assert.equal((await answerTo({ state: sync, result: {}, mode: 'PRESENT' }))['status'], 'SUCCEEDED');
  });

  it('may be of any service, and of a function or an activity by its ARN', async () => {
    for (const Resource of [
      'arn:aws:states:::batch:submitJob.sync',
      'arn:aws:states:::http:invoke',
      'arn:aws:states:::aws-sdk:s3:getObject',
      'arn:aws:lambda:us-east-1:111122223333:function:step',
      'arn:aws:states:us-east-1:111122223333:activity:paint',
    ]) {
      const { output } = await answerTo({ state: { ...INVOKE, Resource, HeartbeatSeconds: 9 }, result: { a: 1 } });
      assert.deepEqual(output, { a: 1 }, Resource);
    }
  });
});

describe('a Map state', () => {
  const map = (fields: JsonObject) => ({ Type: 'Map', ItemProcessor: machineOf({ In: DONE }), End: true, ...fields });

  it('shows each item as the selector and the batcher make it', async () => {
    const state = map({
      ItemsPath: '$.items',
      ItemSelector: { 'v.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index', 'all.$': '$.name' },
      ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { 'name.$': '$.name' } },
      ToleratedFailurePercentagePath: '$.percent',
      MaxConcurrencyPath: '$.many',
    });
    const input = { items: [7, 8, 9], name: 'n', percent: 12.5, many: 3 };
    const inspection = await inspectionOf({ state, input, result: [] });
    const items = [7, 8, 9].map((v, i) => ({ v, i, all: 'n' }));
    assert.deepEqual(inspection['afterItemSelector'], items);
    assert.deepEqual(inspection['afterItemBatcher'], [
      { BatchInput: { name: 'n' }, Items: items.slice(0, 2) },
      { BatchInput: { name: 'n' }, Items: items.slice(2) },
    ]);
    assert.deepEqual([inspection['toleratedFailurePercentage'], inspection['maxConcurrency']], [12.5, 3]);
  });

  it('puts no more bytes into a batch than the batcher says', async () => {
    const batch = { Items: ['aaaa', 'bbbb'] };
    const bytes = JSON.stringify(batch).length;
    for (const [MaxInputBytesPerBatch, batches] of [
      [bytes, [batch, { Items: ['cccc'] }]],
      [bytes - 1, [{ Items: ['aaaa'] }, { Items: ['bbbb'] }, { Items: ['cccc'] }]],
    ] as const) {
      const state = map({ ItemBatcher: { MaxInputBytesPerBatch } });
      const inspection = await inspectionOf({ state, input: ['aaaa', 'bbbb', 'cccc'], result: [] });
      assert.deepEqual(inspection['afterItemBatcher'], batches);
    }
  });

  it('gets its items from what its ItemReader would have read', async () => {
    const reader = (ReaderConfig: JsonObject) =>
      map({ ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig } });
    const read = (config: JsonObject, mapItemReaderData: string) => ({
      state: reader(config),
      input: {},
      result: [],
      configuration: { mapItemReaderData },
    });
    for (const [config, data] of [
      [{ InputType: 'JSON' }, '[1,2]'],
      [{ InputType: 'JSON', ItemsPointer: '/a~1b/0' }, '{"a/b":[[1,2]]}'],
      [{ InputType: 'JSONL' }, '1\n2\n'],
    ] as const) {
      assert.deepEqual((await inspectionOf(read(config, data)))['afterItemsPath'], [1, 2]);
    }
    assert.match(await refusalOf(read({ InputType: 'CSV' }, 'a,b')), /^UnknownOperationException: .*InputType CSV/);
    assert.match(await refusalOf(read({ InputType: 'JSON' }, '{')), /^ValidationException/);
    const missing = await answerTo(read({ InputType: 'JSON', ItemsPointer: '/gone' }, '{}'));
    assert.equal(missing['error'], 'States.Runtime');
  });

  it('takes as many failures as it has items, and fails by count or percentage', async () => {
    const fails = (fields: JsonObject, mapIterationFailureCount: number) => ({
      state: map(fields),
      input: [1, 2, 3, 4],
      result: [],
      configuration: { mapIterationFailureCount },
    });
    assert.match(await refusalOf(fails({}, 5)), /must not exceed the number of items in the input \(4\)/);
    for (const [fields, count, status] of [
      [{ ToleratedFailureCount: 4 }, 4, 'SUCCEEDED'],
      [{ ToleratedFailurePercentage: 50 }, 2, 'SUCCEEDED'],
      [{ ToleratedFailurePercentage: 50 }, 3, 'FAILED'],
      [{ ToleratedFailurePercentage: 100, ToleratedFailureCount: 0 }, 1, 'FAILED'],
    ] as const) {
      assert.equal((await answerTo(fails(fields, count)))['status'], status, JSON.stringify(fields));
    }
  });
});

describe('a Parallel state', () => {
  it('makes its output of the results of its branches', async () => {
    const state = {
      Type: 'Parallel',
      Parameters: { 'a.$': '$.a' },
      ResultSelector: { 'first.$': '$[0]' },
      ResultPath: '$.result',
      Branches: [machineOf({ A: DONE }), machineOf({ B: { ...DONE, QueryLanguage: 'JSONata' } })],
      End: true,
    };
    const data = { state, input: { a: 1 }, result: ['x', 'y'] };
    assert.deepEqual((await answerTo(data))['output'], { a: 1, result: { first: 'x' } });
    assert.deepEqual((await inspectionOf(data))['afterParameters'], { a: 1 });
  });
});
