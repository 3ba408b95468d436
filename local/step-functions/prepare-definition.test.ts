import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { StateMachine } from 'aws-local-stepfunctions';
import { executionTimeoutMs, prepareDefinition } from './prepare-definition.ts';
import { createFixture, invokeStep, machineOf } from './testing/machine-fixture.ts';

describe('prepareDefinition', () => {
  it('takes a ResultPath of $ for what it means', async () => {
    const machine = machineOf({ Set: { Type: 'Pass', Result: { b: 2 }, ResultPath: '$', End: true } });
    const record = await createFixture(machine).run({ a: 1 });
    assert.equal(record.status === 'SUCCEEDED' && record.output, '{"b":2}');
  });

  it('keeps the time out of a task below what a timer can hold', () => {
    const { States } = prepareDefinition(machineOf({ Step: invokeStep({ TimeoutSeconds: 99_999_999, End: true }) }));
    assert.equal(Object(States).Step.TimeoutSeconds, 2_147_483);
  });
});

describe('executionTimeoutMs', () => {
  it('is that of the definition, of five minutes at most for an Express execution', () => {
    assert.equal(executionTimeoutMs({ TimeoutSeconds: 20 }, 'STANDARD'), 20_000);
    assert.equal(executionTimeoutMs({}, 'STANDARD'), undefined);
    assert.equal(executionTimeoutMs({ TimeoutSeconds: 31_536_000 }, 'STANDARD'), 2_147_483_000);
    assert.equal(executionTimeoutMs({ TimeoutSeconds: 20 }, 'EXPRESS'), 20_000);
    assert.equal(executionTimeoutMs({}, 'EXPRESS'), 300_000);
  });
});

/** Each work-around's reason; when one of these fails, the interpreter has learned, and the work-around can go. */
describe('the interpreter', () => {
  it('still takes a ResultPath of $ for a member of that name', async () => {
    const machine = new StateMachine({
      StartAt: 'Set',
      States: { Set: { Type: 'Pass', Result: { b: 2 }, ResultPath: '$', End: true } },
    });
    assert.deepEqual(await machine.run({ a: 1 }).result, { a: 1, $: { b: 2 } });
  });

  it('still tells a branch its own input as that of the execution', async () => {
    const machine = new StateMachine({
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          InputPath: '$.inner',
          Branches: [
            {
              StartAt: 'Tell',
              States: { Tell: { Type: 'Pass', Parameters: { 'input.$': '$$.Execution.Input' }, End: true } },
            },
          ],
          End: true,
        },
      },
    });
    assert.deepEqual(await machine.run({ inner: { a: 1 } }).result, [{ input: { a: 1 } }]);
  });

  it('still makes all tries of a task whose execution times out before the next one', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const machine = new StateMachine({
      StartAt: 'Step',
      TimeoutSeconds: 5,
      States: {
        Step: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 10 }],
          End: true,
        },
      },
    });
    let calls = 0;
    const Step = () => {
      calls += 1;
      throw new Error('again');
    };
    const { result } = machine.run({}, { overrides: { taskResourceLocalHandlers: { Step } } });
    await new Promise(setImmediate);
    mock.timers.tick(5000);
    await assert.rejects(result);
    await new Promise(setImmediate);
    mock.timers.reset();
    assert.equal(calls, 4);
  });
});
