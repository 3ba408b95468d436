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

const REFUSED: readonly (readonly [definition: JsonObject, problem: string])[] = [
  [{ States: {} }, 'the field StartAt is missing at /'],
  [{ StartAt: 'X', States: {} }, 'no state has the name X, which stands at /StartAt'],
  [{ ...pass({}), Timeout: 5 }, 'the field is not supported at /Timeout'],
  [{ ...pass({}), TimeoutSeconds: 0 }, 'expected a number from 1 to 99999999, got 0 at /TimeoutSeconds'],
  [
    pass({ Type: 'Passs' }),
    'expected one of Pass, Task, Choice, Wait, Succeed, Fail, Parallel, Map, got Passs at /States/S/Type',
  ],
  [pass({ End: false }), 'expected true at /States/S/End'],
  [pass({ Next: 'S' }), 'expected exactly one of Next, End at /States/S'],
  [machineOf({ S: { Type: 'Pass', Next: 'Gone' } }), 'no state has the name Gone, which stands at /States/S/Next'],
  [pass({ Resutl: 1 }), 'the field is not supported at /States/S/Resutl'],
  [pass({ InputPath: 'a' }), "expected $ at position 0 of 'a' at /States/S/InputPath"],
  [
    pass({ ResultPath: '$.a[*]' }),
    'expected a reference path, which names one place of the input, got "$.a[*]" at /States/S/ResultPath',
  ],
  [
    pass({ ResultPath: '$$.a' }),
    'expected a reference path, which names one place of the input, got "$$.a" at /States/S/ResultPath',
  ],
  [pass({ Parameters: { a: [{ 'b.$': 5 }] } }), "the member 'b.$': expected a string, got 5 at /States/S/Parameters"],
  [pass({ Parameters: { 'b.$': '$.a', b: 1 } }), "'b' and 'b.$' are the same member at /States/S/Parameters"],
  [
    pass({ Parameters: { 'b.$': 'States.Nope()' } }),
    "the member 'b.$': there is no intrinsic function States.Nope at /States/S/Parameters",
  ],
  [task({ Resource: 5 }), 'expected a string, got 5 at /States/S/Resource'],
  [task({ TimeoutSeconds: 1.5 }), 'expected an integer, got 1.5 at /States/S/TimeoutSeconds'],
  [
    task({ TimeoutSeconds: 1, TimeoutSecondsPath: '$.a' }),
    'expected at most one of TimeoutSeconds, TimeoutSecondsPath at /States/S',
  ],
  [
    task({ Retry: [{ ErrorEquals: [] }] }),
    'expected an array with at least one item, got [] at /States/S/Retry/0/ErrorEquals',
  ],
  [
    task({ Retry: [{ ErrorEquals: ['A'], BackoffRate: 0.5 }] }),
    'expected a number from 1, got 0.5 at /States/S/Retry/0/BackoffRate',
  ],
  [
    task({ Retry: [{ ErrorEquals: ['A'], JitterStrategy: 'HALF' }] }),
    'expected FULL or NONE, got "HALF" at /States/S/Retry/0/JitterStrategy',
  ],
  [
    task({ Retry: [{ ErrorEquals: ['A', 'States.ALL'] }] }),
    'States.ALL stands alone, and last, which it does not at /States/S/Retry/0/ErrorEquals',
  ],
  [
    task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] }),
    'States.ALL stands alone, and last, which it does not at /States/S/Retry/0/ErrorEquals',
  ],
  [task({ Catch: [{ ErrorEquals: ['A'] }] }), 'the field Next is missing at /States/S/Catch/0'],
  [
    task({ Catch: [{ ErrorEquals: ['A'], Next: 'Gone' }] }),
    'no state has the name Gone, which stands at /States/S/Catch/0/Next',
  ],
  [
    machineOf({ S: { Type: 'Wait', End: true } }),
    'expected exactly one of Seconds, SecondsPath, Timestamp, TimestampPath at /States/S',
  ],
  [
    machineOf({ S: { Type: 'Wait', Timestamp: '2016-03-14', End: true } }),
    'expected a timestamp such as 2016-03-14T01:59:00Z, got "2016-03-14" at /States/S/Timestamp',
  ],
  [
    machineOf({ S: { Type: 'Fail', Error: 'A', ErrorPath: '$.a' } }),
    'expected at most one of Error, ErrorPath at /States/S',
  ],
  [
    machineOf({ S: { Type: 'Choice', Choices: [] } }),
    'expected an array with at least one item, got [] at /States/S/Choices',
  ],
  [choice({ Variable: '$.a' }), 'expected exactly one operator at /States/S/Choices/0'],
  [choice({ ...ONE, IsString: true }), 'expected exactly one operator at /States/S/Choices/0'],
  [choice({ Variable: '$.a', IsNull: 'yes' }), 'expected a boolean, got "yes" at /States/S/Choices/0/IsNull'],
  [choice({ Variable: '$.a', NumericEquals: '1' }), 'expected a number, got "1" at /States/S/Choices/0/NumericEquals'],
  [
    choice({ Variable: '$.a', TimestampEquals: 'now' }),
    'expected a timestamp such as 2016-03-14T01:59:00Z, got "now" at /States/S/Choices/0/TimestampEquals',
  ],
  [
    choice({ Variable: '$.a', StringMatches: 'a\\b' }),
    'a backslash may only stand before * and another backslash at /States/S/Choices/0/StringMatches',
  ],
  [
    choice({ Variable: '$.a', StringMatchesPath: '$.b' }),
    'there is no such operator at /States/S/Choices/0/StringMatchesPath',
  ],
  [
    choice({ Variable: '$.a', StringEqualsPath: 'b' }),
    "expected $ at position 0 of 'b' at /States/S/Choices/0/StringEqualsPath",
  ],
  [choice({ And: [] }), 'expected an array with at least one item, got [] at /States/S/Choices/0/And'],
  [choice({ And: [{ ...ONE, Next: 'T' }] }), 'a rule inside of another one has no Next at /States/S/Choices/0/And/0'],
  [choice({ Not: ONE, ...ONE }), 'expected nothing beside Not at /States/S/Choices/0'],
  [choice({ ...ONE, Next: 'Gone' }), 'no state has the name Gone, which stands at /States/S/Choices/0/Next'],
  [machineOf({ S: { Type: 'Parallel', Branches: [pass({})], End: true } }), 'more than one state has the name S'],
  [
    machineOf({ S: { Type: 'Map', ItemProcessor: machineOf({ I: { Type: 'Pass' } }), End: true } }),
    'expected exactly one of Next, End at /States/S/ItemProcessor/States/I',
  ],
  [machineOf({ ['x'.repeat(81)]: { Type: 'Succeed' } }), `the name ${'x'.repeat(81)} has more than 80 characters`],
];

describe('validateDefinition', () => {
  for (const [definition, problem] of REFUSED) {
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
