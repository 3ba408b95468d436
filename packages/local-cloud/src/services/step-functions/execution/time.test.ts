import assert from 'node:assert/strict';
import { afterEach, describe, it, vi } from 'vitest';
import type { JsonObject } from '../../../kernel/json.ts';
import { createFixture, EXECUTION_ARN, functionError, invokeStep, machineOf } from '../testing/machine-fixture.ts';
import type { Play } from '../testing/machine-fixture.ts';

function throws(error: Error): Play {
  return () => {
    throw error;
  };
}

describe('time', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  /** Lets everything happen that waits for no timer, then moves the clock. */
  const pass = async (seconds: number): Promise<void> => {
    await new Promise(setImmediate);
    vi.advanceTimersByTime(seconds * 1000);
    await new Promise(setImmediate);
  };

  it('passes between the tries of a task as Retry says', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const Retry: JsonObject[] = [
      { ErrorEquals: ['OutOfStock'], MaxAttempts: 0 },
      { ErrorEquals: ['States.ALL'], IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 5, MaxAttempts: 2 },
    ];
    const machine = machineOf({ Step: invokeStep({ Retry, End: true }) });
    const { host, calls, untilEnded } = createFixture(machine, throws(functionError('Busy', 'later')));
    await host.startExecution({ name: 'o1' });
    const counts: number[] = [];
    for (const seconds of [1.999, 0.001, 4.999, 0.001]) {
      await pass(seconds);
      counts.push(calls.length);
    }
    assert.deepEqual(counts, [1, 2, 2, 3]);
    assert.equal((await untilEnded(`${EXECUTION_ARN}:o1`)).status, 'FAILED');
  });

  it('ends a task with States.Timeout, and an execution as TIMED_OUT', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const never: Play = () => new Promise(() => {});
    const task = createFixture(machineOf({ Step: invokeStep({ TimeoutSeconds: 30, End: true }) }), never);
    const machine = createFixture({ ...machineOf({ Step: invokeStep({ End: true }) }), TimeoutSeconds: 30 }, never);
    await Promise.all([task, machine].map(({ host }) => host.startExecution({ name: 'o1' })));
    await pass(30);
    const ends = await Promise.all([task, machine].map(({ untilEnded }) => untilEnded(`${EXECUTION_ARN}:o1`)));
    assert.deepEqual(
      ends.map((end) => [end.status, end.status !== 'RUNNING' && end.error]),
      [
        ['FAILED', 'States.Timeout'],
        ['TIMED_OUT', undefined],
      ],
    );
  });

  /** 60 days by whatever a Wait state may name. */
  const LONG_WAITS: readonly {
    readonly name: string;
    readonly wait: JsonObject;
    readonly input: JsonObject;
  }[] = [
    { name: 'Seconds', wait: { Seconds: 60 * 86_400 }, input: {} },
    { name: 'SecondsPath', wait: { SecondsPath: '$.s' }, input: { s: 60 * 86_400 } },
    { name: 'Timestamp', wait: { Timestamp: new Date(60 * 86_400_000).toISOString() }, input: {} },
    { name: 'TimestampPath', wait: { TimestampPath: '$.t' }, input: { t: new Date(60 * 86_400_000).toISOString() } },
  ];

  for (const { name, wait, input } of LONG_WAITS) {
    it(`passes for 60 days where ${name} says so, though a timer ends after 24`, async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 });
      const { host, untilEnded } = createFixture(machineOf({ Hold: { Type: 'Wait', ...wait, End: true } }));
      const statusOf = async () => (await host.describeExecution({ executionArn: `${EXECUTION_ARN}:o1` }))['status'];
      await host.startExecution({ name: 'o1', input: JSON.stringify(input) });
      const statuses: unknown[] = [];
      for (const days of [20, 20, 19.9]) {
        await pass(days * 86_400);
        statuses.push(await statusOf());
      }
      assert.deepEqual(statuses, ['RUNNING', 'RUNNING', 'RUNNING']);
      await pass(86_400);
      assert.equal((await untilEnded(`${EXECUTION_ARN}:o1`)).status, 'SUCCEEDED');
    });
  }

  it('gives a task, and an execution, as long as their time outs say, beyond 24 days', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 });
    const never: Play = () => new Promise(() => {});
    const TimeoutSeconds = 30 * 86_400;
    const task = createFixture(machineOf({ Step: invokeStep({ TimeoutSeconds, End: true }) }), never);
    const machine = createFixture({ ...machineOf({ Step: invokeStep({ End: true }) }), TimeoutSeconds }, never);
    await Promise.all([task, machine].map(({ host }) => host.startExecution({ name: 'o1' })));
    const statuses = () => [task, machine].map(({ journal }) => journal.records.get(`${EXECUTION_ARN}:o1`)?.status);
    await pass(20 * 86_400);
    await pass(9 * 86_400);
    assert.deepEqual(statuses(), ['RUNNING', 'RUNNING']);
    await pass(86_400);
    await Promise.all([task, machine].map(({ untilEnded }) => untilEnded(`${EXECUTION_ARN}:o1`)));
    assert.deepEqual(statuses(), ['FAILED', 'TIMED_OUT']);
  });

  // localstack, test_invoke_timeout, recorded on AWS.
  it('is told to a catcher of States.Timeout with an empty cause', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const Catch = [{ ErrorEquals: ['States.Timeout'], Next: 'Undo' }];
    const machine = machineOf({
      Step: invokeStep({ TimeoutSeconds: 30, Catch, End: true }),
      Undo: { Type: 'Pass', End: true },
    });
    const { host, untilEnded } = createFixture(machine, () => new Promise(() => {}));
    await host.startExecution({ name: 'o1' });
    await pass(30);
    const record = await untilEnded(`${EXECUTION_ARN}:o1`);
    assert.equal(record.status === 'SUCCEEDED' && record.output, '{"Error":"States.Timeout","Cause":""}');
  });

  it('of a try is between nothing and the delay where the jitter strategy is FULL', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(Math, 'random').mockImplementation(() => 0.25);
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 8, MaxAttempts: 1, JitterStrategy: 'FULL' }];
    const { host, calls, untilEnded } = createFixture(
      machineOf({ Step: invokeStep({ Retry, End: true }) }),
      throws(functionError('Busy', 'x')),
    );
    await host.startExecution({ name: 'o1' });
    await pass(1.999);
    assert.equal(calls.length, 1);
    await pass(0.001);
    assert.equal(calls.length, 2);
    assert.equal((await untilEnded(`${EXECUTION_ARN}:o1`)).status, 'FAILED');
  });

  it('is up for a task that waits for its next try when the execution times out', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const Retry: JsonObject[] = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 10 }];
    const machine = { ...machineOf({ Step: invokeStep({ Retry, End: true }) }), TimeoutSeconds: 5 };
    const { host, calls, untilEnded } = createFixture(machine, throws(functionError('Busy', 'later')));
    await host.startExecution({ name: 'o1' });
    await pass(5);
    assert.equal((await untilEnded(`${EXECUTION_ARN}:o1`)).status, 'TIMED_OUT');
    await pass(60);
    assert.equal(calls.length, 1);
  });

  it('ends no task before a day where the definition names no time out', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const gate = Promise.withResolvers<null>();
    const { host, untilEnded } = createFixture(machineOf({ Step: invokeStep({ End: true }) }), () => gate.promise);
    await host.startExecution({ name: 'o1' });
    await pass(24 * 60 * 60);
    gate.resolve(null);
    assert.equal((await untilEnded(`${EXECUTION_ARN}:o1`)).status, 'SUCCEEDED');
  });
});
