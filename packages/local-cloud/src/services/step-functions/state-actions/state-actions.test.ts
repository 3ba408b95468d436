/** What each type of state does ("State Types", Amazon States Language). */

import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject } from '../../../kernel/json.ts';
import { createFixture, functionError, invokeStep, machineOf } from '../testing/machine-fixture.ts';
import type { Play } from '../testing/machine-fixture.ts';
import { pass, placed, runStates, runtime, throws } from '../testing/run-state.ts';

describe('a Fail state', () => {
  it('may take its error from the input, or from a function', async () => {
    const fail = (fields: JsonObject) => runStates({ Only: { Type: 'Fail', ...fields } }, { e: 'Broken', n: 5 });
    assert.deepEqual(await fail({ ErrorPath: '$.e', CausePath: "States.Format('{} times', $.n)" }), {
      error: 'Broken',
      cause: '5 times',
    });
    assert.deepEqual(
      await fail({ Error: '422', CausePath: '$.n' }),
      runtime('The CausePath parameter does not reference a string: $.n == 5'),
    );
    // floci-io/floci#3255 and localstack/localstack#11951: the words of AWS.
    assert.deepEqual(
      await fail({ ErrorPath: '$.x' }),
      runtime(
        `The JSONPath '$.x' specified for the field 'ErrorPath' could not be found in the input '{"e":"Broken","n":5}'`,
      ),
    );
  });
});

describe('a Choice state', () => {
  it('fails if no choice matched', async () => {
    const Choices = [{ Variable: '$.a', NumericEquals: 1, Next: 'Done' }];
    const end = await runStates({ Only: { Type: 'Choice', Choices }, Done: pass({}) }, { a: 2 });
    assert.deepEqual(end, {
      error: 'States.NoChoiceMatched',
      cause: placed('No rule of the Choice state matched the input, and the state has no Default.'),
    });
  });
});

describe('a Map state', () => {
  it('selects what each iteration gets, from its input and the item', async () => {
    const ItemSelector = { 'all.$': '$.all', 'item.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index' };
    const ItemProcessor = machineOf({ Inner: pass({ Parameters: { 'got.$': '$', 'again.$': '$$.Map.Item.Value' } }) });
    const states = { Only: { Type: 'Map', ItemsPath: '$.items', ItemSelector, ItemProcessor, End: true } };
    const { output } = await runStates(states, { all: 1, items: ['a', 'b'] });
    const told = (item: string, index: number) => ({ got: { all: 1, item, index }, again: item });
    assert.deepEqual(output, [told('a', 0), told('b', 1)]);
  });

  it('runs as many iterations at once as it may, and keeps their order', async () => {
    let running = 0;
    let maxRunning = 0;
    const play: Play = async (payload) => {
      running += 1;
      maxRunning = Math.max(maxRunning, running);
      await new Promise(setImmediate);
      running -= 1;
      return payload;
    };
    const ItemProcessor = machineOf({ Step: invokeStep({ OutputPath: '$.Payload', End: true }) });
    const states = { Only: { Type: 'Map', MaxConcurrency: 3, ItemProcessor, End: true } };
    const items = Array.from({ length: 9 }, (_, index) => index);
    assert.deepEqual(await runStates(states, items, play), { output: items });
    assert.equal(maxRunning, 3);
  });

  it('ends with the first iteration that fails, and starts no other one', async () => {
    const ItemProcessor = machineOf({ Step: invokeStep({ End: true }) });
    const states = machineOf({ Only: { Type: 'Map', MaxConcurrency: 1, ItemProcessor, End: true } });
    const { run, calls } = createFixture(states, throws(functionError('OutOfStock', 'x')));
    const record = await run([1, 2, 3]);
    assert.equal(record.status === 'FAILED' && record.error, 'OutOfStock');
    assert.equal(calls.length, 1);
  });
});

describe('a Parallel state', () => {
  it('fails with the error of a branch while another one waits', async () => {
    const slow = machineOf({ Slow: { Type: 'Wait', Seconds: 1000, End: true } });
    const bad = machineOf({ Bad: { Type: 'Fail', Error: 'Broken', Cause: 'by hand' } });
    const states = { Only: { Type: 'Parallel', Branches: [slow, bad], End: true } };
    assert.deepEqual(await runStates(states, {}), { error: 'Broken', cause: 'by hand' });
  });
});
