/** Reads and verifies the JSON web tokens of user pools and OIDC providers. */
import { createLocalJWKSet, decodeJwt, errors, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTPayload } from 'jose';
import { createBoundedMap } from '../../../kernel/bounded-map.ts';
import { UnauthorizedError } from '../errors.ts';

/** The token without the scheme that clients may put before it. */
export function withoutBearer(authorization: string): string {
  return authorization.replace(/^Bearer\s+/i, '').trim();
}

/** The issuer that a token names; undefined if it isn't a token. */
export function issuerOf(authorization: string): string | undefined {
  try {
    return decodeJwt(withoutBearer(authorization)).iss;
  } catch {
    return undefined;
  }
}

export type VerifyToken = (token: string, issuer: string) => Promise<JWTPayload>;

/** Verified tokens are kept: verifying one again costs more than the rest of a small request. */
const MAX_TOKENS = 1_000;

/**
 * Returns the claims, or throws `UnauthorizedError`. `findKeys` returns undefined for an unknown issuer. Without
 * `checksIssuer` the signature alone decides.
 */
export function createVerifyToken(
  findKeys: (issuer: string) => JSONWebKeySet | undefined | Promise<JSONWebKeySet | undefined>,
  checksIssuer = true,
): VerifyToken {
  const verified = createBoundedMap<string, JWTPayload>(MAX_TOKENS);
  return async (token, issuer) => {
    const known = verified.get(token);
    if (known?.exp !== undefined && known.exp * 1000 <= Date.now()) throw new UnauthorizedError('Token has expired.');
    if (known !== undefined) return known;
    const claims = await verify(token, checksIssuer ? { issuer } : {}, await findKeys(issuer));
    verified.set(token, claims);
    return claims;
  };
}

async function verify(
  token: string,
  wanted: { readonly issuer?: string },
  keys: JSONWebKeySet | undefined,
): Promise<JWTPayload> {
  if (keys === undefined) throw new UnauthorizedError();
  try {
    return (await jwtVerify(token, createLocalJWKSet(keys), wanted)).payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new UnauthorizedError('Token has expired.');
    if (error instanceof errors.JWTInvalid || error instanceof errors.JWSInvalid) {
      throw new UnauthorizedError('Unable to parse JWT token.');
    }
    throw new UnauthorizedError();
  }
}
