/** "Appendix B" of the Amazon States Language, the developer guide, and captures of AWS (localstack's snapshots). */

import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonValue } from '../../../kernel/json.ts';
import { evaluate } from '../testing/run-state.ts';
import { checkCall } from './check-call.ts';

const RETURNS: readonly (readonly [call: string, input: JsonValue, output: JsonValue])[] = [
  ['States.Array()', {}, []],
  ["States.Array('Foo', 2020, $.x, null, true)", { x: { r: 1 } }, ['Foo', 2020, { r: 1 }, null, true]],
  ['States.ArrayPartition($.a, 4)', { a: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, [[1, 2, 3, 4], [5, 6, 7, 8], [9]]],
  ['States.ArrayPartition($.a, 2)', { a: [] }, []],
  ['States.ArrayContains($.a, $.x)', { a: [1, { b: 2 }], x: { b: 2 } }, true],
  ['States.ArrayContains($.a, $.x)', { a: ['1'], x: 1 }, false],
  ['States.ArrayRange(1, 9, 2)', {}, [1, 3, 5, 7, 9]],
  ['States.ArrayRange(0, 10, 3)', {}, [0, 3, 6, 9]],
  ['States.ArrayRange(3, 1, -1)', {}, [3, 2, 1]],
  ['States.ArrayRange(3, 1, 1)', {}, []],
  ['States.ArrayRange(0.4, 2.5, 1.4)', {}, [0, 1, 2, 3]],
  ['States.ArrayGetItem($.a, 5)', { a: [1, 2, 3, 4, 5, 6] }, 6],
  ['States.ArrayGetItem($.a, 0)', { a: [null] }, null],
  ['States.ArrayLength($.a)', { a: [1, 2] }, 2],
  ['States.ArrayLength($.a[*])', { a: [] }, 0],
  ["States.ArrayLength($.a[?(@.x == ')')])", { a: [{ x: ')' }] }, 1],
  ['States.ArrayUnique($.a)', { a: [1, 2, 2, '2', { x: 1, y: 2 }, { y: 2, x: 1 }] }, [1, 2, '2', { x: 1, y: 2 }]],
  // UTF-8, in both directions.
  ['States.Base64Encode($.x)', { x: 'Data to encode' }, 'RGF0YSB0byBlbmNvZGU='],
  ['States.Base64Encode($.x)', { x: 'žluťoučký 🐎' }, 'xb5sdcWlb3XEjWvDvSDwn5CO'],
  ['States.Base64Decode($.x)', { x: 'xb5sdcWlb3XEjWvDvSDwn5CO' }, 'žluťoučký 🐎'],
  ['States.Base64Encode($.x)', { x: '' }, ''],
  ["States.Hash($.x, 'SHA-1')", { x: 'abc' }, 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ["States.Hash($.x, 'MD5')", { x: 'é' }, '66ddcd97cfdeabb2f6fb8a999b4bc76f'],
  ["States.Hash($.x, 'SHA-256')", { x: { a: 1 } }, '015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862'],
  ['States.JsonMerge($.a, $.b, false)', { a: { x: { y: 1 }, z: 1 }, b: { x: { w: 2 } } }, { x: { w: 2 }, z: 1 }],
  ['States.StringToJson($.x)', { x: '{"number": 20}' }, { number: 20 }],
  ["States.StringToJson('null')", {}, null],
  // Blank strings give null (localstack, test_string_to_json, recorded on AWS).
  ["States.StringToJson('')", {}, null],
  ['States.StringToJson($.x)', { x: ' ' }, null],
  ['States.StringToJson($.x)', { x: '-0' }, 0],
  // Braces need no backslash but in Format (localstack, test_json_merge_escaped_argument, recorded on AWS).
  ['States.JsonMerge(States.StringToJson(\'{"a": "false"}\'), $.x, false)', { x: { b: 1 } }, { a: 'false', b: 1 }],
  ['States.JsonToString($.x)', { x: { name: 'F"oo\\', year: 2020 } }, '{"name":"F\\"oo\\\\","year":2020}'],
  // Each number is rounded before they are added (localstack, test_math_add, recorded on AWS).
  ['States.MathAdd(111, -1)', {}, 110],
  ['States.MathAdd(1.49, 1.5)', {}, 3],
  ['States.MathAdd(1.5, 1.51)', {}, 4],
  ['States.MathAdd(-1.49, -1.5)', {}, -2],
  ['States.MathRandom(4, 5)', {}, 4],
  // Every character divides, and nothing empty stays (localstack, test_string_split, recorded on AWS).
  ["States.StringSplit($.x, ',')", { x: '1,2,3,4,5' }, ['1', '2', '3', '4', '5']],
  ["States.StringSplit($.x, ',')", { x: ', , ,' }, [' ', ' ']],
  ["States.StringSplit($.x, ',')", { x: ',,,,' }, []],
  ["States.StringSplit($.x, '.+,=')", { x: 'This.is+a,test=string' }, ['This', 'is', 'a', 'test', 'string']],
  ['States.StringSplit($.x, $.y)', { x: 'split on T and \nnew line', y: 'T\n' }, ['split on ', ' and ', 'new line']],
  ["States.StringSplit($.x, '')", { x: 'abc' }, ['abc']],
  ["States.Format('{} is {}, {}, {}', $.a, 2020, true, null)", { a: 'Foo' }, 'Foo is 2020, true, null'],
  ['States.Format($.t, 1.1)', { t: 'it is {}' }, 'it is 1.1'],
  ["States.Format('\\{{}\\} \\'{}\\' \\\\', 1, 2)", {}, "{1} '2' \\"],
  ["States.Format('{}', $.x)", { x: '{"Arg1": 1}' }, '{"Arg1": 1}'],
  ["States.Format('{}', $.x)", { x: null }, 'null'],
  // Objects and lists come as Java writes them (localstack, test_format_2 and test_context_json_path, recorded on AWS).
  [
    "States.Format('fst={} and snd={}.', $.x, $.x)",
    { x: { Arg1: 1, Arg2: [] } },
    'fst={Arg1=1, Arg2=[]} and snd={Arg1=1, Arg2=[]}.',
  ],
  ["States.Format('{}', $.x)", { x: [1, 'a', null, { b: true }] }, '[1, a, null, {b=true}]'],
  ["States.Format('no, (comma) $.x')", {}, 'no, (comma) $.x'],
  ["States.Format('{}', States.ArrayGetItem(States.StringSplit($.x, '/'), 1))", { x: 'a/b' }, 'b'],
];

const FAILS: readonly (readonly [call: string, input: JsonValue, reason: string])[] = [
  ["States.Format('{} {}', 1)", {}, 'The template has 2 {}, and there are 1 values for them.'],
  ["States.StringToJson('{')", {}, "Expected JSON, got '{'."],
  ['States.StringToJson($.x)', { x: 5 }, 'Expected a string, got 5.'],
  ['States.ArrayGetItem($.a, 2)', { a: [1, 2] }, 'The index 2 is not in an array of 2 items.'],
  ['States.ArrayGetItem($.a, -1)', { a: [1, 2] }, 'The index -1 is not in an array of 2 items.'],
  ['States.ArrayPartition($.a, 0)', { a: [1] }, 'The chunk size must be positive, got 0.'],
  ['States.ArrayLength($.a)', { a: 'abc' }, 'Expected an array, got "abc".'],
  ['States.ArrayRange(0, 1000, 1)', {}, 'A range has at most 1000 items, this one would have 1001.'],
  ['States.ArrayRange(0, 10, 0)', {}, 'The increment of a range must not be 0.'],
  ['States.Base64Encode($.x)', { x: 'x'.repeat(10_001) }, 'Expected at most 10000 characters, got 10001.'],
  ["States.Hash($.x, 'CRC')", { x: 'a' }, 'There is no algorithm CRC, only MD5, SHA-1, SHA-256, SHA-384, SHA-512.'],
  [
    'States.JsonMerge($.a, $.a, $.b)',
    { a: {}, b: true },
    'The third argument must be false, got true: merging is shallow.',
  ],
  ["States.MathAdd('1', 2)", {}, 'Expected a number, got "1".'],
  ['States.MathRandom(5, 5)', {}, 'The start 5 must be less than the end 5.'],
];

const REFUSED: readonly (readonly [call: string, reason: RegExp])[] = [
  ['States.Nothing()', /there is no intrinsic function States\.Nothing/],
  ['States.MathAdd(1)', /States\.MathAdd takes 2 arguments, not 1/],
  ['States.UUID(1)', /States\.UUID takes 0 arguments, not 1/],
  ['States.JsonMerge($.a, $.b, true)', /merges no deeper/],
  ["States.Format('a\\n')", /a backslash may only stand before/],
  ["States.Format('a", /expected '/],
  ['States.Array($orderId)', /variables are not supported/],
  ['States.Array(1', /expected ,/],
  ['constant', /expected \(/],
  ['', /expected a path or an intrinsic function/],
  [`${'States.Array('.repeat(11)}${')'.repeat(11)}`, /more than 10 intrinsic functions/],
];

describe('an intrinsic function', () => {
  for (const [call, input, output] of RETURNS) {
    it(`returns what ${call} of ${JSON.stringify(input)} is`, async () =>
      assert.deepEqual(await evaluate(call, input), { output }));
  }

  for (const [call, input, reason] of FAILS) {
    it(`fails with States.IntrinsicFailure by ${call} of ${JSON.stringify(input).slice(0, 60)}`, async () =>
      assert.deepEqual(await evaluate(call, input), {
        error: 'States.IntrinsicFailure',
        cause:
          "An error occurred while executing the state 'Only' (entered at the event id #2). " +
          `The function '${call}' had the following error: ${reason}`,
      }));
  }

  for (const [call, reason] of REFUSED) {
    it(`refuses ${call.slice(0, 60)}`, () =>
      assert.throws(() => checkCall(call), { name: 'ExpressionError', message: reason }));
  }

  // Measured on AWS: floci's StepFunctionsIntrinsicMissingArgumentIntegrationTest.
  for (const [call, path, input] of [
    ["States.Format('{}', $.nope)", '$.nope', { other: 1 }],
    ["States.Format('{}', States.Format('{}', $.nope))", '$.nope', { other: 1 }],
    ["States.Format('{}', $.items[5])", '$.items[5]', { items: [1, 2] }],
  ] as const) {
    it(`fails the execution by ${call}, which finds nothing`, async () =>
      assert.deepEqual(await evaluate(call, JSON.parse(JSON.stringify(input))), {
        error: 'States.Runtime',
        cause:
          "An error occurred while executing the state 'Only' (entered at the event id #2). " +
          `The function '${call}' had the following error: The JsonPath argument for the field '${path}' ` +
          `could not be found in the input '${JSON.stringify(input)}'`,
      }));
  }

  it('makes numbers in the range, the same ones for the same seed', async () => {
    const numbers = await Promise.all(
      Array.from({ length: 50 }, (_, seed) => evaluate(`States.MathRandom(-3, 3, ${seed % 25})`, {})),
    );
    const values = numbers.map(({ output }) => Number(output));
    assert.ok(values.every((value) => Number.isInteger(value) && value >= -3 && value < 3));
    assert.deepEqual(values.slice(0, 25), values.slice(25));
    assert.ok(new Set(values).size > 3);
  });

  it('makes UUIDs of version 4', async () =>
    assert.match(String((await evaluate('States.UUID()', {})).output), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/));
});
