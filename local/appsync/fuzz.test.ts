import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../gateway/aws-call.ts';
import { UnauthorizedError } from './errors.ts';
import { BY_API_KEY, createTestApi, local } from './testing/test-api.ts';

const { api } = createTestApi({
  schema: `
    type Query { thing(id: ID!, in: In, kinds: [Kind!], at: AWSDateTime, json: AWSJSON): Thing things: [Thing!]! }
    type Mutation { save(in: In!): Thing }
    type Subscription { on(id: ID): Thing @aws_subscribe(mutations: ["save"]) }
    type Thing { id: ID! size: Int self: Thing all: [Thing] at: AWSDateTime }
    enum Kind { A B }
    input In { id: ID! n: Int next: In mail: AWSEmail }
  `,
  authModes: [
    { type: 'API_KEY' },
    { type: 'AWS_IAM' },
    { type: 'AMAZON_COGNITO_USER_POOLS', UserPoolId: 'us-east-1_p' },
    { type: 'OPENID_CONNECT', Issuer: 'https://issuer.invalid' },
  ],
  resolvers: [
    local('Query.thing', 'return { payload: { id: ctx.args.id, size: ctx.args.json } };'),
    local('Mutation.save', 'return { payload: ctx.args.in };'),
  ],
});

const WORDS =
  'query mutation subscription fragment on { } ( ) [ ] : ! $ = @ ... thing things save id in size self all at json kinds __typename __schema A B $v v Thing Query 1 -1.5 "x" """y""" null true skip if include ID! In Int # , & |'.split(
    ' ',
  );

/** Documents that are nearly right: words of the language and of the schema in any order, and some that are right. */
const documents = fc.oneof(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join(' ')),
  fc
    .array(fc.constantFrom(...WORDS), { maxLength: 12 })
    .map((words) => `query($v: In, $w: AWSJSON) { thing(id: 1, in: $v, json: $w) { ${words.join(' ')} } }`),
  fc.constant('mutation($v: In!) { save(in: $v) { id size at } }'),
  fc.constant('query($v: ID!, $w: Boolean) { thing(id: $v) { id @include(if: $w) } }'),
  fc.string(),
);

const values: fc.Arbitrary<JsonValue> = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));
const variables: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.dictionary(fc.string(), values),
  fc.record({ v: values, w: values }),
  fc.record({ v: fc.record({ id: values, n: values, next: values, mail: values }, { requiredKeys: [] }) }),
);

/** What must never be in an answer: a stack, a path of this machine. */
const LEAK = /\bat \w.*:\d+:\d+|file:\/\/|node:internal|node_modules|\.ts\b/;

const isAnswer = (body: string): void => {
  const answer = JSON.parse(body);
  for (const error of answer.errors ?? []) {
    assert.equal(typeof error.message, 'string');
    assert.notEqual(error.errorType, 'InternalFailure');
    assert.doesNotMatch(error.message, LEAK);
  }
  assert.ok('data' in answer || answer.errors.length > 0);
};

const RUNS = { numRuns: 2_000, interruptAfterTimeLimit: 60_000 };

describe('whatever is asked', () => {
  it('is answered in AppSync’s shape', async () => {
    const asked = fc.asyncProperty(
      documents,
      variables,
      fc.option(fc.string()),
      async (query, given, operationName) => {
        const { statusCode, body } = await api.execute(BY_API_KEY, { query, variables: given, operationName }, {});
        assert.ok(statusCode === 200 || statusCode === 400);
        isAnswer(body);
      },
    );
    await fc.assert(asked, RUNS);
  });

  it('subscribes or is refused', async () => {
    const asked = fc.asyncProperty(documents, variables, async (query, given) => {
      const answer = await api.subscribe(
        BY_API_KEY,
        { query: query.replace(/^query|^mutation/, 'subscription'), variables: given, operationName: null },
        {},
      );
      if ('errors' in answer) isAnswer(JSON.stringify(answer));
    });
    await fc.assert(asked, RUNS);
  });

  it('is refused with whatever credentials are none', async () => {
    const parts = fc.array(
      fc.oneof(fc.base64String(), fc.string(), fc.constantFrom('{}', 'eyJhbGciOiJIUzI1NiJ9', 'Bearer')),
    );
    const credentials = fc.oneof(
      fc.string(),
      parts.map((list) => list.join('.')),
      parts.map(
        (list) =>
          `AWS4-HMAC-SHA256 Credential=${list.join('/')}, SignedHeaders=${list.join(';')}, Signature=${'0'.repeat(64)}`,
      ),
    );
    const headers = fc.record(
      { authorization: credentials, 'x-api-key': fc.string(), 'x-amz-date': fc.string() },
      { requiredKeys: [] },
    );
    const asked = fc.asyncProperty(headers, fc.string(), async (given, body) => {
      const operation = { query: '', variables: {}, operationName: null };
      await assert.rejects(
        api.authorize({ headers: given, path: '/graphql', body, sourceIp: [], operation }),
        (error) => error instanceof UnauthorizedError && !LEAK.test(error.message),
      );
    });
    await fc.assert(asked, RUNS);
  });
});
