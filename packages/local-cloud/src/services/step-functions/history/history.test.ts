import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import {
  createFixture,
  EXECUTION_ARN,
  FUNCTION_ARN,
  functionError,
  invokeStep,
  machineOf,
} from '../testing/machine-fixture.ts';
import type { Fixture } from '../testing/machine-fixture.ts';
import { memberAt, stringMemberAt } from '../../../kernel/testing/member-at.ts';

async function eventsOf({ host }: Fixture, input: JsonObject = {}): Promise<JsonObject[]> {
  const { events } = await host.getExecutionHistory({ executionArn: `${EXECUTION_ARN}:o1`, ...input });
  return Array.isArray(events) ? events.filter(isJsonObject) : [];
}

function typesOf(events: readonly JsonObject[]) {
  return events.map(({ type }) => type);
}

describe('getExecutionHistory', () => {
  const caught = machineOf({
    Reserve: invokeStep({ ResultPath: null, Next: 'Charge' }),
    Charge: invokeStep({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Undo' }], End: true }),
    Undo: { Type: 'Task', Resource: FUNCTION_ARN, End: true },
  });
  const declineSecond = () => {
    let calls = 0;
    return createFixture(caught, () => {
      if ((calls += 1) === 2) throw functionError('PaymentDeclined', 'no');
      return { call: calls };
    });
  };

  it('tells states and tasks in the events of AWS, numbered, each with the one before it', async () => {
    const fixture = declineSecond();
    await fixture.run({ orderId: 'o1' }, 'o1');
    const events = await eventsOf(fixture);
    assert.deepEqual(typesOf(events), [
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskFailed',
      'TaskStateExited',
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    assert.deepEqual(
      events.map(({ id }) => id),
      events.map((_, index) => index + 1),
    );
    assert.deepEqual(
      events.slice(0, 4).map(({ previousEventId }) => previousEventId),
      [0, 0, 2, 3],
    );
    assert.ok(events.every(({ timestamp }) => typeof timestamp === 'number'));
  });

  it('tells what went in and came out', async () => {
    const fixture = declineSecond();
    await fixture.run({ orderId: 'o1' }, 'o1');
    const events = await eventsOf(fixture);
    const detailsOf = (id: number) => Object.values(events[id - 1] ?? {}).find(isJsonObject);
    const invoke = { resourceType: 'lambda', resource: 'invoke' };
    assert.deepEqual(detailsOf(1), {
      input: '{"orderId":"o1"}',
      inputDetails: { truncated: false },
      roleArn: 'arn:aws:iam::111122223333:role/saga',
    });
    assert.deepEqual(detailsOf(2), { name: 'Reserve', input: '{"orderId":"o1"}', inputDetails: { truncated: false } });
    const parameters = JSON.stringify({ FunctionName: FUNCTION_ARN, Payload: { orderId: 'o1' } });
    assert.deepEqual(detailsOf(3), { ...invoke, region: 'eu-west-1', parameters });
    assert.match(stringMemberAt(detailsOf(5), 'output'), /"Payload":\{"call":1\}/);
    assert.deepEqual(detailsOf(6), {
      name: 'Reserve',
      output: '{"orderId":"o1"}',
      outputDetails: { truncated: false },
    });
    const cause = '{"errorType":"PaymentDeclined","errorMessage":"no","trace":[]}';
    assert.deepEqual(detailsOf(10), { ...invoke, error: 'PaymentDeclined', cause });
    assert.equal(detailsOf(12)?.['input'], JSON.stringify({ Error: 'PaymentDeclined', Cause: cause }));
    assert.deepEqual(detailsOf(17), { output: '{"call":3}', outputDetails: { truncated: false } });
  });

  it('answers in reverse and in pages', async () => {
    const fixture = declineSecond();
    await fixture.run({}, 'o1');
    assert.deepEqual(typesOf(await eventsOf(fixture, { reverseOrder: true, maxResults: 2 })), [
      'ExecutionSucceeded',
      'TaskStateExited',
    ]);
    assert.deepEqual(typesOf(await eventsOf(fixture, { maxResults: 2, nextToken: '1' })), [
      'TaskStateEntered',
      'TaskScheduled',
    ]);
  });

  it('tells branches and iterations', async () => {
    const pass = (name: string) => machineOf({ [name]: { Type: 'Pass', End: true } });
    const machine = machineOf({
      Both: { Type: 'Parallel', Branches: [pass('Left')], Next: 'Each' },
      Each: { Type: 'Map', ItemProcessor: pass('One'), Next: 'Stop' },
      Stop: { Type: 'Fail', Error: 'Stopped' },
    });
    const fixture = createFixture(machine);
    await fixture.run({}, 'o1');
    assert.deepEqual(typesOf(await eventsOf(fixture)), [
      'ExecutionStarted',
      'ParallelStateEntered',
      'ParallelStateStarted',
      'PassStateEntered',
      'PassStateExited',
      'ParallelStateSucceeded',
      'ParallelStateExited',
      'MapStateEntered',
      'MapStateStarted',
      'MapIterationStarted',
      'PassStateEntered',
      'PassStateExited',
      'MapIterationSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'FailStateEntered',
      'ExecutionFailed',
    ]);
  });

  /** Type, id of the event before, and details, of the events that follow on the start. */
  const tail = (events: readonly JsonObject[], count: number) =>
    events
      .slice(-count)
      .map(({ type, previousEventId, id: _id, timestamp: _timestamp, ...details }) => [
        type,
        previousEventId,
        ...Object.values(details),
      ]);

  // floci-io/floci#2733 and #2782, measured on AWS.
  it('tells that an execution timed out, after no other event; the execution itself has no error', async () => {
    const machine = { ...machineOf({ Hold: { Type: 'Wait', Seconds: 25, End: true } }), TimeoutSeconds: 1 };
    const fixture = createFixture(machine);
    const record = await fixture.run({}, 'o1');
    assert.deepEqual(tail(await eventsOf(fixture), 2), [
      ['WaitStateEntered', 0, { name: 'Hold', input: '{}', inputDetails: { truncated: false } }],
      ['ExecutionTimedOut', 0, { error: 'States.Timeout' }],
    ]);
    const told = await fixture.host.describeExecution({ executionArn: record.executionArn });
    assert.deepEqual(
      [told['status'], 'error' in told, 'cause' in told, 'output' in told],
      ['TIMED_OUT', false, false, false],
    );
    const later = createFixture(machine, undefined, {}, fixture.journal);
    assert.deepEqual(tail(await eventsOf(later), 1), [['ExecutionTimedOut', 0, { error: 'States.Timeout' }]]);
  });

  it('tells that an execution was stopped, after no other event', async () => {
    const fixture = createFixture(machineOf({ Hold: { Type: 'Wait', Seconds: 25, End: true } }));
    await fixture.host.startExecution({ name: 'o1' });
    await fixture.host.stopExecution({ executionArn: `${EXECUTION_ARN}:o1` });
    assert.deepEqual(tail(await eventsOf(fixture), 1), [['ExecutionAborted', 0, {}]]);
  });

  // localstack, test_timeouts, recorded on AWS.
  it('tells a task that timed out with its time out and without a cause', async () => {
    const fixture = createFixture(
      machineOf({ Step: invokeStep({ TimeoutSeconds: 1, End: true }) }),
      () => new Promise(() => {}),
    );
    await fixture.run({}, 'o1');
    const [scheduled = [], , timedOut, failed] = tail(await eventsOf(fixture), 4);
    assert.equal(memberAt(scheduled[2], 'timeoutInSeconds'), 1);
    assert.deepEqual(timedOut, [
      'TaskTimedOut',
      4,
      { resourceType: 'lambda', resource: 'invoke', error: 'States.Timeout' },
    ]);
    assert.deepEqual(failed, ['ExecutionFailed', 5, { error: 'States.Timeout' }]);
  });

  // The order and the ids of localstack's test_service_lambda_map_timeout, recorded on AWS.
  it('tells the iterations that end with one that fails', async () => {
    const ItemProcessor = machineOf({ Step: invokeStep({ End: true }) });
    const machine = machineOf({ Each: { Type: 'Map', ItemProcessor, End: true } });
    const fixture = createFixture(machine, (payload) => {
      if (payload === 'bad') throw functionError('Broken', 'x');
      return new Promise(() => {});
    });
    await fixture.run(['bad', 'slow'], 'o1');
    const events = await eventsOf(fixture);
    const told = events.slice(-5).map(({ type, previousEventId }) => [type, previousEventId]);
    const failedAt = events.findIndex(({ type }) => type === 'TaskFailed') + 1;
    assert.deepEqual(told, [
      ['MapIterationFailed', failedAt],
      ['TaskStateAborted', failedAt],
      ['MapIterationAborted', failedAt],
      ['MapStateFailed', failedAt],
      ['ExecutionFailed', events.length - 1],
    ]);
    assert.deepEqual(
      events.filter(({ type }) => type === 'MapIterationStarted').map(({ previousEventId }) => previousEventId),
      [3, 3],
    );
  });

  // floci-io/floci#2734, measured on AWS.
  it('ends an execution that goes round in circles with its 25,000th event, and lets others run meanwhile', async () => {
    const again: JsonObject = { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: false, Next: 'Again' }] };
    const fixture = createFixture(machineOf({ Again: again }));
    let turns = 0;
    const counting = setInterval(() => (turns += 1));
    const record = await fixture.run({}, 'o1');
    clearInterval(counting);
    const cause = 'The execution reached the maximum number of history events (25000).';
    assert.deepEqual(record.status !== 'RUNNING' && [record.error, record.cause], ['States.Runtime', cause]);
    const [last, before] = await eventsOf(fixture, { reverseOrder: true, maxResults: 2 });
    assert.deepEqual([last?.['id'], last?.['previousEventId'], last?.['type']], [25_000, 24_999, 'ExecutionFailed']);
    assert.equal(before?.['id'], 24_999);
    assert.ok(turns > 0);
  });

  it('tells start and end of an execution of an earlier process', async () => {
    const earlier = declineSecond();
    await earlier.run({}, 'o1');
    const later = createFixture(caught, undefined, {}, earlier.journal);
    assert.deepEqual(typesOf(await eventsOf(later)), ['ExecutionStarted', 'ExecutionSucceeded']);
  });
});

describe('the log', () => {
  const machine = machineOf({ Step: invokeStep({ End: true }) });
  const fail = () => {
    throw functionError('OutOfStock', 'laptop');
  };

  for (const { loggingLevel, lines } of [
    { loggingLevel: 'OFF', lines: [] },
    { loggingLevel: 'FATAL', lines: ['FAILED: OutOfStock'] },
    { loggingLevel: 'ERROR', lines: ['StateFailed Step: OutOfStock', 'FAILED: OutOfStock'] },
    {
      loggingLevel: 'ALL',
      lines: [
        'ExecutionStarted',
        'StateEntered Step',
        'StateFailed Step: OutOfStock',
        'ExecutionFailed: OutOfStock',
        'FAILED: OutOfStock',
      ],
    },
  ] as const) {
    it(`gets ${lines.length} lines of a failed execution at level ${loggingLevel}`, async () => {
      const { run, log } = createFixture(machine, fail, { loggingLevel });
      await run({}, 'o1');
      assert.deepEqual(
        log.map((line) => line.replace(/: \{.*$/, '')),
        lines.map((line) => `[saga] o1: ${line}`),
      );
    });
  }
});
