import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { memberAt } from '../../../kernel/testing/member-at.ts';
import { invokeStep, machineOf } from '../testing/machine-fixture.ts';
import { pass, runStates, runtime } from '../testing/run-state.ts';
import type { End } from '../testing/run-state.ts';

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
  const CASES: readonly {
    readonly name: string;
    readonly state: JsonObject;
    readonly input: JsonValue;
    readonly end: End;
  }[] = [
    {
      name: 'TimeoutSecondsPath',
      state: invokeStep({ TimeoutSecondsPath: '$.x', End: true }),
      input: {},
      end: missing,
    },
    {
      name: 'TimeoutSecondsPath',
      state: invokeStep({ TimeoutSecondsPath: '$.x', End: true }),
      input: { x: 'soon' },
      end: notInteger('TimeoutSecondsPath', '"soon"'),
    },
    {
      name: 'TimeoutSecondsPath',
      state: invokeStep({ TimeoutSecondsPath: '$.x', End: true }),
      input: { x: 1.5 },
      end: notInteger('TimeoutSecondsPath', '1.5'),
    },
    {
      name: 'TimeoutSecondsPath',
      state: invokeStep({ TimeoutSecondsPath: '$.x', End: true }),
      input: { x: null },
      end: notInteger('TimeoutSecondsPath', 'null'),
    },
    {
      name: 'TimeoutSecondsPath',
      state: invokeStep({ TimeoutSecondsPath: '$.x', End: true }),
      input: { x: 0 },
      end: runtime('The TimeoutSecondsPath parameter does not reference a value from 1 to 99999999: $.x == 0'),
    },
    { name: 'SecondsPath', state: wait({ SecondsPath: '$.x' }), input: {}, end: missing },
    {
      name: 'SecondsPath',
      state: wait({ SecondsPath: '$.x' }),
      input: { x: '5' },
      end: notInteger('SecondsPath', '"5"'),
    },
    {
      name: 'SecondsPath',
      state: wait({ SecondsPath: '$.x' }),
      input: { x: -1 },
      end: runtime('The SecondsPath parameter does not reference a value from 0 to 99999999: $.x == -1'),
    },
    { name: 'SecondsPath', state: wait({ SecondsPath: '$.x' }), input: { x: 0 }, end: { output: { x: 0 } } },
    { name: 'TimestampPath', state: wait({ TimestampPath: '$.x' }), input: {}, end: missing },
    // localstack, test_wait_timestamppath, recorded on AWS.
    {
      name: 'TimestampPath',
      state: wait({ TimestampPath: '$.x' }),
      input: { x: '2016-03-14T01:59:00' },
      end: notTime('2016-03-14T01:59:00'),
    },
    { name: 'TimestampPath', state: wait({ TimestampPath: '$.x' }), input: { x: 5 }, end: notTime('5') },
    {
      name: 'TimestampPath',
      state: wait({ TimestampPath: '$.x' }),
      input: { x: '2016-03-14T01:59:00.0000000Z' },
      end: { output: { x: '2016-03-14T01:59:00.0000000Z' } },
    },
    {
      name: 'MaxConcurrencyPath',
      state: map({ MaxConcurrencyPath: '$.x', ItemsPath: '$.items' }),
      input: { items: [] },
      end: missing,
    },
    {
      name: 'MaxConcurrencyPath',
      state: map({ MaxConcurrencyPath: '$.x', ItemsPath: '$.items' }),
      input: { items: [], x: {} },
      end: notInteger('MaxConcurrencyPath', '{}'),
    },
    {
      name: 'MaxConcurrencyPath',
      state: map({ MaxConcurrencyPath: '$.x', ItemsPath: '$.items' }),
      input: { items: [1, 2], x: 1 },
      end: { output: [1, 2] },
    },
    { name: 'ItemsPath', state: map({ ItemsPath: '$.x' }), input: {}, end: missing },
    {
      name: 'ItemsPath',
      state: map({ ItemsPath: '$.x' }),
      input: { x: { a: 1 } },
      end: runtime('Reference path "$.x" must point to array.'),
    },
    { name: 'ItemsPath', state: map({}), input: 'abc', end: runtime('Reference path "$" must point to array.') },
    {
      name: 'ItemsPath',
      state: map({ ItemsPath: '$.x[?(@.a)]' }),
      input: { x: [{ a: 1 }, {}] },
      end: { output: [{ a: 1 }] },
    },
    { name: 'ItemsPath', state: map({ ItemsPath: '$.x' }), input: { x: [] }, end: { output: [] } },
  ];

  for (const { name, state, input, end } of CASES) {
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
    assert.equal(memberAt(output, 'StatusCode'), 200);
  });
});
