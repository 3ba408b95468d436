/** Reads and verifies the JSON web tokens of user pools and OIDC providers. */
import { createLocalJWKSet, decodeJwt, errors, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTPayload } from 'jose';
import { createBoundedMap } from '../../../kernel/bounded-map.ts';
import { UnauthorizedError } from '../errors.ts';

/** The token without the scheme that clients may put before it. */
export function withoutBearer(authorization: string): string {
  return authorization.replace(/^Bearer\s+/i, '').trim();
}

/** Who says to have issued the token; undefined when it is none. */
export function issuerOf(authorization: string): string | undefined {
  try {
    return decodeJwt(withoutBearer(authorization)).iss;
  } catch {
    return undefined;
  }
}

export type VerifyToken = (token: string, issuer: string) => Promise<JWTPayload>;

/** Tokens whose signature has been found good; checking one again costs more than the rest of a small request. */
const MAX_TOKENS = 1_000;

/**
 * Answers the claims, or throws `UnauthorizedError`. `findKeys` answers undefined for an unknown issuer; without
 * `checksIssuer` the keys are all that a token must fit.
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
