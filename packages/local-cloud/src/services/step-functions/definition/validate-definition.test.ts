/** What CreateStateMachine would refuse: fields, targets and expressions ("Amazon States Language"). */

import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject } from '../../../kernel/json.ts';
import { machineOf } from '../testing/machine-fixture.ts';
import { validateDefinition } from './validate-definition.ts';

function pass(fields: JsonObject): JsonObject {
  return machineOf({ S: { Type: 'Pass', End: true, ...fields } });
}
function task(fields: JsonObject): JsonObject {
  return machineOf({ S: { Type: 'Task', Resource: 'r', End: true, ...fields } });
}
function choice(rule: JsonObject): JsonObject {
  return machineOf({ S: { Type: 'Choice', Choices: [{ Next: 'T', ...rule }] }, T: { Type: 'Succeed' } });
}
const ONE: JsonObject = { Variable: '$.a', IsNull: true };

const REFUSED: readonly { readonly definition: JsonObject; readonly problem: string }[] = [
  { definition: { States: {} }, problem: 'the field StartAt is missing at /' },
  { definition: { StartAt: 'X', States: {} }, problem: 'no state has the name X, which stands at /StartAt' },
  { definition: { ...pass({}), Timeout: 5 }, problem: 'the field is not supported at /Timeout' },
  {
    definition: { ...pass({}), TimeoutSeconds: 0 },
    problem: 'expected a number from 1 to 99999999, got 0 at /TimeoutSeconds',
  },
  {
    definition: pass({ Type: 'Passs' }),
    problem: 'expected one of Pass, Task, Choice, Wait, Succeed, Fail, Parallel, Map, got Passs at /States/S/Type',
  },
  { definition: pass({ End: false }), problem: 'expected true at /States/S/End' },
  { definition: pass({ Next: 'S' }), problem: 'expected exactly one of Next, End at /States/S' },
  {
    definition: machineOf({ S: { Type: 'Pass', Next: 'Gone' } }),
    problem: 'no state has the name Gone, which stands at /States/S/Next',
  },
  { definition: pass({ Resutl: 1 }), problem: 'the field is not supported at /States/S/Resutl' },
  { definition: pass({ InputPath: 'a' }), problem: "expected $ at position 0 of 'a' at /States/S/InputPath" },
  {
    definition: pass({ ResultPath: '$.a[*]' }),
    problem: 'expected a reference path, which names one place of the input, got "$.a[*]" at /States/S/ResultPath',
  },
  {
    definition: pass({ ResultPath: '$$.a' }),
    problem: 'expected a reference path, which names one place of the input, got "$$.a" at /States/S/ResultPath',
  },
  {
    definition: pass({ Parameters: { a: [{ 'b.$': 5 }] } }),
    problem: "the member 'b.$': expected a string, got 5 at /States/S/Parameters",
  },
  {
    definition: pass({ Parameters: { 'b.$': '$.a', b: 1 } }),
    problem: "'b' and 'b.$' are the same member at /States/S/Parameters",
  },
  {
    definition: pass({ Parameters: { 'b.$': 'States.Nope()' } }),
    problem: "the member 'b.$': there is no intrinsic function States.Nope at /States/S/Parameters",
  },
  { definition: task({ Resource: 5 }), problem: 'expected a string, got 5 at /States/S/Resource' },
  { definition: task({ TimeoutSeconds: 1.5 }), problem: 'expected an integer, got 1.5 at /States/S/TimeoutSeconds' },
  {
    definition: task({ TimeoutSeconds: 1, TimeoutSecondsPath: '$.a' }),
    problem: 'expected at most one of TimeoutSeconds, TimeoutSecondsPath at /States/S',
  },
  {
    definition: task({ Retry: [{ ErrorEquals: [] }] }),
    problem: 'expected an array with at least one item, got [] at /States/S/Retry/0/ErrorEquals',
  },
  {
    definition: task({ Retry: [{ ErrorEquals: ['A'], BackoffRate: 0.5 }] }),
    problem: 'expected a number from 1, got 0.5 at /States/S/Retry/0/BackoffRate',
  },
  {
    definition: task({ Retry: [{ ErrorEquals: ['A'], JitterStrategy: 'HALF' }] }),
    problem: 'expected FULL or NONE, got "HALF" at /States/S/Retry/0/JitterStrategy',
  },
  {
    definition: task({ Retry: [{ ErrorEquals: ['A', 'States.ALL'] }] }),
    problem: 'States.ALL stands alone, and last, which it does not at /States/S/Retry/0/ErrorEquals',
  },
  {
    definition: task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] }),
    problem: 'States.ALL stands alone, and last, which it does not at /States/S/Retry/0/ErrorEquals',
  },
  { definition: task({ Catch: [{ ErrorEquals: ['A'] }] }), problem: 'the field Next is missing at /States/S/Catch/0' },
  {
    definition: task({ Catch: [{ ErrorEquals: ['A'], Next: 'Gone' }] }),
    problem: 'no state has the name Gone, which stands at /States/S/Catch/0/Next',
  },
  {
    definition: machineOf({ S: { Type: 'Wait', End: true } }),
    problem: 'expected exactly one of Seconds, SecondsPath, Timestamp, TimestampPath at /States/S',
  },
  {
    definition: machineOf({ S: { Type: 'Wait', Timestamp: '2016-03-14', End: true } }),
    problem: 'expected a timestamp such as 2016-03-14T01:59:00Z, got "2016-03-14" at /States/S/Timestamp',
  },
  {
    definition: machineOf({ S: { Type: 'Fail', Error: 'A', ErrorPath: '$.a' } }),
    problem: 'expected at most one of Error, ErrorPath at /States/S',
  },
  {
    definition: machineOf({ S: { Type: 'Choice', Choices: [] } }),
    problem: 'expected an array with at least one item, got [] at /States/S/Choices',
  },
  { definition: choice({ Variable: '$.a' }), problem: 'expected exactly one operator at /States/S/Choices/0' },
  { definition: choice({ ...ONE, IsString: true }), problem: 'expected exactly one operator at /States/S/Choices/0' },
  {
    definition: choice({ Variable: '$.a', IsNull: 'yes' }),
    problem: 'expected a boolean, got "yes" at /States/S/Choices/0/IsNull',
  },
  {
    definition: choice({ Variable: '$.a', NumericEquals: '1' }),
    problem: 'expected a number, got "1" at /States/S/Choices/0/NumericEquals',
  },
  {
    definition: choice({ Variable: '$.a', TimestampEquals: 'now' }),
    problem: 'expected a timestamp such as 2016-03-14T01:59:00Z, got "now" at /States/S/Choices/0/TimestampEquals',
  },
  {
    definition: choice({ Variable: '$.a', StringMatches: 'a\\b' }),
    problem: 'a backslash may only stand before * and another backslash at /States/S/Choices/0/StringMatches',
  },
  {
    definition: choice({ Variable: '$.a', StringMatchesPath: '$.b' }),
    problem: 'there is no such operator at /States/S/Choices/0/StringMatchesPath',
  },
  {
    definition: choice({ Variable: '$.a', StringEqualsPath: 'b' }),
    problem: "expected $ at position 0 of 'b' at /States/S/Choices/0/StringEqualsPath",
  },
  {
    definition: choice({ And: [] }),
    problem: 'expected an array with at least one item, got [] at /States/S/Choices/0/And',
  },
  {
    definition: choice({ And: [{ ...ONE, Next: 'T' }] }),
    problem: 'a rule inside of another one has no Next at /States/S/Choices/0/And/0',
  },
  { definition: choice({ Not: ONE, ...ONE }), problem: 'expected nothing beside Not at /States/S/Choices/0' },
  {
    definition: choice({ ...ONE, Next: 'Gone' }),
    problem: 'no state has the name Gone, which stands at /States/S/Choices/0/Next',
  },
  {
    definition: machineOf({ S: { Type: 'Parallel', Branches: [pass({})], End: true } }),
    problem: 'more than one state has the name S',
  },
  {
    definition: machineOf({ S: { Type: 'Map', ItemProcessor: machineOf({ I: { Type: 'Pass' } }), End: true } }),
    problem: 'expected exactly one of Next, End at /States/S/ItemProcessor/States/I',
  },
  {
    definition: machineOf({ ['x'.repeat(81)]: { Type: 'Succeed' } }),
    problem: `the name ${'x'.repeat(81)} has more than 80 characters`,
  },
];

