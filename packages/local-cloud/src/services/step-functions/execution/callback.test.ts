import assert from 'node:assert/strict';
import { afterEach, describe, it, vi } from 'vitest';
import { isJsonObject, parseObject, stringAt } from '../../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import {
  createFixture,
  EXECUTION_ARN,
  functionError,
  invokeStep,
  MACHINE_ARN,
  machineOf,
} from '../testing/machine-fixture.ts';
import type { Fixture, Play } from '../testing/machine-fixture.ts';

const EXECUTION = `${EXECUTION_ARN}:o1`;

/** Hands its token to the function `step`, and waits until somebody sends it back. */
function waiting(fields: JsonObject = {}): JsonObject {
  return invokeStep({
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Parameters: { FunctionName: 'step', Payload: { 'token.$': '$$.Task.Token', 'orderId.$': '$.orderId' } },
    ResultPath: '$.answer',
    End: true,
    ...fields,
  });
}

async function start(state: JsonObject, play: Play = () => 'asked'): Promise<Fixture> {
  const fixture = createFixture(machineOf({ Wait: state, Caught: { Type: 'Pass', End: true } }), play);
  await fixture.host.startExecution({ name: 'o1', input: '{"orderId":"o1"}' });
  return fixture;
}

/** Waits until the function has been called so often, and tells the token of the last call. */
async function tokenOf({ calls }: Fixture, count = 1): Promise<string> {
  while (calls.length < count) await new Promise(setImmediate);
  const payload = calls[count - 1]?.input['Payload'] ?? null;
  return isJsonObject(payload) ? (stringAt(payload, 'token') ?? '') : '';
}

async function eventsOf({ host }: Fixture): Promise<readonly JsonValue[]> {
  const { events } = await host.getExecutionHistory({ executionArn: EXECUTION });
  return Array.isArray(events) ? events.filter(isJsonObject).map((event) => event['type'] ?? null) : [];
}

const DEAD = { name: 'TaskTimedOut', message: "Task Timed Out: 'Provided task does not exist anymore'" };

describe('a task with .waitForTaskToken', () => {
  afterEach(() => vi.useRealTimers());

  it('ends with the output that is sent back, and tells its history', async () => {
    const fixture = await start(waiting());
    const token = await tokenOf(fixture);
    while (!(await eventsOf(fixture)).includes('TaskSubmitted')) await new Promise(setImmediate);
    assert.equal((await fixture.host.describeExecution({ executionArn: EXECUTION }))['status'], 'RUNNING');
    fixture.tokens.succeed(token, { paid: true });
    const ended = await fixture.untilEnded(EXECUTION);
    assert.ok(ended.status === 'SUCCEEDED' && ended.output !== undefined);
    assert.deepEqual(parseObject(ended.output), { orderId: 'o1', answer: { paid: true } });
    assert.deepEqual((await eventsOf(fixture)).slice(2, -2), [
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
    ]);
  });

  it('fails with the error that is sent back, which Catch takes', async () => {
    const Catch = [{ ErrorEquals: ['Declined'], Next: 'Caught', ResultPath: '$.error' }];
    const fixture = await start(waiting({ Catch }));
    fixture.tokens.fail(await tokenOf(fixture), 'Declined', 'no money');
    const ended = await fixture.untilEnded(EXECUTION);
    assert.ok(ended.status === 'SUCCEEDED' && ended.output !== undefined);
    assert.deepEqual(parseObject(ended.output)?.['error'], { Error: 'Declined', Cause: 'no money' });
  });

  it('ends when the token comes back before its function has returned', async () => {
    const never = Promise.withResolvers<JsonValue>();
    const fixture = await start(waiting(), () => never.promise);
    fixture.tokens.succeed(await tokenOf(fixture), 1);
    assert.equal((await fixture.untilEnded(EXECUTION)).status, 'SUCCEEDED');
    never.reject(new Error('too late to matter'));
    await new Promise(setImmediate);
  });

  it('fails if the call itself fails, and has another token when it is tried again', async () => {
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 1 }];
    let tries = 0;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const fixture = await start(waiting({ Retry }), () => {
      tries += 1;
      if (tries === 1) throw functionError('Busy', 'later');
      return null;
    });
    const first = await tokenOf(fixture);
    await new Promise(setImmediate);
    vi.advanceTimersByTime(1000);
    const second = await tokenOf(fixture, 2);
    assert.notEqual(first, second);
    assert.throws(() => fixture.tokens.succeed(first, null), DEAD);
    fixture.tokens.succeed(second, null);
    assert.equal((await fixture.untilEnded(EXECUTION)).status, 'SUCCEEDED');
  });

  it('ends with States.Timeout, and its token is dead then', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const fixture = await start(waiting({ TimeoutSeconds: 60 }));
    const token = await tokenOf(fixture);
    await new Promise(setImmediate);
    vi.advanceTimersByTime(60_000);
    const ended = await fixture.untilEnded(EXECUTION);
    assert.ok(ended.status === 'FAILED' && ended.error === 'States.Timeout');
    assert.throws(() => fixture.tokens.succeed(token, null), DEAD);
  });

  it('ends with States.HeartbeatTimeout unless a heartbeat comes in time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const fixture = await start(waiting({ HeartbeatSeconds: 10, TimeoutSeconds: 600 }));
    const token = await tokenOf(fixture);
    const pass = async (seconds: number) => {
      await new Promise(setImmediate);
      vi.advanceTimersByTime(seconds * 1000);
      await new Promise(setImmediate);
    };
    for (let count = 0; count < 5; count += 1) {
      await pass(9);
      fixture.tokens.heartbeat(token);
    }
    assert.equal((await fixture.host.describeExecution({ executionArn: EXECUTION }))['status'], 'RUNNING');
    await pass(9);
    await pass(1);
    const ended = await fixture.untilEnded(EXECUTION);
    assert.ok(ended.status === 'FAILED' && ended.error === 'States.HeartbeatTimeout');
    assert.ok((await eventsOf(fixture)).includes('TaskTimedOut'));
  });

  it('is refused in an Express workflow', () =>
    assert.throws(() => createFixture(machineOf({ Wait: waiting() }), undefined, { type: 'EXPRESS' }), {
      name: 'StartupError',
      message: /\.waitForTaskToken in state Wait of an Express workflow/,
    }));
});

describe('a token', () => {
  it('is good once', async () => {
    const fixture = await start(waiting());
    const token = await tokenOf(fixture);
    assert.equal(fixture.tokens.stateMachineOf(token), MACHINE_ARN);
    fixture.tokens.succeed(token, null);
    assert.equal(fixture.tokens.stateMachineOf(token), MACHINE_ARN);
    assert.throws(() => fixture.tokens.succeed(token, null), DEAD);
    assert.throws(() => fixture.tokens.fail(token, 'x', 'y'), DEAD);
    assert.throws(() => fixture.tokens.heartbeat(token), DEAD);
  });

  it('is dead when its execution was stopped', async () => {
    const fixture = await start(waiting());
    const token = await tokenOf(fixture);
    await fixture.host.stopExecution({ executionArn: EXECUTION });
    assert.throws(() => fixture.tokens.succeed(token, null), DEAD);
  });
});
