/** A Cognito user pool's token issuer: keys that live as long as the local cloud, and tokens for anyone who asks. */

import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { issuerOf } from './handle.ts';

export type UserPool = {
  /** As in `us-east-1_abc`. */
  readonly id: string;
  readonly issuer: string;
  readonly jwks: JSONWebKeySet;
  /** Returns a signed token for a user who needn't have signed up. */
  issueToken(request: TokenRequest): Promise<string>;
};

type TokenRequest = {
  /** The user's `sub`, which is also the user name. */
  readonly sub: string;
  readonly groups: readonly string[];
  readonly tokenUse: 'access' | 'id';
  /** Seconds from now until the token expires; negative for one that has. */
  readonly expiresInSeconds: number;
};

const KEY_ID = 'local';

/** `clientId` is asked for each token; `poolId` as in `us-east-1_abc`. */
export async function createUserPool(region: string, poolId: string, clientId: () => string): Promise<UserPool> {
  const issuer = issuerOf(region, poolId);
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  return {
    id: poolId,
    issuer,
    jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' }] },
    issueToken: (request) => {
      const expiresAt = Math.floor(Date.now() / 1000) + request.expiresInSeconds;
      const issuedAt = expiresAt - Math.max(request.expiresInSeconds, 1);
      return new SignJWT({ ...claimsOf(request, clientId()), auth_time: issuedAt })
        .setProtectedHeader({ alg: 'RS256', kid: KEY_ID })
        .setIssuer(issuer)
        .setSubject(request.sub)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .setJti(randomUUID())
        .sign(privateKey);
    },
  };
}

/** Access and id tokens name user and client differently (Cognito developer guide, "Understanding user pool JWTs"). */
function claimsOf({ sub, groups, tokenUse }: TokenRequest, clientId: string) {
  return {
    token_use: tokenUse,
    ...(groups.length > 0 && { 'cognito:groups': groups }),
    ...(tokenUse === 'access'
      ? { client_id: clientId, username: sub, scope: 'aws.cognito.signin.user.admin' }
      : { aud: clientId, 'cognito:username': sub }),
  };
}
