/** The API that the fuzzing speaks to: every way to call but a Lambda, two issuers of tokens, one key of an IAM user. */
import { generateKeyPairSync } from 'node:crypto';
import { createTestApi, local, OWNER } from '../test-api.ts';

export const OIDC_ISSUER = 'https://issuer.invalid';
export const POOL_ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_p';

/** The key pair of both issuers. */
export const ISSUER_KEYS = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const KEY_ID = 'k';

export const IAM_USER = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };

/** Fields and types are open to every caller that is authorized. */
const ALL = '@aws_api_key @aws_iam @aws_oidc @aws_cognito_user_pools';

export function createFuzzApi() {
  return createTestApi(
    {
      schema: `
        type Query ${ALL} {
          thing(id: ID!, in: In, kinds: [Kind!], at: AWSDateTime, json: AWSJSON): Thing
          things(limit: Int! = 20): [Thing!]!
          headers: AWSJSON
        }
        type Mutation ${ALL} { save(in: In!): Thing }
        type Subscription ${ALL} { on(id: ID, size: Int): Thing @aws_subscribe(mutations: ["save"]) }
        type Thing ${ALL} { id: ID! size: Int self: Thing all: [Thing] at: AWSDateTime kind: Kind json: AWSJSON }
        enum Kind { A B }
        input In { id: ID! n: Int next: In mail: AWSEmail }
      `,
      authModes: [
        { type: 'API_KEY' },
        { type: 'AWS_IAM' },
        { type: 'AMAZON_COGNITO_USER_POOLS', UserPoolId: 'us-east-1_p', AppIdClientRegex: '.*' },
        { type: 'OPENID_CONNECT', Issuer: OIDC_ISSUER, ClientId: '.*', IatTTL: 3_600_000 },
      ],
      resolvers: [
        local(
          'Query.thing',
          `const { id, json } = ctx.args; const self = { id: 1, self: json, all: json };
           return { payload: { id, size: json, at: json, kind: json, json, self, all: [self, json] } };`,
        ),
        local('Query.things', 'return { payload: [{ id: ctx.args.limit }] };'),
        local('Query.headers', 'return { payload: ctx.request.headers };'),
        local('Mutation.save', 'return { payload: ctx.args.in };'),
      ],
    },
    {
      findJwks: () => ({
        keys: [{ ...ISSUER_KEYS.publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'ES256', use: 'sig' }],
      }),
      findPrincipal: (id) =>
        id === IAM_USER.accessKeyId ? { principal: OWNER, secretAccessKey: IAM_USER.secretAccessKey } : undefined,
    },
  );
}
