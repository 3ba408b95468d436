/** AMAZON_COGNITO_USER_POOLS: an access or id token of the pool. */
import type { JWTPayload } from 'jose';
import type { ApiDependencies } from '../api.ts';
import type { UserPoolConfig } from '../definition.ts';
import { UnauthorizedError } from '../errors.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import type { Provider } from './provider.ts';
import { createVerifyToken, withoutBearer } from './json-web-token.ts';
import { readPattern } from './read-pattern.ts';

export function createAuthorizeUserPool(
  pool: UserPoolConfig,
  apiRegion: string,
  { findJwks }: Pick<ApiDependencies, 'findJwks'>,
): Provider {
  const issuer = `https://cognito-idp.${pool.AwsRegion ?? apiRegion}.amazonaws.com/${pool.UserPoolId}`;
  const verifyToken = createVerifyToken(findJwks);
  const clients =
    pool.AppIdClientRegex === undefined ? undefined : readPattern('AppIdClientRegex', pool.AppIdClientRegex);
  return {
    mode: 'AMAZON_COGNITO_USER_POOLS',
    issuer,
    authorize: async ({ sourceIp }, authorization) => {
      const claims = await verifyToken(withoutBearer(authorization), issuer);
      if (clients?.test(clientOf(claims)) === false || !isJsonObject(claims)) throw new UnauthorizedError();
      const groups = groupsOf(claims);
      return {
        mode: 'AMAZON_COGNITO_USER_POOLS',
        identity: {
          sourceIp: [...sourceIp],
          username: claims['cognito:username'] ?? claims['username'] ?? null,
          groups,
          sub: claims['sub'] ?? null,
          issuer,
          claims,
          defaultAuthStrategy: pool.DefaultAction ?? 'ALLOW',
        },
        groups: groups ?? [],
        deniedFields: new Set(),
      };
    },
  };
}

/** The app client: `client_id` in access tokens, `aud` in id tokens. */
function clientOf({ client_id: client, aud }: JWTPayload): string {
  return [client, aud].find(isText) ?? '';
}

function isText(claim: unknown): claim is string {
  return typeof claim === 'string';
}

function groupsOf({ 'cognito:groups': groups }: JWTPayload): string[] | null {
  return Array.isArray(groups) ? groups.filter(isText) : null;
}
