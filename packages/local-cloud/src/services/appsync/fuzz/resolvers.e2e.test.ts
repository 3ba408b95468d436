/** Resolvers that misbehave, each beside one that does not. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { AwsError } from '../../../aws/error.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { assertGraphqlAnswer, assertNoLeak } from '../testing/fuzz/answers.ts';
import { check } from '../testing/fuzz/check.ts';
import { createTestApi, local, NONE, OWNER, unit } from '../testing/test-api.ts';
import { objectIn, valueAt } from '../testing/value-at.ts';

const LIST = `const list = '${'x'.repeat(1_000)}'.split('');`;
const MEGABYTE = `let text = 'x'; ${'text += text; '.repeat(20)}`;
const DEEP = `${LIST} let deep = 1; for (const a of list) for (const b of '${'x'.repeat(100)}') deep = [deep];`;
const PASS = 'return ctx.result;';

const CALLS = Array.from({ length: 40 }, (_, n) => `const f${n + 1} = () => f${n}() + f${n}();`).join(' ');

/** Handlers of a field of type Int. */
const MISBEHAVIOUR: readonly [what: string, request: string, response?: string][] = [
  ['loops', `${LIST} let n = 0; for (const a of list) for (const b of list) for (const c of list) n += 1; return n;`],
  ['calls functions without end', `const f0 = () => 1; ${CALLS} return { payload: f40() };`],
  ['calls itself through an object', 'const o = {}; o.f = (n) => 1 + o.f(n); return { payload: o.f(1) };'],
  ['reads a member of null', 'const missing = null; return { payload: missing.member };'],
  ['calls what is no function', 'const missing = {}; return { payload: missing.member() };'],
  ['reads a member of null in its response', 'return {};', 'return ctx.result.member.member;'],
  ['fails on purpose', "util.error('no', 'T', { a: 1 }, { b: 2 });"],
  ['refuses', 'util.unauthorized();'],
  ['fails with nonsense', "util.error('no', 'T', [[[NaN]]], undefined);"],
  ['returns early with nothing', 'runtime.earlyReturn(); return {};'],
  ['asks its data source a number', 'return 5;'],
  ['asks its data source a list', 'return [{ payload: 1 }];'],
  ['asks its data source for what there is not', 'return { nonsense: 1 };'],
  ['asks with what contains itself', 'const a = { payload: 1 }; a.payload = a; return a;'],
  ['asks with what is nested 100,000 levels deep', `${DEEP} return { payload: deep };`],
  ['keeps what contains itself', 'ctx.stash.me = ctx.stash; return {};'],
  ['keeps what is nested 100,000 levels deep', `${DEEP} ctx.stash.deep = deep; return {};`],
  ['fails with what is nested 100,000 levels deep', `${DEEP} util.error('no', 'T', deep, deep);`],
  ['returns an object where a number belongs', 'return { payload: { a: 1 } };'],
  ['returns a list where a number belongs', 'return {};', "return [1, 'x', null, { a: [] }];"],
  ['returns a text where a number belongs', "return { payload: 'many' };"],
  ['returns a number that is none', 'return { payload: 1e300 };'],
  ['returns 5 MB', `${MEGABYTE} return { payload: [text, text, text, text, text] };`],
  ['returns 5 MB in its response', 'return {};', `${MEGABYTE} return [text, text, text, text, text];`],
  ['keeps 5 MB', `${MEGABYTE} ctx.stash.much = [text, text, text, text, text]; return {};`],
  ['fails with 5 MB', `${MEGABYTE} util.error('no', 'T', null, [text, text, text, text, text]);`],
  ['doubles a list without end', `${LIST} let all = list; for (const a of list) all = [...all, ...all]; return all;`],
  ['doubles a text without end', `${LIST} let all = 'x'; for (const a of list) all += all; return all;`],
];

describe('a resolver that misbehaves', () => {
  const { ask } = createTestApi({
    schema: `type Query { healthy: String ${MISBEHAVIOUR.map((_, index) => `bad${index}: Int`).join(' ')} }`,
    resolvers: [
      local('Query.healthy', "return { payload: 'fine' };"),
      ...MISBEHAVIOUR.map(([, request, response], index) => local(`Query.bad${index}`, request, response ?? PASS)),
    ],
  });

  for (const [index, [what]] of MISBEHAVIOUR.entries()) {
    it(`fails alone when it ${what}`, async () => {
      const { data, errors } = await ask(`{ before: healthy bad: bad${index} after: healthy }`);
      assert.deepEqual(data, { before: 'fine', bad: null, after: 'fine' });
      assertGraphqlAnswer(200, JSON.stringify({ data, errors }));
      assert.ok(Array.isArray(errors) && errors.length === 1);
      assert.equal(valueAt(errors, 0, 'path', 0), 'bad');
      assertNoLeak(JSON.stringify(errors), '');
    });
  }
});

