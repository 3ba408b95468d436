import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { Caller } from '../api.ts';
import type { AuthMode, AuthModeType } from '../definition.ts';
import { BY_API_KEY, createTestApi, local, OWNER } from '../testing/test-api.ts';
import { valueAt } from '../testing/value-at.ts';

function as(mode: AuthModeType, ...groups: string[]): Caller {
  return {
    mode,
    identity: null,
    groups,
    deniedFields: new Set(),
  };
}

const key = as('API_KEY');
const iam = as('AWS_IAM');
const member = as('AMAZON_COGNITO_USER_POOLS');
const staff = as('AMAZON_COGNITO_USER_POOLS', 'staff', 'other');
const lambda = as('AWS_LAMBDA');
const oidc = as('OPENID_CONNECT');
const EVERYBODY = { key, iam, member, staff, lambda, oidc };

const ALL_MODES: readonly [AuthMode, ...AuthMode[]] = [
  { type: 'API_KEY' },
  { type: 'AWS_IAM' },
  { type: 'AMAZON_COGNITO_USER_POOLS', UserPoolId: 'us-east-1_p' },
  { type: 'AWS_LAMBDA', AuthorizerUri: 'arn:f' },
  { type: 'OPENID_CONNECT', Issuer: 'https://issuer' },
];

const FIELDS = ['plain', 'byIam', 'byKeyAndIam', 'members', 'staff', 'lambda', 'oidc', 'awsAuth'];

const SCHEMA = `
  type Query {
    plain: String
    byIam: String @aws_iam
    byKeyAndIam: String @aws_api_key @aws_iam
    members: String @aws_cognito_user_pools
    staff: String @aws_cognito_user_pools(cognito_groups: ["staff", "admins"])
    lambda: String @aws_lambda
    oidc: String @aws_oidc
    awsAuth: String @aws_auth(cognito_groups: ["staff"])
    post: Post @aws_api_key @aws_iam
  }
  type Post @aws_api_key @aws_iam { id: ID title: String @aws_iam }
  type Mutation @aws_iam { publish: String open: String @aws_api_key }
`;

/** Fields of Query that somebody may read. */
async function readableBy(caller: Caller, authModes: readonly [AuthMode, ...AuthMode[]]): Promise<readonly string[]> {
  const { ask } = createTestApi({
    schema: SCHEMA,
    authModes,
    resolvers: FIELDS.map((field) => local(`Query.${field}`, 'return { payload: "yes" };')),
  });
  const { data } = await ask(`{ ${FIELDS.join(' ')} }`, {}, caller);
  return FIELDS.filter((field) => valueAt(data, field) === 'yes');
}

describe('directives on fields', () => {
  const cases: readonly [who: keyof typeof EVERYBODY, fields: readonly string[]][] = [
    ['key', ['plain', 'byKeyAndIam', 'awsAuth']],
    ['iam', ['byIam', 'byKeyAndIam']],
    ['member', ['members']],
    ['staff', ['members', 'staff']],
    ['lambda', ['lambda']],
    ['oidc', ['oidc']],
  ];
  for (const [who, fields] of cases) {
    it(`open these to ${who}: ${fields.join(', ')}`, async () => {
      assert.deepEqual(await readableBy(EVERYBODY[who], ALL_MODES), fields);
    });
  }

  it('leave a field without any to the default mode, unless that denies by default', async () => {
    const pool = { type: 'AMAZON_COGNITO_USER_POOLS', UserPoolId: 'us-east-1_p' } as const;
    const key = { type: 'API_KEY' } as const;
    assert.deepEqual(await readableBy(member, [pool, key]), ['plain', 'members', 'awsAuth']);
    assert.deepEqual(await readableBy(member, [{ ...pool, DefaultAction: 'DENY' }, key]), ['members']);
  });

  it('@aws_auth counts only while the user pool is the sole mode', async () => {
    const pool = { type: 'AMAZON_COGNITO_USER_POOLS', UserPoolId: 'us-east-1_p' } as const;
    assert.deepEqual(await readableBy(member, [pool]), ['plain', 'members']);
    assert.deepEqual(await readableBy(staff, [pool]), ['plain', 'members', 'staff', 'awsAuth']);
  });
});

