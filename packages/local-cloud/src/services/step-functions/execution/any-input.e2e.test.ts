/** Whatever comes in, an execution ends, and nothing is left that nobody waits for. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { JsonObject } from '../../../kernel/json.ts';
import { createFixture, invokeStep, machineOf } from '../testing/machine-fixture.ts';
import { parseJson } from '../../../kernel/json.ts';

const FIELDS = ['a', 'b', 'seconds', 'items', 'time'];

/** Values that some state would take beside values that none would. */
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(1, 0, -1, 1.5, '2016-03-14T01:59:00Z', [], {}, [{ a: 1 }, { a: 2 }], null),
);

const inputs = fc.oneof(fc.dictionary(fc.constantFrom(...FIELDS), value), value);

/** A state with every way to a number, a list or a string, each with what it is given. */
const STATES: readonly JsonObject[] = [
  invokeStep({ Parameters: { FunctionName: 'f', Payload: {} }, TimeoutSecondsPath: '$.a', End: true }),
  invokeStep({ ResultSelector: { 'x.$': '$.Payload[*].a' }, ResultPath: '$.a.b', OutputPath: '$.a', End: true }),
  {
    Type: 'Map',
    ItemsPath: '$.items',
    MaxConcurrencyPath: '$.a',
    ItemProcessor: machineOf({ In: { Type: 'Pass', End: true } }),
    End: true,
  },
  {
    Type: 'Map',
    ItemsPath: '$.items[?(@.a > 1)]',
    ItemSelector: { 'v.$': '$$.Map.Item.Value.a' },
    ItemProcessor: machineOf({ In: { Type: 'Pass', End: true } }),
    End: true,
  },
  {
    Type: 'Parallel',
    InputPath: '$.a',
    Branches: [
      machineOf({ L: { Type: 'Pass', InputPath: '$.b', End: true } }),
      machineOf({ R: { Type: 'Fail', ErrorPath: '$.a' } }),
    ],
    End: true,
  },
  { Type: 'Pass', Parameters: { 'f.$': "States.Format('{}', $.a)", 's.$': "States.StringSplit($.b, ',')" }, End: true },
  {
    Type: 'Pass',
    Parameters: { 'x.$': '$..a', 'y.$': '$.items[-2:]', 'z.$': 'States.ArrayUnique($.items[*])' },
    End: true,
  },
  {
    Type: 'Choice',
    Choices: [
      {
        And: [
          { Variable: '$.a', IsNumeric: true },
          { Variable: '$.a', NumericLessThanPath: '$.b' },
        ],
        Next: 'Done',
      },
    ],
    Default: 'Done',
  },
  { Type: 'Wait', TimestampPath: '$.time', End: true },
];

describe('an execution', () => {
  it('ends with any input, as SUCCEEDED or with an error that has a name', async () => {
    const machines = STATES.map((state) => machineOf({ Only: state, Done: { Type: 'Succeed' } }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...machines), inputs, async (machine, input) => {
        const record = await createFixture(machine, (payload) => payload).run(parseJson(JSON.stringify(input)));
        if (record.status === 'SUCCEEDED') return;
        assert.ok(record.status === 'FAILED' && typeof record.error === 'string', JSON.stringify(record));
      }),
      { numRuns: 2000 },
    );
  });
});
