/** What each type of state does with its data, and how it fails ("State Types", Amazon States Language). */

import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { createFixture, functionError, invokeStep, machineOf } from './testing/machine-fixture.ts';
import type { Play } from './testing/machine-fixture.ts';
import { runStates } from './testing/run-state.ts';
import type { End } from './testing/run-state.ts';

function pass(fields: JsonObject): JsonObject {
  return { Type: 'Pass', End: true, ...fields };
}
function throws(error: Error): Play {
  return () => {
    throw error;
  };
}
function placed(reason: string): string {
  return `An error occurred while executing the state 'Only' (entered at the event id #2). ${reason}`;
}

function runtime(reason: string): End {
  return { error: 'States.Runtime', cause: placed(reason) };
}

describe('input and output', () => {
  const input: JsonValue = { a: { b: [1, 2, 3] }, c: 5 };
  const CASES: readonly (readonly [name: string, fields: JsonObject, input: JsonValue, end: End])[] = [
    ['InputPath', { InputPath: '$.a' }, input, { output: { b: [1, 2, 3] } }],
    ['InputPath null', { InputPath: null }, input, { output: {} }],
    ['InputPath to the context object', { InputPath: '$$.Execution.Name' }, input, { output: 'o1' }],
    ['InputPath with several values', { InputPath: '$.a.b[0,1]' }, input, { output: [1, 2] }],
    [
      'InputPath that finds nothing',
      { InputPath: '$.x' },
      input,
      runtime("Invalid path '$.x' : No results for path: $['x']"),
    ],
    [
      'InputPath whose end is missing',
      { InputPath: '$.a.b[0].x' },
      input,
      runtime("Invalid path '$.a.b[0].x' : No results for path: $['a']['b'][0]['x']"),
    ],
    [
      'InputPath whose middle is missing',
      { InputPath: '$.a.x.y' },
      input,
      runtime("Invalid path '$.a.x.y' : Missing property in path $['a']['x']"),
    ],
    ['OutputPath', { OutputPath: '$.a.b[1:]' }, input, { output: [2, 3] }],
    ['OutputPath null', { OutputPath: null }, input, { output: {} }],
    [
      'OutputPath that finds nothing',
      { OutputPath: '$.x' },
      input,
      runtime("Invalid path '$.x' : No results for path: $['x']"),
    ],
    ['ResultPath $', { Result: 1, ResultPath: '$' }, input, { output: 1 }],
    ['ResultPath null', { Result: 1, ResultPath: null }, input, { output: input }],
    ['ResultPath over a member', { Result: 6, ResultPath: '$.a.b' }, input, { output: { a: { b: 6 }, c: 5 } }],
    [
      'ResultPath that makes objects',
      { Result: 6, ResultPath: '$.d.e' },
      input,
      { output: { a: { b: [1, 2, 3] }, c: 5, d: { e: 6 } } },
    ],
    ['ResultPath in brackets', { Result: 6, ResultPath: "$['a.b']" }, {}, { output: { 'a.b': 6 } }],
    ['ResultPath to an item', { Result: 6, ResultPath: '$.a.b[1]' }, input, { output: { a: { b: [1, 6, 3] }, c: 5 } }],
    [
      'ResultPath through a number',
      { Result: 6, ResultPath: '$.c.d' },
      { c: 5 },
      {
        error: 'States.ResultPathMatchFailure',
        cause: placed(`The ResultPath '$.c.d' cannot be applied to the input '{"c":5}'.`),
      },
    ],
    [
      'ResultPath in a string',
      { Result: 6, ResultPath: '$.x' },
      'foo',
      {
        error: 'States.ResultPathMatchFailure',
        cause: placed(`The ResultPath '$.x' cannot be applied to the input '"foo"'.`),
      },
    ],
    ['an empty Result', { Result: '' }, input, { output: '' }],
    ['a Result of false', { Result: false }, input, { output: false }],
    ['a Result that looks like a template', { Result: { 'a.$': '$.x' } }, input, { output: { 'a.$': '$.x' } }],
    [
      'Parameters in arrays',
      { Parameters: { list: [{ 'x.$': '$.c' }, '$.c'] } },
      input,
      { output: { list: [{ x: 5 }, '$.c'] } },
    ],
    [
      'the member __proto__',
      { Result: { y: 1 }, ResultPath: "$['__proto__']" },
      {},
      { output: JSON.parse('{"__proto__":{"y":1}}') },
    ],
  ];

  for (const [name, fields, given, end] of CASES) {
    it(`goes by ${name}`, async () => assert.deepEqual(await runStates({ Only: pass(fields) }, given), end));
  }

  it('tells the whole context object', async () => {
    const { output } = await runStates({ Only: pass({ Parameters: { 'all.$': '$$' } }) }, {});
    const { Execution, State, StateMachine } = Object(output).all;
    assert.deepEqual(Object.keys(Object(output).all), ['Execution', 'StateMachine', 'State']);
    assert.deepEqual([Execution.Name, State.Name, State.RetryCount, StateMachine.Name], ['o1', 'Only', 0, 'saga']);
    assert.match(State.EnteredTime, /^\d{4}-\d{2}-\d{2}T.*Z$/);
  });
});

