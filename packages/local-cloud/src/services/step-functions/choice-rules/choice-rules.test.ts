/** Rule by rule of "JSONPath Choice Rules" in the Amazon States Language, and what AWS was captured to do. */

import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { choose } from '../testing/run-state.ts';

function on(value: JsonValue, operator: string, operand: JsonValue, other: JsonValue = null) {
  return [
    { Variable: '$.value', [operator]: operand },
    { value, other },
  ] as const;
}

const CASES: readonly (readonly [name: string, rule: readonly [JsonObject, JsonValue], matches: boolean])[] = [
  // Type tests say whether the value is of the type; `false` asks for the opposite.
  ['IsNull true of null', on(null, 'IsNull', true), true],
  ['IsNull false of null', on(null, 'IsNull', false), false],
  ['IsNull false of a number', on(0, 'IsNull', false), true],
  ['IsString false of a number', on(1, 'IsString', false), true],
  ['IsString false of a string', on('', 'IsString', false), false],
  ['IsNumeric false of a string', on('1', 'IsNumeric', false), true],
  ['IsNumeric true of zero', on(0, 'IsNumeric', true), true],
  ['IsBoolean false of null', on(null, 'IsBoolean', false), true],
  ['IsBoolean true of false', on(false, 'IsBoolean', true), true],
  ['IsPresent true of null', on(null, 'IsPresent', true), true],
  ['IsPresent false of null', on(null, 'IsPresent', false), false],
  ['IsPresent false of what is absent', [{ Variable: '$.gone', IsPresent: false }, {}], true],
  ['IsPresent true of what is absent', [{ Variable: '$.gone.deep', IsPresent: true }, {}], false],
  ['IsPresent true of an index behind the end', [{ Variable: '$.a[2]', IsPresent: true }, { a: [1] }], false],
  ['IsPresent true of a filter that finds nothing', [{ Variable: '$.a[?(@.x)]', IsPresent: true }, { a: [] }], false],
  [
    'IsPresent true of a filter that finds something',
    [{ Variable: '$.a[?(@.x)]', IsPresent: true }, { a: [{ x: 1 }] }],
    true,
  ],
  ['IsTimestamp true', on('2016-03-14T01:59:00Z', 'IsTimestamp', true), true],
  ['IsTimestamp true of an offset', on('2016-03-14T01:59:00.123+02:00', 'IsTimestamp', true), true],
  ['IsTimestamp true of a lowercase t', on('2016-03-14t01:59:00Z', 'IsTimestamp', true), false],
  ['IsTimestamp true without an offset', on('2016-03-14T01:59:00', 'IsTimestamp', true), false],
  ['IsTimestamp true of 30 February', on('2016-02-30T01:59:00Z', 'IsTimestamp', true), false],
  ['IsTimestamp false of a number', on(5, 'IsTimestamp', false), true],
  // Comparisons need values of their type.
  ['StringEquals', on('a', 'StringEquals', 'a'), true],
  ['StringEquals of a number', on(1, 'StringEquals', '1'), false],
  ['StringLessThan', on('Z', 'StringLessThan', 'a'), true],
  ['StringGreaterThanEquals', on('a', 'StringGreaterThanEquals', 'a'), true],
  ['StringEqualsPath', on('a', 'StringEqualsPath', '$.other', 'a'), true],
  ['StringEqualsPath to a number', on('1', 'StringEqualsPath', '$.other', 1), false],
  ['NumericEquals', on(1.0, 'NumericEquals', 1), true],
  ['NumericEquals of a string', on('1', 'NumericEquals', 1), false],
  ['NumericLessThanEquals', on(2, 'NumericLessThanEquals', 2), true],
  ['NumericGreaterThanPath', on(2, 'NumericGreaterThanPath', '$.other', 1), true],
  ['NumericGreaterThanPath to null', on(2, 'NumericGreaterThanPath', '$.other', null), false],
  ['BooleanEquals false of false', on(false, 'BooleanEquals', false), true],
  ['BooleanEquals of null', on(null, 'BooleanEquals', false), false],
  ['BooleanEqualsPath', on(true, 'BooleanEqualsPath', '$.other', true), true],
  ['TimestampEquals across offsets', on('2016-03-14T01:59:00+01:00', 'TimestampEquals', '2016-03-14T00:59:00Z'), true],
  ['TimestampLessThan of what is none', on('yesterday', 'TimestampLessThan', '2016-03-14T00:59:00Z'), false],
  [
    'TimestampGreaterThanEqualsPath',
    on('2016-03-14T01:59:00Z', 'TimestampGreaterThanEqualsPath', '$.other', '2016-03-14T01:59:00Z'),
    true,
  ],
  ['StringMatches', on('foo23.log', 'StringMatches', 'foo*.log'), true],
  ['StringMatches without a wildcard', on('foo', 'StringMatches', 'fo'), false],
  ['StringMatches of a dot', on('fooxlog', 'StringMatches', 'foo.log'), false],
  ['StringMatches of ends that overlap', on('aba', 'StringMatches', 'ab*ba'), false],
  ['StringMatches of an escaped star', on('a*', 'StringMatches', 'a\\*'), true],
  ['StringMatches of an escaped star, against another character', on('ab', 'StringMatches', 'a\\*'), false],
  ['StringMatches of an escaped backslash', on('a\\b', 'StringMatches', 'a\\\\*'), true],
  ['StringMatches over lines', on('a\nb', 'StringMatches', 'a*b'), true],
  ['StringMatches of a number', on(1, 'StringMatches', '*'), false],
  // Boolean expressions stop as soon as they are decided, so that IsPresent guards what follows.
  [
    'And that IsPresent decides',
    [
      {
        And: [
          { Variable: '$.x', IsPresent: true },
          { Variable: '$.x', NumericEquals: 1 },
        ],
      },
      {},
    ],
    false,
  ],
  [
    'Or that the first decides',
    [
      {
        Or: [
          { Variable: '$.a', IsNull: false },
          { Variable: '$.x', NumericEquals: 1 },
        ],
      },
      { a: 1 },
    ],
    true,
  ],
  ['Not', [{ Not: { Variable: '$.a', IsNull: false } }, { a: 1 }], false],
  ['the context object', [{ Variable: '$$.Execution.Name', StringEquals: 'o1' }, {}], true],
];

describe('a Choice rule', () => {
  for (const [name, [rule, input], matches] of CASES) {
    it(`${matches ? 'matches by' : 'does not match by'} ${name}`, async () =>
      assert.equal(await choose(rule, input), matches));
  }

  // Captures in the issues of floci and posts about "Invalid path" show these words.
  const failing: readonly JsonObject[] = [
    { Variable: '$.gone', StringEquals: 'a' },
    { Variable: '$.gone', IsNull: true },
    { Variable: '$.a', StringEqualsPath: '$.gone' },
  ];
  for (const rule of failing) {
    it(`fails the execution when a path of ${JSON.stringify(rule)} finds nothing`, async () =>
      assert.deepEqual(await choose(rule, { a: 'a' }), {
        error: 'States.Runtime',
        cause:
          "An error occurred while executing the state 'Only' (entered at the event id #2). " +
          "Invalid path '$.gone': The choice state's condition path references an invalid value.",
      }));
  }
});