describe('a data source with arbitrary requests and responses', () => {
  const source = (name: string, type: string, more: object = {}) => ({ name, type, principal: OWNER, ...more });
  const sources = ['none', 'table', 'function', 'bus'];

  it('fails no field but its own', async () => {
    let answer: JsonObject = {};
    const { ask } = createTestApi(
      {
        schema: `type Query { healthy: String ${sources.map((name) => `${name}(json: AWSJSON): AWSJSON`).join(' ')} }`,
        dataSources: [
          NONE,
          source('table', 'AMAZON_DYNAMODB', { tableName: 'Items' }),
          source('function', 'AWS_LAMBDA', { functionArn: 'arn:f' }),
          source('bus', 'AMAZON_EVENTBRIDGE', { eventBusArn: 'arn:aws:events:us-east-1:000000000000:event-bus/b' }),
        ],
        resolvers: [
          local('Query.healthy', "return { payload: 'fine' };"),
          ...sources.map((name) => unit(`Query.${name}`, name, 'return ctx.args.json;')),
        ],
      },
      {
        callAws: ({ service }) =>
          service === 'lambda'
            ? Promise.resolve(JSON.stringify(answer))
            : Promise.reject(new AwsError('ValidationException', 'This table takes nothing.')),
      },
    );
    const given = fc.record({ source: fc.constantFrom(...sources), document: documents, answer: answers });
    const asked = fc.asyncProperty(given, async ({ source: name, document, answer: drawn }) => {
      answer = drawn;
      const { data, errors } = await ask(`query($j: AWSJSON) { healthy field: ${name}(json: $j) }`, { j: document });
      assert.equal(valueAt(data, 'healthy'), 'fine');
      assertGraphqlAnswer(200, JSON.stringify({ data, ...(errors !== undefined && { errors }) }));
      assertNoLeak(JSON.stringify(errors ?? []), document + JSON.stringify(drawn));
    });
    await check(asked, 1_500);
  });
});

const odd = fc.jsonValue({ maxDepth: 3 });

const OPERATIONS =
  'GetItem PutItem UpdateItem DeleteItem Query Scan Sync BatchGetItem BatchPutItem BatchDeleteItem TransactGetItems TransactWriteItems Invoke BatchInvoke PutEvents';

/** Request documents, nearly right or not at all. */
const documents: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 1, arbitrary: odd },
    {
      weight: 5,
      arbitrary: fc.record(
        {
          operation: fc.oneof({ weight: 6, arbitrary: fc.constantFrom<unknown>(...OPERATIONS.split(' ')) }, odd),
          payload: odd,
          key: fc.oneof(fc.constant<unknown>({ id: { S: '1' } }), odd),
          attributeValues: fc.oneof(fc.dictionary(fc.string(), odd), odd),
          update: fc.oneof(fc.record({ expression: odd, expressionNames: odd, expressionValues: odd }), odd),
          condition: fc.oneof(
            fc.record({ expression: odd, equalsIgnore: odd, conditionalCheckFailedHandler: odd }),
            odd,
          ),
          query: fc.oneof(fc.record({ expression: odd, expressionValues: odd }), odd),
          filter: odd,
          tables: fc.oneof(fc.dictionary(fc.string(), odd), odd),
          transactItems: fc.oneof(fc.array(fc.record({ table: odd, operation: odd, key: odd })), odd),
          limit: odd,
          nextToken: odd,
          events: fc.oneof(fc.array(fc.record({ source: odd, detail: odd, detailType: odd })), odd),
          invocationType: fc.oneof(fc.constantFrom<unknown>('Event', 'RequestResponse'), odd),
        },
        { requiredKeys: [] },
      ),
    },
  )
  .map((value) => JSON.stringify(value));

/** What Lambda answers: the function has run, or has failed in some way. */
const answers: fc.Arbitrary<JsonObject> = fc
  .record({ StatusCode: fc.constant(200), FunctionError: odd, Payload: odd }, { requiredKeys: [] })
  .map((value) => objectIn(JSON.stringify(value)));
