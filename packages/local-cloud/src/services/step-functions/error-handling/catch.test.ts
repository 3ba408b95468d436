import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject } from '../../../kernel/json.ts';
import { functionError, invokeStep, machineOf } from '../testing/machine-fixture.ts';
import { pass, placed, runStates, throws } from '../testing/run-state.ts';

describe('States.Runtime', () => {
  for (const names of [['States.ALL'], ['States.TaskFailed'], ['States.Runtime']]) {
    it(`is not caught by ${names.join()}`, async () => {
      const Catch = [{ ErrorEquals: names, Next: 'Undo' }];
      const Parameters = { FunctionName: 'f', 'Payload.$': '$.gone' };
      const states = { Only: invokeStep({ Parameters, Catch, End: true }), Undo: pass({}) };
      assert.equal((await runStates(states, {})).error, 'States.Runtime');
    });
  }
});

describe('an error', () => {
  const Catch = (...ErrorEquals: string[]) => [{ ErrorEquals, ResultPath: '$.failed', Next: 'Undo' }];

  for (const { names, caught } of [
    { names: ['OutOfStock'], caught: true },
    { names: ['Other', 'OutOfStock'], caught: true },
    { names: ['States.TaskFailed'], caught: true },
    { names: ['States.ALL'], caught: true },
    { names: ['outofstock'], caught: false },
    { names: ['States.Timeout'], caught: false },
  ] as const) {
    it(`of a task is ${caught ? '' : 'not '}caught by ${names.join()}`, async () => {
      const states = {
        Only: invokeStep({ Catch: Catch(...names), End: true }),
        Undo: pass({ OutputPath: '$.failed.Error' }),
      };
      const { output, error } = await runStates(states, {}, throws(functionError('OutOfStock', 'laptop')));
      assert.deepEqual([output, error], caught ? ['OutOfStock', undefined] : [undefined, 'OutOfStock']);
    });
  }

  for (const outer of ['Parallel', 'Map']) {
    it(`of a task in a ${outer} state is caught there by States.TaskFailed`, async () => {
      const inner = machineOf({ Step: invokeStep({ End: true }) });
      const holds: JsonObject = outer === 'Parallel' ? { Branches: [inner] } : { ItemProcessor: inner };
      const catches: JsonObject = { Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Undo' }], End: true };
      const states = { Only: { Type: outer, ...holds, ...catches }, Undo: pass({ OutputPath: '$.Error' }) };
      assert.deepEqual(await runStates(states, [1], throws(functionError('OutOfStock', 'x'))), {
        output: 'OutOfStock',
      });
    });
  }

  it('that cannot be put where the catcher says fails the execution', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failed', Next: 'Undo' }];
    const states = { Only: invokeStep({ Catch, End: true }), Undo: pass({}) };
    assert.deepEqual(await runStates(states, 'text', throws(functionError('OutOfStock', 'x'))), {
      error: 'States.ResultPathMatchFailure',
      cause: placed(`The ResultPath '$.failed' cannot be applied to the input '"text"'.`),
    });
  });
});