describe('@aws_auth below the root', () => {
  // The schema of aws-appsync-community#275, and what AppSync answered a member of the group `user`.
  const nested = `
    interface Inside { inner_scalar: String }
    type Inner implements Inside { inner_scalar: String @aws_auth(cognito_groups: ["admin"]) }
    type Outer {
      scalar: String @aws_auth(cognito_groups: ["admin"])
      inner: Inner @aws_auth(cognito_groups: ["admin"])
      list: [Inner] @aws_auth(cognito_groups: ["admin"])
      either: Inside @aws_auth(cognito_groups: ["admin"])
      plain: String
    }
    type Query {
      query_scalar: String @aws_auth(cognito_groups: ["admin"])
      outer: Outer @aws_auth
    }
  `;
  const inner = "{ __typename: 'Inner', inner_scalar: 'inner_scalar' }";
  const resolvers = [
    local('Query.query_scalar', "return { payload: 'query_scalar' };"),
    local(
      'Query.outer',
      `return { payload: { scalar: 'scalar', inner: ${inner}, list: [${inner}], either: ${inner}, plain: 'plain' } };`,
    ),
  ];
  const query =
    '{ query_scalar outer { scalar inner { inner_scalar } list { inner_scalar } either { inner_scalar } plain } }';
  const pool = { type: 'AMAZON_COGNITO_USER_POOLS', UserPoolId: 'us-east-1_p' } as const;
  const caller = as('AMAZON_COGNITO_USER_POOLS', 'user');
  const outer = {
    scalar: 'scalar',
    inner: { inner_scalar: 'inner_scalar' },
    list: [{ inner_scalar: 'inner_scalar' }],
    either: { inner_scalar: 'inner_scalar' },
    plain: 'plain',
  };

  for (const DefaultAction of ['ALLOW', 'DENY'] as const) {
    it(`has no effect if the user pool is the only mode, whatever the default action (${DefaultAction})`, async () => {
      const { ask } = createTestApi({ schema: nested, authModes: [{ ...pool, DefaultAction }], resolvers });
      const { data, errors } = await ask(query, {}, caller);
      assert.deepEqual(data, { query_scalar: null, outer });
      assert.match(JSON.stringify(errors), /^\[\{"path":\["query_scalar"\],[^[]*"Unauthorized"/);
    });
  }

  it('is warned of by the field’s name', () => {
    const warnings: string[] = [];
    createTestApi({ schema: nested, authModes: [pool], resolvers }, { warn: (message) => warnings.push(message) });
    const names = warnings.map((warning) => /@aws_auth on (\S+): /.exec(warning)?.[1]);
    assert.deepEqual(names, ['Inner.inner_scalar', 'Outer.scalar', 'Outer.inner', 'Outer.list', 'Outer.either']);
  });

  it('is warned of everywhere with a second mode, and @aws_cognito_user_pools is enforced there', async () => {
    const warnings: string[] = [];
    const warn = (message: string) => warnings.push(message);
    createTestApi({ schema: nested, authModes: [pool, { type: 'API_KEY' }], resolvers }, { warn });
    assert.equal(warnings.length, 7);
    assert.match(warnings[0] ?? '', /^AppSync ignores @aws_auth on \w+\.\w+, because a user pool isn't the API's only/);
    const enforced = nested.replaceAll('@aws_auth', '@aws_cognito_user_pools');
    const { ask } = createTestApi({ schema: enforced, authModes: [pool, { type: 'API_KEY' }], resolvers }, { warn });
    assert.deepEqual((await ask(query, {}, caller))['data'], {
      query_scalar: null,
      outer: { scalar: null, inner: null, list: null, either: null, plain: 'plain' },
    });
    assert.equal(warnings.length, 7);
  });
});

describe('a denied field', () => {
  it("is null with AppSync’s words, and its siblings aren't touched", async () => {
    const { ask } = createTestApi({
      schema: SCHEMA,
      authModes: ALL_MODES,
      resolvers: [local('Query.plain', 'return { payload: "yes" };')],
    });
    assert.deepEqual(await ask('{ plain byIam }'), {
      data: { plain: 'yes', byIam: null },
      errors: [
        {
          path: ['byIam'],
          data: null,
          errorType: 'Unauthorized',
          errorInfo: null,
          locations: [{ line: 1, column: 9, sourceName: null }],
          message: 'Not Authorized to access byIam on type Query',
        },
      ],
    });
  });

  it("isn't resolved", async () => {
    const { ask } = createTestApi({
      schema: SCHEMA,
      authModes: ALL_MODES,
      resolvers: [local('Query.byIam', "util.error('ran'); return {};")],
    });
    assert.doesNotMatch(JSON.stringify(await ask('{ byIam }')), /ran/);
  });
});

describe('directives on types', () => {
  const post = local('Query.post', 'return { payload: { id: "1", title: "t" } };');

  it('hold for every field that has none of its own; those of a field take their place', async () => {
    const { ask } = createTestApi({ schema: SCHEMA, authModes: ALL_MODES, resolvers: [post] });
    const byKey = await ask('{ post { id title } }', {}, key);
    assert.deepEqual(byKey['data'], { post: { id: '1', title: null } });
    assert.match(JSON.stringify(byKey['errors']), /Not Authorized to access title on type Post/);
    assert.deepEqual(await ask('{ post { id title } }', {}, iam), { data: { post: { id: '1', title: 't' } } });
  });

  it('hold for root types too', async () => {
    const { ask } = createTestApi({ schema: SCHEMA, authModes: ALL_MODES });
    assert.equal((await ask('mutation { publish }', {}, iam))['errors'], undefined);
    assert.match(
      JSON.stringify(await ask('mutation { publish }', {}, key)),
      /Not Authorized to access publish on type Mutation/,
    );
    assert.equal((await ask('mutation { open }', {}, key))['errors'], undefined);
  });
});

describe('deniedFields of a Lambda authorizer', () => {
  it('are null', async () => {
    const { ask } = createTestApi({ schema: SCHEMA, authModes: [{ type: 'AWS_LAMBDA', AuthorizerUri: 'arn:f' }] });
    const caller = { ...lambda, deniedFields: new Set(['Query.plain']) };
    assert.match(JSON.stringify(await ask('{ plain }', {}, caller)), /Not Authorized to access plain on type Query/);
  });
});

describe('an IAM caller’s policies', () => {
  const ARN = 'arn:aws:appsync:us-east-1:000000000000:apis/testapi/types';
  const caller: Caller = { ...iam, principal: OWNER };
  const asked: [string, string][] = [];
  const { api, ask } = createTestApi(
    { schema: SCHEMA, authModes: [{ type: 'AWS_IAM' }] },
    {
      isAllowed: (principal, action, resource) => {
        assert.equal(principal, OWNER);
        asked.push([action, resource]);
        return resource === `${ARN}/Query/fields/plain`;
      },
    },
  );

  it('decide about each root field', async () => {
    const { data, errors } = await ask('{ plain byIam __typename }', {}, caller);
    assert.deepEqual(data, { plain: null, byIam: null, __typename: 'Query' });
    assert.match(JSON.stringify(errors), /^\[\{"path":\["byIam"\]/);
    assert.deepEqual(asked, [
      ['appsync:GraphQL', `${ARN}/Query/fields/plain`],
      ['appsync:GraphQL', `${ARN}/Query/fields/byIam`],
    ]);
  });

  it('reject the whole request when they allow none of its fields', async () => {
    const request = { query: '{ byIam }', variables: {}, operationName: null };
    const { statusCode, body } = await api.execute(caller, request, {});
    assert.equal(statusCode, 401);
    assert.equal(body, '{"errors":[{"errorType":"UnauthorizedException","message":"Permission denied"}]}');
  });

  it("don't concern callers of other modes", async () => {
    asked.length = 0;
    await createTestApi({ schema: SCHEMA }).ask('{ plain }', {}, BY_API_KEY);
    assert.deepEqual(asked, []);
  });
});
