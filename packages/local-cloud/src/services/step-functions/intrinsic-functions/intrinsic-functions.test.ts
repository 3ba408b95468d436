/** "Appendix B" of the Amazon States Language, the developer guide, and captures of AWS (localstack's snapshots). */

import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonValue } from '../../../kernel/json.ts';
import { evaluate } from '../testing/run-state.ts';
import { checkCall } from './check-call.ts';
import { stringMemberAt } from '../../../kernel/testing/member-at.ts';
import { parseJson } from '../../../kernel/json.ts';

const RETURNS: readonly { readonly call: string; readonly input: JsonValue; readonly output: JsonValue }[] = [
  { call: 'States.Array()', input: {}, output: [] },
  {
    call: "States.Array('Foo', 2020, $.x, null, true)",
    input: { x: { r: 1 } },
    output: ['Foo', 2020, { r: 1 }, null, true],
  },
  {
    call: 'States.ArrayPartition($.a, 4)',
    input: { a: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
    output: [[1, 2, 3, 4], [5, 6, 7, 8], [9]],
  },
  { call: 'States.ArrayPartition($.a, 2)', input: { a: [] }, output: [] },
  { call: 'States.ArrayContains($.a, $.x)', input: { a: [1, { b: 2 }], x: { b: 2 } }, output: true },
  { call: 'States.ArrayContains($.a, $.x)', input: { a: ['1'], x: 1 }, output: false },
  { call: 'States.ArrayRange(1, 9, 2)', input: {}, output: [1, 3, 5, 7, 9] },
  { call: 'States.ArrayRange(0, 10, 3)', input: {}, output: [0, 3, 6, 9] },
  { call: 'States.ArrayRange(3, 1, -1)', input: {}, output: [3, 2, 1] },
  { call: 'States.ArrayRange(3, 1, 1)', input: {}, output: [] },
  { call: 'States.ArrayRange(0.4, 2.5, 1.4)', input: {}, output: [0, 1, 2, 3] },
  { call: 'States.ArrayGetItem($.a, 5)', input: { a: [1, 2, 3, 4, 5, 6] }, output: 6 },
  { call: 'States.ArrayGetItem($.a, 0)', input: { a: [null] }, output: null },
  { call: 'States.ArrayLength($.a)', input: { a: [1, 2] }, output: 2 },
  { call: 'States.ArrayLength($.a[*])', input: { a: [] }, output: 0 },
  { call: "States.ArrayLength($.a[?(@.x == ')')])", input: { a: [{ x: ')' }] }, output: 1 },
  {
    call: 'States.ArrayUnique($.a)',
    input: { a: [1, 2, 2, '2', { x: 1, y: 2 }, { y: 2, x: 1 }] },
    output: [1, 2, '2', { x: 1, y: 2 }],
  },
  // UTF-8, in both directions.
  { call: 'States.Base64Encode($.x)', input: { x: 'Data to encode' }, output: 'RGF0YSB0byBlbmNvZGU=' },
  { call: 'States.Base64Encode($.x)', input: { x: 'žluťoučký 🐎' }, output: 'xb5sdcWlb3XEjWvDvSDwn5CO' },
  { call: 'States.Base64Decode($.x)', input: { x: 'xb5sdcWlb3XEjWvDvSDwn5CO' }, output: 'žluťoučký 🐎' },
  { call: 'States.Base64Encode($.x)', input: { x: '' }, output: '' },
  { call: "States.Hash($.x, 'SHA-1')", input: { x: 'abc' }, output: 'a9993e364706816aba3e25717850c26c9cd0d89d' },
  { call: "States.Hash($.x, 'MD5')", input: { x: 'é' }, output: '66ddcd97cfdeabb2f6fb8a999b4bc76f' },
  {
    call: "States.Hash($.x, 'SHA-256')",
    input: { x: { a: 1 } },
    output: '015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862',
  },
  {
    call: 'States.JsonMerge($.a, $.b, false)',
    input: { a: { x: { y: 1 }, z: 1 }, b: { x: { w: 2 } } },
    output: { x: { w: 2 }, z: 1 },
  },
  { call: 'States.StringToJson($.x)', input: { x: '{"number": 20}' }, output: { number: 20 } },
  { call: "States.StringToJson('null')", input: {}, output: null },
  // Blank strings give null (localstack, test_string_to_json, recorded on AWS).
  { call: "States.StringToJson('')", input: {}, output: null },
  { call: 'States.StringToJson($.x)', input: { x: ' ' }, output: null },
  { call: 'States.StringToJson($.x)', input: { x: '-0' }, output: 0 },
  // Braces need no backslash but in Format (localstack, test_json_merge_escaped_argument, recorded on AWS).
  {
    call: 'States.JsonMerge(States.StringToJson(\'{"a": "false"}\'), $.x, false)',
    input: { x: { b: 1 } },
    output: { a: 'false', b: 1 },
  },
  {
    call: 'States.JsonToString($.x)',
    input: { x: { name: 'F"oo\\', year: 2020 } },
    output: '{"name":"F\\"oo\\\\","year":2020}',
  },
  // Each number is rounded before they are added (localstack, test_math_add, recorded on AWS).
  { call: 'States.MathAdd(111, -1)', input: {}, output: 110 },
  { call: 'States.MathAdd(1.49, 1.5)', input: {}, output: 3 },
  { call: 'States.MathAdd(1.5, 1.51)', input: {}, output: 4 },
  { call: 'States.MathAdd(-1.49, -1.5)', input: {}, output: -2 },
  { call: 'States.MathRandom(4, 5)', input: {}, output: 4 },
  // Every character divides, and nothing empty stays (localstack, test_string_split, recorded on AWS).
  { call: "States.StringSplit($.x, ',')", input: { x: '1,2,3,4,5' }, output: ['1', '2', '3', '4', '5'] },
  { call: "States.StringSplit($.x, ',')", input: { x: ', , ,' }, output: [' ', ' '] },
  { call: "States.StringSplit($.x, ',')", input: { x: ',,,,' }, output: [] },
  {
    call: "States.StringSplit($.x, '.+,=')",
    input: { x: 'This.is+a,test=string' },
    output: ['This', 'is', 'a', 'test', 'string'],
  },
  {
    call: 'States.StringSplit($.x, $.y)',
    input: { x: 'split on T and \nnew line', y: 'T\n' },
    output: ['split on ', ' and ', 'new line'],
  },
  { call: "States.StringSplit($.x, '')", input: { x: 'abc' }, output: ['abc'] },
  {
    call: "States.Format('{} is {}, {}, {}', $.a, 2020, true, null)",
    input: { a: 'Foo' },
    output: 'Foo is 2020, true, null',
  },
  { call: 'States.Format($.t, 1.1)', input: { t: 'it is {}' }, output: 'it is 1.1' },
  { call: "States.Format('\\{{}\\} \\'{}\\' \\\\', 1, 2)", input: {}, output: "{1} '2' \\" },
  { call: "States.Format('{}', $.x)", input: { x: '{"Arg1": 1}' }, output: '{"Arg1": 1}' },
  { call: "States.Format('{}', $.x)", input: { x: null }, output: 'null' },
  // Objects and lists come as Java writes them (localstack, test_format_2 and test_context_json_path, recorded on AWS).
  {
    call: "States.Format('fst={} and snd={}.', $.x, $.x)",
    input: { x: { Arg1: 1, Arg2: [] } },
    output: 'fst={Arg1=1, Arg2=[]} and snd={Arg1=1, Arg2=[]}.',
  },
  { call: "States.Format('{}', $.x)", input: { x: [1, 'a', null, { b: true }] }, output: '[1, a, null, {b=true}]' },
  { call: "States.Format('no, (comma) $.x')", input: {}, output: 'no, (comma) $.x' },
  {
    call: "States.Format('{}', States.ArrayGetItem(States.StringSplit($.x, '/'), 1))",
    input: { x: 'a/b' },
    output: 'b',
  },
];

const FAILS: readonly { readonly call: string; readonly input: JsonValue; readonly reason: string }[] = [
  { call: "States.Format('{} {}', 1)", input: {}, reason: 'The template has 2 {}, and there are 1 values for them.' },
  { call: "States.StringToJson('{')", input: {}, reason: "Expected JSON, got '{'." },
  { call: 'States.StringToJson($.x)', input: { x: 5 }, reason: 'Expected a string, got 5.' },
  { call: 'States.ArrayGetItem($.a, 2)', input: { a: [1, 2] }, reason: 'The index 2 is not in an array of 2 items.' },
  { call: 'States.ArrayGetItem($.a, -1)', input: { a: [1, 2] }, reason: 'The index -1 is not in an array of 2 items.' },
  { call: 'States.ArrayPartition($.a, 0)', input: { a: [1] }, reason: 'The chunk size must be positive, got 0.' },
  { call: 'States.ArrayLength($.a)', input: { a: 'abc' }, reason: 'Expected an array, got "abc".' },
  {
    call: 'States.ArrayRange(0, 1000, 1)',
    input: {},
    reason: 'A range has at most 1000 items, this one would have 1001.',
  },
  { call: 'States.ArrayRange(0, 10, 0)', input: {}, reason: 'The increment of a range must not be 0.' },
  {
    call: 'States.Base64Encode($.x)',
    input: { x: 'x'.repeat(10_001) },
    reason: 'Expected at most 10000 characters, got 10001.',
  },
  {
    call: "States.Hash($.x, 'CRC')",
    input: { x: 'a' },
    reason: 'There is no algorithm CRC, only MD5, SHA-1, SHA-256, SHA-384, SHA-512.',
  },
  {
    call: 'States.JsonMerge($.a, $.a, $.b)',
    input: { a: {}, b: true },
    reason: 'The third argument must be false, got true: merging is shallow.',
  },
  { call: "States.MathAdd('1', 2)", input: {}, reason: 'Expected a number, got "1".' },
  { call: 'States.MathRandom(5, 5)', input: {}, reason: 'The start 5 must be less than the end 5.' },
];

const REFUSED: readonly { readonly call: string; readonly reason: RegExp }[] = [
  { call: 'States.Nothing()', reason: /there is no intrinsic function States\.Nothing/ },
  { call: 'States.MathAdd(1)', reason: /States\.MathAdd takes 2 arguments, not 1/ },
  { call: 'States.UUID(1)', reason: /States\.UUID takes 0 arguments, not 1/ },
  { call: 'States.JsonMerge($.a, $.b, true)', reason: /merges no deeper/ },
  { call: "States.Format('a\\n')", reason: /a backslash may only stand before/ },
  { call: "States.Format('a", reason: /expected '/ },
  { call: 'States.Array($orderId)', reason: /variables are not supported/ },
  { call: 'States.Array(1', reason: /expected ,/ },
  { call: 'constant', reason: /expected \(/ },
  { call: '', reason: /expected a path or an intrinsic function/ },
  { call: `${'States.Array('.repeat(11)}${')'.repeat(11)}`, reason: /more than 10 intrinsic functions/ },
];

describe('an intrinsic function', () => {
  for (const { call, input, output } of RETURNS) {
    it(`returns what ${call} of ${JSON.stringify(input)} is`, async () =>
      assert.deepEqual(await evaluate(call, input), { output }));
  }

  for (const { call, input, reason } of FAILS) {
    it(`fails with States.IntrinsicFailure by ${call} of ${JSON.stringify(input).slice(0, 60)}`, async () =>
      assert.deepEqual(await evaluate(call, input), {
        error: 'States.IntrinsicFailure',
        cause:
          "An error occurred while executing the state 'Only' (entered at the event id #2). " +
          `The function '${call}' had the following error: ${reason}`,
      }));
  }

  for (const { call, reason } of REFUSED) {
    it(`refuses ${call.slice(0, 60)}`, () =>
      assert.throws(() => checkCall(call), { name: 'ExpressionError', message: reason }));
  }

  // Measured on AWS: floci's StepFunctionsIntrinsicMissingArgumentIntegrationTest.
  for (const { call, path, input } of [
    { call: "States.Format('{}', $.nope)", path: '$.nope', input: { other: 1 } },
    { call: "States.Format('{}', States.Format('{}', $.nope))", path: '$.nope', input: { other: 1 } },
    { call: "States.Format('{}', $.items[5])", path: '$.items[5]', input: { items: [1, 2] } },
  ] as const) {
    it(`fails the execution by ${call}, which finds nothing`, async () =>
      assert.deepEqual(await evaluate(call, parseJson(JSON.stringify(input))), {
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
    assert.match(
      stringMemberAt(await evaluate('States.UUID()', {}), 'output'),
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/,
    ));
});
