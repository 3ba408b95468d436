/** A user of the pool, who has lent a token: nothing is signed up, so that AWS's pool stays as it is. */
import { decodeJwt } from 'jose';
import type { JWTPayload } from 'jose';
import { UsageError } from '../../command-line.ts';
import type { DeployedStack } from '../../stage/deployed-stack.ts';

export type User = { readonly token: string; readonly sub: string };

/** Throws `UsageError` for a token that the stack's API can't take. */
export function readUser(token: string, { name, region, userPoolId }: DeployedStack): User {
  const { iss, sub, exp = 0 } = claimsOf(token);
  const issuer = `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;
  if (sub === undefined || iss !== issuer) {
    throw new UsageError(
      `--token must be a token of the user pool ${userPoolId} of ${name}. Sign in there, and copy it.`,
    );
  }
  if (exp * 1000 <= Date.now()) throw new UsageError('--token has expired. Sign in again, and copy the new one.');
  return { token, sub };
}

function claimsOf(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    throw new UsageError('--token must be a JSON web token, which has three parts with dots between.');
  }
}

/** The same user in the local cloud, with the same groups and the same kind of token. */
export async function userLike({ token, sub }: User, cloud: { readonly awsEndpointUrl: string }): Promise<User> {
  const { token_use: use, 'cognito:groups': groups } = claimsOf(token);
  const query = new URLSearchParams({ sub, use: use === 'id' ? 'id' : 'access' });
  if (Array.isArray(groups)) query.set('groups', groups.join(','));
  const response = await fetch(`${cloud.awsEndpointUrl}/tokens?${query.toString()}`);
  return { token: (await response.text()).trim(), sub };
}