describe('States.Runtime', () => {
  for (const names of [['States.ALL'], ['States.TaskFailed'], ['States.Runtime']]) {
    it(`is not caught by ${names}`, async () => {
      const Catch = [{ ErrorEquals: names, Next: 'Undo' }];
      const Parameters = { FunctionName: 'f', 'Payload.$': '$.gone' };
      const states = { Only: invokeStep({ Parameters, Catch, End: true }), Undo: pass({}) };
      assert.equal((await runStates(states, {})).error, 'States.Runtime');
    });
  }
});

describe('an error', () => {
  const Catch = (...ErrorEquals: string[]) => [{ ErrorEquals, ResultPath: '$.failed', Next: 'Undo' }];

  for (const [names, caught] of [
    [['OutOfStock'], true],
    [['Other', 'OutOfStock'], true],
    [['States.TaskFailed'], true],
    [['States.ALL'], true],
    [['outofstock'], false],
    [['States.Timeout'], false],
  ] as const) {
    it(`of a task is ${caught ? '' : 'not '}caught by ${names}`, async () => {
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

  it('of a Fail state may come from the input, or from a function', async () => {
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

  it('that cannot be put where the catcher says fails the execution', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failed', Next: 'Undo' }];
    const states = { Only: invokeStep({ Catch, End: true }), Undo: pass({}) };
    assert.deepEqual(await runStates(states, 'text', throws(functionError('OutOfStock', 'x'))), {
      error: 'States.ResultPathMatchFailure',
      cause: placed(`The ResultPath '$.failed' cannot be applied to the input '"text"'.`),
    });
  });

  it('tells that no choice matched', async () => {
    const Choices = [{ Variable: '$.a', NumericEquals: 1, Next: 'Done' }];
    const end = await runStates({ Only: { Type: 'Choice', Choices }, Done: pass({}) }, { a: 2 });
    assert.deepEqual(end, {
      error: 'States.NoChoiceMatched',
      cause: placed('No rule of the Choice state matched the input, and the state has no Default.'),
    });
  });
});

describe('a number or time by a path', () => {
  const missing = runtime("Invalid path '$.x' : No results for path: $['x']");
  const wait = (fields: JsonObject): JsonObject => ({ Type: 'Wait', End: true, ...fields });
  const map = (fields: JsonObject): JsonObject => ({
    Type: 'Map',
    ItemProcessor: machineOf({ Inner: pass({}) }),
    End: true,
    ...fields,
  });
  const notInteger = (field: string, value: string) =>
    runtime(`The ${field} parameter does not reference an integer value: $.x == ${value}`);
  const notTime = (value: string) =>
    runtime(
      `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.x == ${value}`,
    );

  /** A bad value fails the state; none may end the process. */
  const CASES: readonly (readonly [name: string, state: JsonObject, input: JsonValue, end: End])[] = [
    ['TimeoutSecondsPath', invokeStep({ TimeoutSecondsPath: '$.x', End: true }), {}, missing],
    [
      'TimeoutSecondsPath',
      invokeStep({ TimeoutSecondsPath: '$.x', End: true }),
      { x: 'soon' },
      notInteger('TimeoutSecondsPath', '"soon"'),
    ],
    [
      'TimeoutSecondsPath',
      invokeStep({ TimeoutSecondsPath: '$.x', End: true }),
      { x: 1.5 },
      notInteger('TimeoutSecondsPath', '1.5'),
    ],
    [
      'TimeoutSecondsPath',
      invokeStep({ TimeoutSecondsPath: '$.x', End: true }),
      { x: null },
      notInteger('TimeoutSecondsPath', 'null'),
    ],
    [
      'TimeoutSecondsPath',
      invokeStep({ TimeoutSecondsPath: '$.x', End: true }),
      { x: 0 },
      runtime('The TimeoutSecondsPath parameter does not reference a value from 1 to 99999999: $.x == 0'),
    ],
    ['SecondsPath', wait({ SecondsPath: '$.x' }), {}, missing],
    ['SecondsPath', wait({ SecondsPath: '$.x' }), { x: '5' }, notInteger('SecondsPath', '"5"')],
    [
      'SecondsPath',
      wait({ SecondsPath: '$.x' }),
      { x: -1 },
      runtime('The SecondsPath parameter does not reference a value from 0 to 99999999: $.x == -1'),
    ],
    ['SecondsPath', wait({ SecondsPath: '$.x' }), { x: 0 }, { output: { x: 0 } }],
    ['TimestampPath', wait({ TimestampPath: '$.x' }), {}, missing],
    // localstack, test_wait_timestamppath, recorded on AWS.
    ['TimestampPath', wait({ TimestampPath: '$.x' }), { x: '2016-03-14T01:59:00' }, notTime('2016-03-14T01:59:00')],
    ['TimestampPath', wait({ TimestampPath: '$.x' }), { x: 5 }, notTime('5')],
    [
      'TimestampPath',
      wait({ TimestampPath: '$.x' }),
      { x: '2016-03-14T01:59:00.0000000Z' },
      { output: { x: '2016-03-14T01:59:00.0000000Z' } },
    ],
    ['MaxConcurrencyPath', map({ MaxConcurrencyPath: '$.x', ItemsPath: '$.items' }), { items: [] }, missing],
    [
      'MaxConcurrencyPath',
      map({ MaxConcurrencyPath: '$.x', ItemsPath: '$.items' }),
      { items: [], x: {} },
      notInteger('MaxConcurrencyPath', '{}'),
    ],
    [
      'MaxConcurrencyPath',
      map({ MaxConcurrencyPath: '$.x', ItemsPath: '$.items' }),
      { items: [1, 2], x: 1 },
      { output: [1, 2] },
    ],
    ['ItemsPath', map({ ItemsPath: '$.x' }), {}, missing],
    ['ItemsPath', map({ ItemsPath: '$.x' }), { x: { a: 1 } }, runtime('Reference path "$.x" must point to array.')],
    ['ItemsPath', map({}), 'abc', runtime('Reference path "$" must point to array.')],
    ['ItemsPath', map({ ItemsPath: '$.x[?(@.a)]' }), { x: [{ a: 1 }, {}] }, { output: [{ a: 1 }] }],
    ['ItemsPath', map({ ItemsPath: '$.x' }), { x: [] }, { output: [] }],
  ];

  for (const [name, state, input, end] of CASES) {
    it(`${name} of ${JSON.stringify(input)} ${end.error === undefined ? 'is taken' : 'fails the execution'}`, async () =>
      assert.deepEqual(await runStates({ Only: state }, input), end));
  }

  // localstack, test_fixed_timeout_service_lambda_with_path, recorded on AWS: Parameters do not hide the input.
  it('is read from the input of a task with Parameters', async () => {
    const Parameters = { FunctionName: 'f', Payload: {} };
    const { output } = await runStates(
      { Only: invokeStep({ Parameters, TimeoutSecondsPath: '$.x', End: true }) },
      { x: 5 },
    );
    assert.equal(Object(output).StatusCode, 200);
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
    let most = 0;
    const play: Play = async (payload) => {
      most = Math.max(most, (running += 1));
      await new Promise(setImmediate);
      running -= 1;
      return payload;
    };
    const ItemProcessor = machineOf({ Step: invokeStep({ OutputPath: '$.Payload', End: true }) });
    const states = { Only: { Type: 'Map', MaxConcurrency: 3, ItemProcessor, End: true } };
    const items = Array.from({ length: 9 }, (_, index) => index);
    assert.deepEqual(await runStates(states, items, play), { output: items });
    assert.equal(most, 3);
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
