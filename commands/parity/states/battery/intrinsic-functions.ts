/** Questions about intrinsic functions ("Intrinsic functions", developer guide), and how they fail. */
import type { Json } from '../../../json.ts';
import type { StateQuestion } from '../question.ts';

const GUIDE = 'Step Functions developer guide, "Intrinsic functions"';
const LOCALSTACK = 'localstack, tests of intrinsic functions, recorded on AWS';

type Row = readonly [call: string, input?: Json, source?: string];

const RESULTS: readonly Row[] = [
  ['States.Array($.a, 1, null, true, $.b)', { a: 'x', b: [2] }],
  ['States.Array()'],
  ['States.ArrayPartition($.a, 4)', { a: [1, 2, 3, 4, 5, 6, 7, 8, 9] }],
  ['States.ArrayPartition($.a, 2)', { a: [] }],
  ['States.ArrayContains($.a, $.x)', { a: [1, { b: 2 }], x: { b: 2 } }],
  ['States.ArrayContains($.a, $.x)', { a: ['1'], x: 1 }],
  ['States.ArrayRange(1, 9, 2)'],
  ['States.ArrayRange(3, 1, -1)'],
  ['States.ArrayRange(3, 1, 1)'],
  ['States.ArrayRange(0.4, 2.5, 1.4)'],
  ['States.ArrayGetItem($.a, 5)', { a: [1, 2, 3, 4, 5, 6] }],
  ['States.ArrayLength($.a[*])', { a: [] }],
  ["States.ArrayLength($.a[?(@.x == ')')])", { a: [{ x: ')' }] }],
  ['States.ArrayUnique($.a)', { a: [1, 2, 2, '2', { x: 1, y: 2 }, { y: 2, x: 1 }] }],
  ['States.Base64Encode($.x)', { x: 'žluťoučký 🐎' }],
  ['States.Base64Decode($.x)', { x: 'xb5sdcWlb3XEjWvDvSDwn5CO' }],
  ["States.Hash($.x, 'MD5')", { x: 'é' }],
  ["States.Hash($.x, 'SHA-1')", { x: 'abc' }],
  ["States.Hash($.x, 'SHA-256')", { x: { a: 1 } }],
  ["States.Hash($.x, 'SHA-512')", { x: '' }],
  ['States.JsonMerge($.a, $.b, false)', { a: { x: { y: 1 }, z: 1 }, b: { x: { w: 2 } } }],
  ['States.StringToJson($.x)', { x: '{"number": 20}' }],
  ["States.StringToJson('')", {}, LOCALSTACK],
  ['States.StringToJson($.x)', { x: ' ' }, LOCALSTACK],
  ['States.JsonToString($.x)', { x: { name: 'F"oo\\', year: 2020, n: 1.5 } }],
  ['States.MathAdd(111, -1)'],
  ['States.MathAdd(1.49, 1.5)', {}, LOCALSTACK],
  ['States.MathAdd(-1.49, -1.5)', {}, LOCALSTACK],
  ['States.MathRandom(4, 5)'],
  ["States.StringSplit($.x, ',')", { x: '1,2,3,4,5' }],
  ["States.StringSplit($.x, ',')", { x: ', , ,' }, LOCALSTACK],
  ["States.StringSplit($.x, '.+,=')", { x: 'This.is+a,test=string' }, LOCALSTACK],
  ["States.StringSplit($.x, '')", { x: 'abc' }],
  ["States.Format('{} is {}, {}, {}', $.a, 2020, true, null)", { a: 'Foo' }],
  ["States.Format('\\{{}\\} \\'{}\\' \\\\', 1, 2)"],
  ["States.Format('{}', $.x)", { x: null }],
  ["States.Format('fst={} and snd={}.', $.x, $.x)", { x: { Arg1: 1, Arg2: [] } }, LOCALSTACK],
  ["States.Format('{}', $.x)", { x: [1, 'a', null, { b: true }] }, LOCALSTACK],
  ["States.Format('{}', States.ArrayGetItem(States.StringSplit($.x, '/'), 1))", { x: 'a/b' }],
];

const FAILURES: readonly Row[] = [
  ["States.Format('{} {}', 1)"],
  ["States.StringToJson('{')"],
  ['States.StringToJson($.x)', { x: 5 }],
  ['States.ArrayGetItem($.a, 2)', { a: [1, 2] }],
  ['States.ArrayGetItem($.a, -1)', { a: [1, 2] }],
  ['States.ArrayPartition($.a, 0)', { a: [1] }],
  ['States.ArrayLength($.a)', { a: 'abc' }],
  ['States.ArrayRange(0, 999, 1)'],
  ['States.ArrayRange(0, 1000, 1)'],
  ['States.ArrayRange(0, 10, 0)'],
  ['States.Base64Encode($.x)', { x: 'x'.repeat(10_001) }],
  ['States.Base64Decode($.x)', { x: '!' }],
  ["States.Hash($.x, 'CRC')", { x: 'a' }],
  ['States.JsonMerge($.a, $.a, $.b)', { a: {}, b: true }],
  ["States.MathAdd('1', 2)"],
  ['States.MathRandom(5, 5)'],
  ["States.Format('{}', $.nope)", { other: 1 }, 'floci, StepFunctionsIntrinsicMissingArgumentIntegrationTest'],
  ["States.Format('{}', $.items[5])", { items: [1, 2] }, 'floci, StepFunctionsIntrinsicMissingArgumentIntegrationTest'],
];

const REJECTED: readonly Row[] = [
  ['States.Nothing()'],
  ['States.MathAdd(1)'],
  ['States.UUID(1)'],
  ['States.JsonMerge($.a, $.b, true)'],
  ["States.Format('a\\n')"],
  ["States.Format('a"],
  ['States.Array(1'],
  ['constant'],
  [''],
  [`${'States.Array('.repeat(10)}${')'.repeat(10)}`],
  [`${'States.Array('.repeat(11)}${')'.repeat(11)}`],
];

export function intrinsicFunctionQuestions(): readonly StateQuestion[] {
  return [
    ...RESULTS.map(questionOf('states: intrinsic functions')),
    ...FAILURES.map(questionOf('states: failures of intrinsic functions')),
    ...REJECTED.map(questionOf('states: rejected intrinsic functions')),
  ];
}

function questionOf(group: string) {
  return ([call, input = {}, source = GUIDE]: Row): StateQuestion => ({
    group,
    name: `${shortened(call)} of ${shortened(JSON.stringify(input))}`,
    source,
    definition: { Type: 'Pass', Parameters: { 'value.$': call }, End: true },
    input,
  });
}

function shortened(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 80)}… (${text.length} characters)`;
}
