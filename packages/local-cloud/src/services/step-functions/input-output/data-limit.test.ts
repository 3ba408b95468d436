import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject } from '../../../kernel/json.ts';
import { createFixture, invokeStep, machineOf } from '../testing/machine-fixture.ts';
import { runStates } from '../testing/run-state.ts';
import type { End } from '../testing/run-state.ts';
import { memberAt } from '../../../kernel/testing/member-at.ts';

function pass(fields: JsonObject): JsonObject {
  return { Type: 'Pass', End: true, ...fields };
}

describe('data above 256 KiB', () => {
  const limit = 262_144;
  const exceeded = (source: string): End => ({
    error: 'States.DataLimitExceeded',
    cause: `The state/task '${source}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  });

  it('fails the state that puts it out', async () => {
    const half = 'x'.repeat(limit / 2);
    const states = { Only: pass({ Parameters: { 'twice.$': "States.Format('{}{}', $, $)" }, OutputPath: '$.twice' }) };
    assert.equal((await runStates(states, half.slice(0, -8))).error, undefined);
    const { error, cause = '' } = await runStates(states, half);
    assert.equal(error, 'States.DataLimitExceeded');
    assert.match(cause, /'Only'.* exceeding the maximum number of bytes service limit/);
  });

  it('is counted in bytes of UTF-8', async () => {
    const states = { Only: pass({ Parameters: { 'a.$': '$', 'b.$': '$', 'c.$': '$' }, ResultPath: null }) };
    assert.equal((await runStates(states, 'é'.repeat(43_000))).error, undefined);
    assert.equal((await runStates(states, 'é'.repeat(44_000))).error, 'States.DataLimitExceeded');
  });

  it('is the only limit for the number of values that a path finds', async () => {
    const items = Array.from({ length: 130_000 }, () => 1);
    const Parameters = { 'count.$': 'States.ArrayLength($[*])', 'kinds.$': 'States.ArrayUnique($..*)' };
    assert.deepEqual(await runStates({ Only: pass({ Parameters }) }, items), {
      output: { count: 130_000, kinds: [1] },
    });
  });

  it('is all that makes a long list of different objects take long', async () => {
    const items = Array.from({ length: 20_000 }, (_, index) => ({ a: index }));
    const { output } = await runStates({ Only: pass({ Parameters: { 'all.$': 'States.ArrayUnique($)' } }) }, items);
    assert.equal(memberAt(output, 'all', 'length'), 20_000);
  });

  it('fails a Parallel state by its name', async () => {
    const branch = (name: string) => machineOf({ [name]: pass({}) });
    const states = { Only: { Type: 'Parallel', Branches: [branch('Left'), branch('Right')], End: true } };
    assert.deepEqual(await runStates(states, 'x'.repeat(limit / 2)), exceeded('Only'));
  });

  // localstack, test_states_errors, recorded on AWS: an explicit name catches it, and these are the words.
  for (const { names, caught } of [
    { names: 'States.DataLimitExceeded', caught: true },
    { names: 'States.ALL', caught: false },
    { names: 'States.TaskFailed', caught: false },
  ] as const) {
    it(`is ${caught ? '' : 'not '}caught by ${names}`, async () => {
      const Catch = [{ ErrorEquals: [names], Next: 'Undo' }];
      const states = { Only: invokeStep({ Catch, End: true }), Undo: pass({}) };
      const { Error: error, Cause: cause } = { Error: exceeded('lambda').error, Cause: exceeded('lambda').cause };
      const end = await runStates(states, {}, () => 'x'.repeat(limit + 1));
      assert.deepEqual(end, caught ? { output: { Error: error, Cause: cause } } : exceeded('lambda'));
    });
  }

  it('is not retried unless its name stands in Retry', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1 }];
    const { run, calls } = createFixture(machineOf({ Only: invokeStep({ Retry, End: true }) }), () =>
      'x'.repeat(limit),
    );
    await run({});
    assert.equal(calls.length, 1);
  });
});
