/** Questions about the way of data through a state ("Input and Output Processing", Amazon States Language). */
import type { Json } from '../../../json.ts';
import type { JsonObject, StateQuestion } from '../question.ts';

const SOURCE = 'Amazon States Language, "Input and Output Processing with JSONPath"';
const FLOCI = 'floci-io/floci#2521, measured on AWS';

const INPUT = { a: { b: [1, 2, 3] }, c: 5 };

type Row = readonly [name: string, fields: JsonObject, input?: Json, source?: string];

const ROWS: readonly Row[] = [
  ['InputPath selects', { InputPath: '$.a' }],
  ['InputPath null gives an empty object', { InputPath: null }],
  ['InputPath to a part of the context object', { InputPath: '$$.State.Name' }],
  ['InputPath with two indexes gives a list', { InputPath: '$.a.b[0,1]' }],
  ['InputPath that finds nothing', { InputPath: '$.x' }],
  ['InputPath whose middle is missing', { InputPath: '$.a.x.y' }],
  ['InputPath to an index behind the end', { InputPath: '$.a.b[9]' }],
  ['InputPath does not change what ResultPath puts the result into', { InputPath: '$.a', ResultPath: '$.r' }],
  ['OutputPath selects', { OutputPath: '$.a.b[1:]' }],
  ['OutputPath null gives an empty object', { OutputPath: null }],
  ['OutputPath that finds nothing', { OutputPath: '$.x' }],
  ['OutputPath to the context object', { OutputPath: '$$.State.Name' }],
  ['ResultPath $ replaces the input', { Result: 1, ResultPath: '$' }],
  ['ResultPath null drops the result', { Result: 1, ResultPath: null }],
  ['ResultPath over a member', { Result: 6, ResultPath: '$.a.b' }],
  ['ResultPath makes the objects on its way', { Result: 6, ResultPath: '$.d.e' }],
  ['ResultPath in brackets', { Result: 6, ResultPath: "$['a.b']" }],
  ['ResultPath to an item', { Result: 6, ResultPath: '$.a.b[1]' }],
  ['ResultPath to an item behind the end', { Result: 6, ResultPath: '$.a.b[5]' }],
  ['ResultPath through a number', { Result: 6, ResultPath: '$.c.d' }],
  ['ResultPath in a string', { Result: 6, ResultPath: '$.x' }, 'text'],
  ['ResultPath in a list', { Result: 6, ResultPath: '$.x' }, [1]],
  ['ResultPath in null', { Result: 6, ResultPath: '$.x' }, null],
  ['a Result that is empty', { Result: '' }],
  ['a Result of false', { Result: false }],
  ['a Result of null', { Result: null }],
  ['a Result that looks like a template', { Result: { 'a.$': '$.c' } }],
  ['a Result and Parameters', { Result: 1, Parameters: { 'c.$': '$.c' } }],
  ['Parameters without paths', { Parameters: { a: '$.c', b: [1, null] } }],
  ['Parameters in a list inside', { Parameters: { list: [{ 'x.$': '$.c' }, '$.c'] } }],
  ['Parameters that find nothing', { Parameters: { 'x.$': '$.gone' } }],
  ['Parameters to an index behind the end', { Parameters: { 'x.$': '$.a.b[9]' } }, INPUT, FLOCI],
  ['Parameters that are a string', { Parameters: 'text' }],
  ['Parameters that are null', { Parameters: null }],
  ['Parameters of the whole input', { Parameters: { 'all.$': '$' } }, [1, 'two', null]],
  ['the member __proto__', { Result: { y: 1 }, ResultPath: "$['__proto__']" }, {}],
  ['numbers with a fraction and an exponent', { Parameters: { 'x.$': '$.n' } }, { n: [1.5, 1e21, -0.000001, 1e-7] }],
  ['strings beyond the basic plane', { Parameters: { 'x.$': '$.t' } }, { t: 'žluťoučký 🐎\u0000\u2028' }],
];

/** One character is one byte. The limits are those of "Quotas" in the developer guide: 262,144 bytes. */
const LIMITS: readonly Row[] = [
  ['an output of 256 KiB', { Parameters: { 'x.$': '$' } }, 'x'.repeat(262_144 - 8)],
  ['an output of one byte more', { Parameters: { 'x.$': '$' } }, 'x'.repeat(262_144 - 7)],
  [
    'an input after Parameters above 256 KiB, which is dropped',
    { Parameters: { 'x.$': '$' }, ResultPath: null },
    'x'.repeat(262_142),
  ],
  [
    'an output above 256 KiB in bytes, not in characters',
    { Parameters: { 'x.$': '$', 'y.$': '$' } },
    'é'.repeat(70_000),
  ],
];

export function dataQuestions(): readonly StateQuestion[] {
  const questionOf =
    (group: string) =>
    ([name, fields, input = INPUT, source = SOURCE]: Row): StateQuestion => ({
      group,
      name,
      source,
      definition: { Type: 'Pass', End: true, ...fields },
      input,
    });
  return [...ROWS.map(questionOf('states: data')), ...LIMITS.map(questionOf('states: limits'))];
}