describe('validateDefinition', () => {
  for (const { definition, problem } of REFUSED) {
    it(`says "${problem.slice(0, 80)}"`, () => assert.deepEqual(validateDefinition(definition), [problem]));
  }

  it('accepts what the language allows', () =>
    assert.deepEqual(
      validateDefinition({
        Comment: 'all of it',
        ...machineOf({
          Pick: {
            Type: 'Choice',
            Choices: [{ Not: { Or: [ONE, { Variable: '$$.Execution.Name', StringMatches: 'a\\*' }] }, Next: 'Do' }],
            Default: 'Hold',
          },
          Do: {
            Type: 'Task',
            Resource: 'r',
            Parameters: { 'a.$': "States.Format('{}', $.a)" },
            Retry: [
              {
                ErrorEquals: ['A'],
                IntervalSeconds: 1,
                MaxAttempts: 0,
                BackoffRate: 1,
                MaxDelaySeconds: 5,
                JitterStrategy: 'FULL',
              },
            ],
            Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Hold' }],
            Next: 'Hold',
          },
          Empty: { Type: 'Task', Resource: 'r', Retry: [], Catch: [], End: true },
          Hold: { Type: 'Wait', SecondsPath: '$.s', Next: 'Each' },
          Each: {
            Type: 'Map',
            ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...machineOf({ In: { Type: 'Succeed' } }) },
            Next: 'Both',
          },
          Both: {
            Type: 'Parallel',
            Branches: [machineOf({ Left: { Type: 'Fail', CausePath: 'States.UUID()' } })],
            End: true,
          },
        }),
      }),
      [],
    ));
});
