/** `ctx`, and what `EvaluateCode` makes of a mock context. */
import { returns } from './snippet.ts';
import type { Snippet, Topic } from './snippet.ts';
import { API_REFERENCE, ASSUMED, CAPTURED, CONTEXT_PAGE, issue } from './sources.ts';

const USER_POOL = {
  sub: 'sub-1',
  issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc123',
  username: 'alice',
  claims: { sub: 'sub-1' },
  sourceIp: ['1.2.3.4'],
  groups: ['admins'],
  defaultAuthStrategy: 'ALLOW',
};

const IAM = {
  accountId: '111122223333',
  cognitoIdentityPoolId: null,
  cognitoIdentityId: null,
  sourceIp: ['1.2.3.4'],
  username: 'alice',
  userArn: 'arn:aws:iam::111122223333:user/alice',
  cognitoIdentityAuthType: null,
  cognitoIdentityAuthProvider: null,
};

const OIDC = { sub: 'sub-1', issuer: 'https://accounts.example.com', claims: { sub: 'sub-1' } };

const { groups: _groups, ...USER_POOL_WITHOUT_GROUPS } = USER_POOL;
const { defaultAuthStrategy: _strategy, ...USER_POOL_WITHOUT_STRATEGY } = USER_POOL;
const { userArn: _userArn, ...IAM_WITHOUT_ARN } = IAM;

type Identity = NonNullable<Exclude<Snippet['context'], string>>['identity'];

/** `util.authType()` by the identity, as captured. */
const IDENTITIES: readonly (readonly [name: string, identity: Identity])[] = [
  ['null', null],
  ['a resolver context', { resolverContext: { a: 'b' } }],
  ['nothing', {}],
  ['IAM', IAM],
  ['IAM without its ARN', IAM_WITHOUT_ARN],
  ['IAM with a null source IP', { ...IAM, sourceIp: null }],
  ['a user pool', USER_POOL],
  ['a user pool without groups', USER_POOL_WITHOUT_GROUPS],
  ['a user pool without its strategy', USER_POOL_WITHOUT_STRATEGY],
  ['OpenID Connect', OIDC],
  ['OpenID Connect beside a username', { ...OIDC, username: 'alice' }],
  ['only claims', { claims: { sub: 'sub-1' } }],
];

const WHOLE = {
  arguments: { id: '1', nothing: null },
  identity: USER_POOL,
  source: { id: 's' },
  stash: { a: 1 },
  prev: { result: { b: 2 } },
  request: { headers: { 'x-api-key': 'key', 'x-mine': 'm' }, domainName: null },
  info: {
    fieldName: 'order',
    parentTypeName: 'Query',
    variables: { id: '1' },
    selectionSetList: ['orderId', 'items/productId'],
    selectionSetGraphQL: '{ orderId items { productId } }',
  },
  env: { ORDERS_TABLE: 'Orders' },
};

function whole(expression: string, name: string, source = CONTEXT_PAGE): Snippet {
  return returns(expression, name, source, { context: WHOLE });
}

export const MOCK_CONTEXT: Topic = {
  group: 'context',
  snippets: [
    ...IDENTITIES.map(([name, identity]) =>
      returns('util.authType()', `authType of an identity of ${name}`, CAPTURED, {
        context: { identity: identity ?? null },
      }),
    ),
    returns('util.authType()', 'authType without an identity', CAPTURED),
    whole('[ctx.args, ctx.arguments]', 'args and arguments are the same'),
    whole('ctx.identity', 'the identity is as it was given'),
    whole('ctx.source', 'the source is as it was given'),
    whole('ctx.prev.result', 'prev.result is what came before'),
    whole('ctx.stash', 'the stash is as it was given'),
    whole('ctx.request.headers', 'headers are as they were given'),
    whole('ctx.request.domainName', 'the domain name is null'),
    whole('ctx.env.ORDERS_TABLE', 'env has the variables of the API'),
    whole('[ctx.info.fieldName, ctx.info.parentTypeName, ctx.info.variables]', 'info names the field'),
    whole('[ctx.info.selectionSetList, ctx.info.selectionSetGraphQL]', 'info has the selection'),
    whole('JSON.parse(JSON.stringify(ctx.info))', 'the selection is not in the JSON of info'),
    whole('Object.keys(ctx.args)', 'a null argument is a member', issue(348)),
    returns(
      '[ctx.args, ctx.stash]',
      'an empty context has empty arguments and an empty stash',
      'localstack/localstack#10181',
    ),
    returns('[ctx.identity, ctx.source]', 'an empty context has no identity and no source', ASSUMED),
    returns(
      '[ctx.prev, ctx.error, ctx.result]',
      'an empty context has no previous result, no error and no result',
      ASSUMED,
    ),
    returns('ctx.env', 'an empty context has no variables', ASSUMED),
    returns('ctx.request', 'an empty context has a request', ASSUMED),
    returns('ctx.info', 'an empty context has an info', ASSUMED),
    returns('[ctx.result, ctx.error]', 'a response handler gets the result', CONTEXT_PAGE, {
      function: 'response',
      context: { result: { a: [1] } },
    }),
    returns('[ctx.result, ctx.error]', 'a response handler gets the error', CONTEXT_PAGE, {
      function: 'response',
      context: { error: { message: 'm', type: 't' } },
    }),
    returns('ctx.result', 'a response handler gets a null result', CONTEXT_PAGE, {
      function: 'response',
      context: { result: null },
    }),
    {
      name: 'the stash is returned as the handler leaves it',
      source: CONTEXT_PAGE,
      body: `ctx.stash.b = { c: [1] };\ndelete ctx.stash.a;\nreturn null;`,
      context: { stash: { a: 1, d: 2 } },
    },
    {
      name: 'arguments can be changed',
      source: '@aws-appsync/eslint-plugin allows it',
      body: `ctx.args.b = 2;\nreturn ctx.args;`,
      context: { arguments: { a: 1 } },
    },
    {
      name: 'a handler can return its whole context',
      source: ASSUMED,
      body: 'return ctx.stash;',
      context: { stash: { a: 1 } },
    },
    returns('1', 'an identity with the member of an Event API is rejected', CAPTURED, {
      context: { identity: { handlerContext: {} } },
    }),
    returns('1', 'an identity with an unknown member is rejected', CAPTURED, {
      context: { identity: { sub: 's', unknown: 1 } },
    }),
    returns('1', 'arguments that are a list are rejected', ASSUMED, { context: { arguments: [] } }),
    returns('1', 'a context that is no JSON is rejected', API_REFERENCE, { context: '{a' }),
    returns('1', 'a context that is a list is rejected', API_REFERENCE, { context: '[]' }),
    returns('ctx.args', 'a member of the context that AppSync does not know is left out', ASSUMED, {
      context: { args: { a: 1 }, unknown: 1 },
    }),
  ],
};
