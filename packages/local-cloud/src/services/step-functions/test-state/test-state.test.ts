/** What the developer guide says of TestState beyond its examples, and what is the local cloud's own decision. */
import assert from 'node:assert/strict';
import { describe, it, vi } from 'vitest';
import { AwsError } from '../../../aws/error.ts';
import { openTestCloud } from '../../../testing/test-cloud.ts';
import { trust } from '../../../testing/trust.ts';
import { iam } from '../../iam/index.ts';
import { stepFunctions } from '../index.ts';
import { machineOf } from '../testing/machine-fixture.ts';
import { createTestStateAsker } from '../testing/ask-test-state.ts';
import type { TestRequestData } from '../testing/ask-test-state.ts';

const { answerTo, inspectionOf, refusalOf } = await createTestStateAsker();

const INVOKE = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const DONE = { Type: 'Pass', End: true };

describe('a state machine with the name of a state', () => {
  const states = { First: { Type: 'Pass', Next: 'Second' }, Second: { Type: 'Succeed' } };

  it('tells where the state goes on', async () => {
    const { nextState } = await answerTo({ machine: machineOf(states), members: { stateName: 'First' } });
    assert.equal(nextState, 'Second');
  });

  it('must be valid as a whole', async () => {
    const broken = machineOf({ ...states, Third: { Type: 'Pass', Next: 'Gone' } });
    const refusal = await refusalOf({ machine: broken, members: { stateName: 'Second' } });
    assert.match(refusal, /^InvalidDefinition: .*no state has the name Gone/);
    assert.match(await refusalOf({ machine: states, members: { stateName: 'First' } }), /State not found/);
  });

  it('may have other states that the local cloud does not support', async () => {
    const foreign = { Type: 'Task', QueryLanguage: 'JSONata', Resource: 'arn:x', Arguments: {}, Assign: {}, End: true };
    const waiting = { ...INVOKE, Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', HeartbeatSeconds: 5 };
    const map = { Type: 'Map', ItemProcessor: machineOf({ Inner: foreign }), End: true };
    const all = machineOf({ ...states, Foreign: foreign, Waiting: waiting, Map: map });
    assert.equal((await answerTo({ machine: all, members: { stateName: 'First' } }))['status'], 'SUCCEEDED');
  });

  it('shows the state the context object of a first iteration if it is inside of a Map', async () => {
    const inner = { Type: 'Pass', Parameters: { 'i.$': '$$.Map.Item.Index', 'v.$': '$$.Map.Item.Value' }, End: true };
    const map = { Type: 'Map', ItemProcessor: machineOf({ Inner: inner }), End: true };
    const data = { machine: machineOf({ Map: map }), members: { stateName: 'Inner' }, input: 'item' };
    assert.deepEqual((await answerTo(data))['output'], { i: 0, v: 'item' });
  });

  it('lets the states around take an error that the state itself does not', async () => {
    const Catch = [{ ErrorEquals: ['States.TaskFailed'], ResultPath: '$.error', Next: 'Undo' }];
    const inner = { ...INVOKE, Retry: [{ ErrorEquals: ['Busy'] }] };
    for (const outer of [
      { Type: 'Map', ItemProcessor: machineOf({ Inner: inner }) },
      { Type: 'Parallel', Branches: [machineOf({ Other: DONE }), machineOf({ Inner: inner })] },
    ]) {
      const all = machineOf({ Outer: { ...outer, Catch, End: true }, Undo: DONE });
      const about = { machine: all, members: { stateName: 'Inner' }, input: {} };
      const caught = await answerTo({ ...about, error: { error: 'OutOfStock', cause: 'none left' } });
      assert.deepEqual([caught['status'], caught['nextState']], ['CAUGHT_ERROR', 'Undo']);
      assert.deepEqual(caught['output'], { error: { Error: 'OutOfStock', Cause: 'none left' } });
      assert.equal((await answerTo({ ...about, error: { error: 'Busy' } }))['status'], 'RETRIABLE');
    }
  });
});

describe('the context object of a state', () => {
  it("is an Express execution's if none is given", async () => {
    const state = { ...INVOKE, Parameters: { 'context.$': '$$' } };
    const inspection = await inspectionOf({
      state,
      input: { a: 1 },
      result: {},
      configuration: { retrierRetryCount: 2 },
    });
    const text = JSON.stringify(inspection['afterParameters']).replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, 'uuid');
    assert.deepEqual(JSON.parse(text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')), {
      context: {
        Execution: {
          Id: 'arn:aws:states:us-east-1:000000000000:express:uuid:uuid',
          Input: { a: 1 },
          Name: 'uuid',
          RoleArn: null,
          StartTime: 'time',
        },
        StateMachine: { Id: 'arn:aws:states:us-east-1:000000000000:stateMachine:uuid', Name: 'uuid' },
        State: { Name: 'StateName', EnteredTime: 'time', RetryCount: 2 },
      },
    });
  });
});

