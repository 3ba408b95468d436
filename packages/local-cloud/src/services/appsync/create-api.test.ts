import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { DefinitionError } from './errors.ts';
import { createTestApi, handlers, local, named, NONE, OWNER } from './testing/test-api.ts';

const SCHEMA = 'type Query { run: String }';

type Definition = Parameters<typeof createTestApi>[0];

const cases: readonly [what: string, definition: Partial<Definition>, message: RegExp][] = [
  ['a schema that is not SDL', { schema: 'type Query {' }, /^The schema cannot be parsed: .*line 1/],
  ['a schema that is not valid', { schema: 'type Query { run: Nothing }' }, /^The schema is not valid: .*Nothing/],
  ['a scalar of its own', { schema: 'scalar Money type Query { run: Money }' }, /Money; AppSync has no custom scalars/],
  [
    'a type with a name that AppSync keeps',
    { schema: 'type AWSMoney { amount: Int } type Query { run: AWSMoney }' },
    /AWSMoney; AppSync keeps names that start with AWS/,
  ],
  [
    'a directive of merged APIs',
    { schema: 'type Query { run: String @canonical }' },
    /^The schema is not valid: .*"@canonical"/,
  ],
  ['a depth limit of 76', { queryDepthLimit: 76 }, /queryDepthLimit of 76; AppSync allows 75/],
  ['a limit of 10,001 resolvers', { resolverCountLimit: 10_001 }, /resolverCountLimit of 10001; AppSync allows 10000/],
  [
    'a mode of authorization twice',
    { authModes: [{ type: 'API_KEY' }, { type: 'AWS_IAM' }, { type: 'API_KEY' }] },
    /names API_KEY twice; AppSync allows it once/,
  ],
  [
    'a kind of data source that is not carried',
    { dataSources: [{ ...NONE, name: 'db', type: 'RELATIONAL_DATABASE' }] },
    /^The data source db is of the type RELATIONAL_DATABASE, which the local cloud does not carry/,
  ],
  [
    'a data source without its setting',
    { dataSources: [{ ...NONE, name: 'db', type: 'AMAZON_DYNAMODB' }] },
    /^The data source db \(AMAZON_DYNAMODB\) has no tableName\.$/,
  ],
  [
    'a resolver in VTL',
    { resolvers: [{ ...named('Query.run'), kind: 'UNIT', dataSourceName: 'none' }] },
    /has no APPSYNC_JS code \(mapping templates in VTL are not carried/,
  ],
  [
    'a pipeline in VTL',
    { resolvers: [{ ...named('Query.run'), kind: 'PIPELINE', functionIds: [] }] },
    /Query\.run has no APPSYNC_JS code/,
  ],
  [
    'a resolver for a field that is not there',
    { resolvers: [local('Query.walk', 'return {};')] },
    /^There is a resolver for Query\.walk, which is not a field/,
  ],
  [
    'a resolver whose data source is not there',
    { resolvers: [{ ...local('Query.run', 'return {};'), dataSourceName: 'gone' }] },
    /names the data source 'gone', which is not there/,
  ],
  [
    'a pipeline whose function is not there',
    { resolvers: [{ ...named('Query.run'), kind: 'PIPELINE', functionIds: ['gone'], code: handlers('return {};') }] },
    /names the function gone, which is not there/,
  ],
  [
    'a pipeline of eleven functions',
    {
      resolvers: [
        {
          ...named('Query.run'),
          kind: 'PIPELINE',
          functionIds: Array.from({ length: 11 }, () => 'f'),
          code: handlers('return {};'),
        },
      ],
    },
    /has 11 functions; AppSync allows 10/,
  ],
  [
    'a batch of more than 2,000',
    {
      dataSources: [NONE, { name: 'f', type: 'AWS_LAMBDA', functionArn: 'arn:f', principal: OWNER }],
      resolvers: [{ ...named('Query.run'), kind: 'UNIT', dataSourceName: 'f', maxBatchSize: 2001 }],
    },
    /batch size of 2001; AppSync allows 2000/,
  ],
  [
    'a subscription to a mutation that is not there',
    { schema: `${SCHEMA} type Subscription { on: T @aws_subscribe(mutations: ["gone"]) } type T { a: Int }` },
    /Subscription\.on listens to Mutation\.gone, which is not in the schema/,
  ],
  [
    'a subscription of another type than its mutation',
    {
      schema: `${SCHEMA} type Mutation { m: T } type Subscription { on: U @aws_subscribe(mutations: ["m"]) } type T { a: Int } type U { a: Int }`,
    },
    /differ in type/,
  ],
  [
    'a subscription of a scalar',
    { schema: `${SCHEMA} type Mutation { m: Int } type Subscription { on: Int @aws_subscribe(mutations: ["m"]) }` },
    /Subscription\.on answers Int; the local cloud carries only objects/,
  ],
];

describe('createApi', () => {
  for (const [what, definition, message] of cases) {
    it(`refuses ${what}, by name`, () => {
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
