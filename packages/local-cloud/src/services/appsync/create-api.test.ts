import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { DefinitionError } from './errors.ts';
import { createTestApi, handlers, local, named, NONE, OWNER } from './testing/test-api.ts';

const SCHEMA = 'type Query { run: String }';

type Definition = Parameters<typeof createTestApi>[0];

const cases: readonly { readonly what: string; readonly definition: Partial<Definition>; readonly message: RegExp }[] =
  [
    {
      what: 'a schema that is not SDL',
      definition: { schema: 'type Query {' },
      message: /^The schema cannot be parsed: .*line 1/,
    },
    {
      what: 'a schema that is not valid',
      definition: { schema: 'type Query { run: Nothing }' },
      message: /^The schema is not valid: .*Nothing/,
    },
    {
      what: 'a scalar of its own',
      definition: { schema: 'scalar Money type Query { run: Money }' },
      message: /Money; AppSync has no custom scalars/,
    },
    {
      what: 'a type with a name that AppSync keeps',
      definition: { schema: 'type AWSMoney { amount: Int } type Query { run: AWSMoney }' },
      message: /AWSMoney; AppSync keeps names that start with AWS/,
    },
    {
      what: 'a directive of merged APIs',
      definition: { schema: 'type Query { run: String @canonical }' },
      message: /^The schema is not valid: .*"@canonical"/,
    },
    {
      what: 'a depth limit of 76',
      definition: { queryDepthLimit: 76 },
      message: /queryDepthLimit of 76; AppSync allows 75/,
    },
    {
      what: 'a limit of 10,001 resolvers',
      definition: { resolverCountLimit: 10_001 },
      message: /resolverCountLimit of 10001; AppSync allows 10000/,
    },
    {
      what: 'a mode of authorization twice',
      definition: { authModes: [{ type: 'API_KEY' }, { type: 'AWS_IAM' }, { type: 'API_KEY' }] },
      message: /names API_KEY twice; AppSync allows it once/,
    },
    {
      what: "a kind of data source that the local cloud doesn't support",
      definition: { dataSources: [{ ...NONE, name: 'db', type: 'RELATIONAL_DATABASE' }] },
      message: /^The data source db is of the type RELATIONAL_DATABASE, which the local cloud does not support/,
    },
    {
      what: 'a data source without its setting',
      definition: { dataSources: [{ ...NONE, name: 'db', type: 'AMAZON_DYNAMODB' }] },
      message: /^The data source db \(AMAZON_DYNAMODB\) has no tableName\.$/,
    },
    {
      what: 'a resolver in VTL',
      definition: { resolvers: [{ ...named('Query.run'), kind: 'UNIT', dataSourceName: 'none' }] },
      message:
        /has no APPSYNC_JS code\. The local cloud does not support mapping templates in VTL\. A resolver without/,
    },
    {
      what: 'a pipeline in VTL',
      definition: { resolvers: [{ ...named('Query.run'), kind: 'PIPELINE', functionIds: [] }] },
      message: /Query\.run has no APPSYNC_JS code/,
    },
    {
      what: 'a resolver for a field that is not there',
      definition: { resolvers: [local('Query.walk', 'return {};')] },
      message: /^There is a resolver for Query\.walk, which is not a field/,
    },
    {
      what: 'a resolver whose data source is not there',
      definition: { resolvers: [{ ...local('Query.run', 'return {};'), dataSourceName: 'gone' }] },
      message: /names the data source 'gone', which does not exist/,
    },
    {
      what: 'a pipeline whose function is not there',
      definition: {
        resolvers: [{ ...named('Query.run'), kind: 'PIPELINE', functionIds: ['gone'], code: handlers('return {};') }],
      },
      message: /names the function gone, which does not exist/,
    },
    {
      what: 'a pipeline of eleven functions',
      definition: {
        resolvers: [
          {
            ...named('Query.run'),
            kind: 'PIPELINE',
            functionIds: Array.from({ length: 11 }, () => 'f'),
            code: handlers('return {};'),
          },
        ],
      },
      message: /has 11 functions; AppSync allows 10/,
    },
    {
      what: 'a batch of more than 2,000',
      definition: {
        dataSources: [NONE, { name: 'f', type: 'AWS_LAMBDA', functionArn: 'arn:f', principal: OWNER }],
        resolvers: [{ ...named('Query.run'), kind: 'UNIT', dataSourceName: 'f', maxBatchSize: 2001 }],
      },
      message: /batch size of 2001; AppSync allows 2000/,
    },
    {
      what: 'a subscription to a mutation that is not there',
      definition: {
        schema: `${SCHEMA} type Subscription { on: T @aws_subscribe(mutations: ["gone"]) } type T { a: Int }`,
      },
      message: /Subscription\.on listens to Mutation\.gone, which is not in the schema/,
    },
    {
      what: 'a subscription of another type than its mutation',
      definition: {
        schema: `${SCHEMA} type Mutation { m: T } type Subscription { on: U @aws_subscribe(mutations: ["m"]) } type T { a: Int } type U { a: Int }`,
      },
      message: /differ in type/,
    },
    {
      what: 'a subscription of a scalar',
      definition: {
        schema: `${SCHEMA} type Mutation { m: Int } type Subscription { on: Int @aws_subscribe(mutations: ["m"]) }`,
      },
      message: /Subscription\.on returns Int; the local cloud supports only objects/,
    },
  ];

describe('createApi', () => {
  for (const { what, definition, message } of cases) {
    it(`rejects ${what}, by name`, () => {
      assert.throws(
        () => createTestApi({ schema: SCHEMA, ...definition }),
        (error) => error instanceof DefinitionError && message.test(error.message),
      );
    });
  }

  it('takes a schema that declares AppSync’s own scalars', async () => {
    const { ask } = createTestApi({
      schema: 'scalar AWSJSON scalar AWSDateTime type Query { run: AWSJSON }',
      resolvers: [local('Query.run', 'return { payload: { a: 1 } };')],
    });
    assert.deepEqual(await ask('{ run }'), { data: { run: '{"a":1}' } });
  });
});