describe('an error', () => {
  const Catch = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Undo' }];

  it('of the data goes through Retry and Catch as a mocked one does', async () => {
    const Parameters = { 'a.$': "States.StringToJson('{')" };
    const Retry = [{ ErrorEquals: ['States.IntrinsicFailure'], MaxAttempts: 1 }];
    const first = { state: { ...INVOKE, Parameters, Retry, Catch }, result: {} };
    assert.equal((await answerTo(first))['status'], 'RETRIABLE');
    assert.equal((await answerTo({ ...first, configuration: { retrierRetryCount: 1 } }))['status'], 'CAUGHT_ERROR');
  });

  it('named States.Runtime is taken by none', async () => {
    const state = { ...INVOKE, Catch, Retry: [{ ErrorEquals: ['States.ALL'] }] };
    const { status, error } = await answerTo({ state, error: { error: 'States.Runtime' } });
    assert.deepEqual([status, error], ['FAILED', 'States.Runtime']);
  });

  it('that cannot be put where the catcher says is another error', async () => {
    const answer = await answerTo({ state: { ...INVOKE, Catch }, input: 'text', error: { error: 'OutOfStock' } });
    assert.deepEqual([answer['status'], answer['error']], ['FAILED', 'States.ResultPathMatchFailure']);
  });

  it('is tried again within the delay where the jitter strategy is FULL', async () => {
    vi.spyOn(Math, 'random').mockImplementation(() => 0.5);
    const Retry = [
      { ErrorEquals: ['E'], IntervalSeconds: 8, BackoffRate: 3, MaxDelaySeconds: 20, JitterStrategy: 'FULL' },
    ];
    const inspection = await inspectionOf({
      state: { ...INVOKE, Retry },
      error: { error: 'E' },
      configuration: { retrierRetryCount: 1 },
    });
    assert.deepEqual(inspection['errorDetails'], { retryIndex: 0, retryBackoffIntervalSeconds: 10 });
    vi.restoreAllMocks();
  });
});

describe('what the local cloud does not support', () => {
  const unsupported: readonly (readonly [string, TestRequestData])[] = [
    ['QueryLanguage JSONata', { state: { ...DONE, QueryLanguage: 'JSONata' } }],
    ['QueryLanguage JSONata', { state: { ...INVOKE, QueryLanguage: 'JSONata', Arguments: {} }, result: {} }],
    [
      'QueryLanguage JSONata',
      { machine: { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: DONE } }, members: { stateName: 'A' } },
    ],
    ['Assign', { state: { ...DONE, Assign: { a: 1 } } }],
    ['a variable', { state: { ...DONE, Parameters: { 'a.$': '$a' } }, variables: { a: 1 } }],
    [
      'the task resource arn:aws:states:::batch:submitJob',
      {
        state: { ...INVOKE, Resource: 'arn:aws:states:::batch:submitJob' },
        members: { roleArn: 'arn:aws:iam::000000000000:role/saga' },
      },
    ],
  ];
  for (const [feature, data] of unsupported) {
    it(`is refused by name: ${feature} in ${JSON.stringify(data.state ?? data.machine)}`, async () => {
      const { create, call } = await openTestCloud([iam, stepFunctions]);
      await create('AWS::IAM::Role', 'saga', { AssumeRolePolicyDocument: trust('states.amazonaws.com') });
      const definition = JSON.stringify(data.state ?? data.machine);
      const mock = 'result' in data && { mock: { result: JSON.stringify(data.result) } };
      const variables = data.variables !== undefined && { variables: JSON.stringify(data.variables) };
      const input = { definition, ...mock, ...variables, ...data.members };
      const refused = await call('states', 'TestState', input).catch((error: unknown) => error);
      assert.ok(refused instanceof AwsError);
      assert.equal(refused.name, 'UnknownOperationException');
      assert.ok(
        refused.message.startsWith("The local cloud doesn't support TestState for this state: "),
        refused.message,
      );
      assert.ok(refused.message.includes(feature), refused.message);
    });
  }

  it('without a mock is what waits for an answer', async () => {
    for (const Resource of [
      'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      'arn:aws:states:::states:startExecution.sync:2',
    ]) {
      assert.match(
        await refusalOf({ state: { ...INVOKE, Resource } }),
        /^InvalidDefinition: TestState API does not support/,
      );
    }
  });
});
