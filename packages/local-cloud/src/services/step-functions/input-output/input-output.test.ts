import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { isJsonObject, parseJson } from '../../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { memberAt, stringMemberAt } from '../../../kernel/testing/member-at.ts';
import { pass, placed, runStates, runtime } from '../testing/run-state.ts';
import type { End } from '../testing/run-state.ts';

describe('input and output', () => {
  const input: JsonValue = { a: { b: [1, 2, 3] }, c: 5 };
  const CASES: readonly {
    readonly name: string;
    readonly fields: JsonObject;
    readonly input: JsonValue;
    readonly end: End;
  }[] = [
    { name: 'InputPath', fields: { InputPath: '$.a' }, input, end: { output: { b: [1, 2, 3] } } },
    { name: 'InputPath null', fields: { InputPath: null }, input, end: { output: {} } },
    {
      name: 'InputPath to the context object',
      fields: { InputPath: '$$.Execution.Name' },
      input,
      end: { output: 'o1' },
    },
    { name: 'InputPath with several values', fields: { InputPath: '$.a.b[0,1]' }, input, end: { output: [1, 2] } },
    {
      name: 'InputPath that finds nothing',
      fields: { InputPath: '$.x' },
      input,
      end: runtime("Invalid path '$.x' : No results for path: $['x']"),
    },
    {
      name: 'InputPath whose end is missing',
      fields: { InputPath: '$.a.b[0].x' },
      input,
      end: runtime("Invalid path '$.a.b[0].x' : No results for path: $['a']['b'][0]['x']"),
    },
    {
      name: 'InputPath whose middle is missing',
      fields: { InputPath: '$.a.x.y' },
      input,
      end: runtime("Invalid path '$.a.x.y' : Missing property in path $['a']['x']"),
    },
    { name: 'OutputPath', fields: { OutputPath: '$.a.b[1:]' }, input, end: { output: [2, 3] } },
    { name: 'OutputPath null', fields: { OutputPath: null }, input, end: { output: {} } },
    {
      name: 'OutputPath that finds nothing',
      fields: { OutputPath: '$.x' },
      input,
      end: runtime("Invalid path '$.x' : No results for path: $['x']"),
    },
    { name: 'ResultPath $', fields: { Result: 1, ResultPath: '$' }, input, end: { output: 1 } },
    { name: 'ResultPath null', fields: { Result: 1, ResultPath: null }, input, end: { output: input } },
    {
      name: 'ResultPath over a member',
      fields: { Result: 6, ResultPath: '$.a.b' },
      input,
      end: { output: { a: { b: 6 }, c: 5 } },
    },
    {
      name: 'ResultPath that makes objects',
      fields: { Result: 6, ResultPath: '$.d.e' },
      input,
      end: { output: { a: { b: [1, 2, 3] }, c: 5, d: { e: 6 } } },
    },
    {
      name: 'ResultPath in brackets',
      fields: { Result: 6, ResultPath: "$['a.b']" },
      input: {},
      end: { output: { 'a.b': 6 } },
    },
    {
      name: 'ResultPath to an item',
      fields: { Result: 6, ResultPath: '$.a.b[1]' },
      input,
      end: { output: { a: { b: [1, 6, 3] }, c: 5 } },
    },
    {
      name: 'ResultPath through a number',
      fields: { Result: 6, ResultPath: '$.c.d' },
      input: { c: 5 },
      end: {
        error: 'States.ResultPathMatchFailure',
        cause: placed(`The ResultPath '$.c.d' cannot be applied to the input '{"c":5}'.`),
      },
    },
    {
      name: 'ResultPath in a string',
      fields: { Result: 6, ResultPath: '$.x' },
      input: 'foo',
      end: {
        error: 'States.ResultPathMatchFailure',
        cause: placed(`The ResultPath '$.x' cannot be applied to the input '"foo"'.`),
      },
    },
    { name: 'an empty Result', fields: { Result: '' }, input, end: { output: '' } },
    { name: 'a Result of false', fields: { Result: false }, input, end: { output: false } },
    {
      name: 'a Result that looks like a template',
      fields: { Result: { 'a.$': '$.x' } },
      input,
      end: { output: { 'a.$': '$.x' } },
    },
    {
      name: 'Parameters in arrays',
      fields: { Parameters: { list: [{ 'x.$': '$.c' }, '$.c'] } },
      input,
      end: { output: { list: [{ x: 5 }, '$.c'] } },
    },
    {
      name: 'the member __proto__',
      fields: { Result: { y: 1 }, ResultPath: "$['__proto__']" },
      input: {},
      end: { output: parseJson('{"__proto__":{"y":1}}') },
    },
  ];

  for (const { name, fields, input: given, end } of CASES) {
    it(`goes by ${name}`, async () => assert.deepEqual(await runStates({ Only: pass(fields) }, given), end));
  }

  it('tells the whole context object', async () => {
    const { output } = await runStates({ Only: pass({ Parameters: { 'all.$': '$$' } }) }, {});
    const context = memberAt(output, 'all');
    assert.ok(isJsonObject(context));
    assert.deepEqual(Object.keys(context), ['Execution', 'StateMachine', 'State']);
    assert.equal(memberAt(context, 'Execution', 'Name'), 'o1');
    assert.equal(memberAt(context, 'State', 'Name'), 'Only');
    assert.equal(memberAt(context, 'State', 'RetryCount'), 0);
    assert.equal(memberAt(context, 'StateMachine', 'Name'), 'saga');
    assert.match(stringMemberAt(context, 'State', 'EnteredTime'), /^\d{4}-\d{2}-\d{2}T.*Z$/);
  });
});
