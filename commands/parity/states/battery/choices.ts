/** Questions about Choice states: each operator, with values of its type and of others. */
import type { Json } from '../../../json.ts';
import type { JsonObject, StateQuestion } from '../question.ts';

const SOURCE = 'Amazon States Language, "Choice State"';

type Row = readonly [operator: string, operand: Json, value: Json, other?: Json];

const NOON = '2016-03-14T12:00:00Z';

/** `other` is at `$.other`, where the operators by path find it. */
const ROWS: readonly Row[] = [
  ['IsNull', true, null],
  ['IsNull', false, null],
  ['IsNull', false, 0],
  ['IsString', false, 1],
  ['IsString', true, ''],
  ['IsNumeric', true, 0],
  ['IsNumeric', false, '1'],
  ['IsBoolean', true, false],
  ['IsBoolean', false, null],
  ['IsPresent', true, null],
  ['IsPresent', false, null],
  ['IsTimestamp', true, NOON],
  ['IsTimestamp', true, '2016-03-14T12:00:00.123+02:00'],
  ['IsTimestamp', true, '2016-03-14t12:00:00Z'],
  ['IsTimestamp', true, '2016-03-14T12:00:00'],
  ['IsTimestamp', true, '2016-03-14 12:00:00Z'],
  ['IsTimestamp', true, '2016-02-30T12:00:00Z'],
  ['IsTimestamp', true, '2016-03-14'],
  ['IsTimestamp', false, 5],
  ['StringEquals', 'a', 'a'],
  ['StringEquals', '1', 1],
  ['StringLessThan', 'a', 'Z'],
  ['StringLessThan', 'b', 'a'],
  ['StringLessThanEquals', 'a', 'a'],
  ['StringGreaterThan', 'a', 'ä'],
  ['StringGreaterThanEquals', 'a', 'a'],
  ['StringEqualsPath', '$.other', 'a', 'a'],
  ['StringEqualsPath', '$.other', '1', 1],
  ['StringEqualsPath', '$.gone', 'a'],
  ['NumericEquals', 1, 1],
  ['NumericEquals', 1, '1'],
  ['NumericEquals', 0.3, 0.1],
  ['NumericLessThan', 2, 1.5],
  ['NumericLessThanEquals', 2, 2],
  ['NumericGreaterThan', -1, 0],
  ['NumericGreaterThanEquals', 1e21, 1e21],
  ['NumericGreaterThanPath', '$.other', 2, 1],
  ['NumericGreaterThanPath', '$.other', 2, null],
  ['BooleanEquals', false, false],
  ['BooleanEquals', false, null],
  ['BooleanEquals', true, 'true'],
  ['BooleanEqualsPath', '$.other', true, true],
  ['TimestampEquals', NOON, '2016-03-14T13:00:00+01:00'],
  ['TimestampEquals', NOON, '2016-03-14T12:00:00.000Z'],
  ['TimestampLessThan', NOON, '2016-03-14T11:59:59Z'],
  ['TimestampLessThan', NOON, 'yesterday'],
  ['TimestampGreaterThan', NOON, NOON],
  ['TimestampGreaterThanEqualsPath', '$.other', NOON, NOON],
  ['StringMatches', 'foo*.log', 'foo23.log'],
  ['StringMatches', 'foo.log', 'fooxlog'],
  ['StringMatches', 'ab*ba', 'aba'],
  ['StringMatches', 'a\\*', 'a*'],
  ['StringMatches', 'a\\*', 'ab'],
  ['StringMatches', 'a\\\\*', 'a\\b'],
  ['StringMatches', 'a*b', 'a\nb'],
  ['StringMatches', '*', 1],
  ['StringMatches', 'a?', 'ab'],
];

const IS_ABSENT = { Variable: '$.gone', IsPresent: true };
const IS_ONE = { Variable: '$.value', NumericEquals: 1 };
const FAILS = { Variable: '$.gone', NumericEquals: 1 };

const RULES: readonly (readonly [name: string, rule: JsonObject])[] = [
  ['IsPresent false of what is absent', { Variable: '$.gone', IsPresent: false }],
  ['IsPresent true of what is absent, deep', { Variable: '$.gone.deep', IsPresent: true }],
  ['IsPresent true of an index behind the end', { Variable: '$.list[2]', IsPresent: true }],
  ['IsPresent true of a filter that finds nothing', { Variable: '$.list[?(@.x)]', IsPresent: true }],
  ['IsNull true of what is absent', { Variable: '$.gone', IsNull: true }],
  ['a comparison of what is absent', FAILS],
  ['And that its first rule decides', { And: [IS_ABSENT, FAILS] }],
  ['And whose second rule fails', { And: [IS_ONE, FAILS] }],
  ['Or that its first rule decides', { Or: [IS_ONE, FAILS] }],
  ['Or whose first rule fails', { Or: [FAILS, IS_ONE] }],
  ['Not', { Not: IS_ONE }],
  ['Not of And of Or', { Not: { And: [{ Or: [IS_ABSENT, IS_ONE] }, IS_ONE] } }],
  ['the context object', { Variable: '$$.State.Name', IsString: true }],
];

function choice(rule: JsonObject, rest: JsonObject = { Default: 'No' }): JsonObject {
  return { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], ...rest };
}

export function choiceQuestions(): readonly StateQuestion[] {
  const about = { group: 'states: choices', source: SOURCE };
  const operators = ROWS.map(([operator, operand, value, other]) => ({
    ...about,
    name: `${operator} ${JSON.stringify(operand)} of ${JSON.stringify(value)}${other === undefined ? '' : `, other ${JSON.stringify(other)}`}`,
    definition: choice({ Variable: '$.value', [operator]: operand }),
    input: { value, ...(other !== undefined && { other }) },
  }));
  const rules = RULES.map(([name, rule]) => ({
    ...about,
    name,
    definition: choice(rule),
    input: { value: 1, list: [1] },
  }));
  return [
    ...operators,
    ...rules,
    { ...about, name: 'no rule matches and there is no Default', definition: choice(IS_ABSENT, {}), input: {} },
    {
      ...about,
      name: 'the first of two rules that match',
      definition: { Type: 'Choice', Choices: ['First', 'Second'].map((Next) => ({ ...IS_ONE, Next })) },
      input: { value: 1 },
    },
    {
      ...about,
      name: 'InputPath and OutputPath of a Choice',
      definition: choice({ Variable: '$.b', NumericEquals: 1 }, { InputPath: '$.a', OutputPath: '$.b', Default: 'No' }),
      input: { a: { b: 1 } },
    },
  ];
}
