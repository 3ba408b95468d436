/** OPENID_CONNECT: a token of the issuer, fresh enough, for one of its clients. */
import type { JSONWebKeySet, JWTPayload } from 'jose';
import type { ApiDependencies } from '../api.ts';
import type { OpenIdConnectConfig } from '../definition.ts';
import { UnauthorizedError } from '../errors.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { readPattern } from './read-pattern.ts';
import type { Provider } from './provider.ts';
import { createVerifyToken, withoutBearer } from './json-web-token.ts';

/** As the sole mode it takes tokens of any issuer (Developer Guide, "OPENID_CONNECT authorization"). */
export function createAuthorizeOidc(
  config: OpenIdConnectConfig,
  { findJwks }: Pick<ApiDependencies, 'findJwks'>,
  isSoleMode: boolean,
): Provider {
  const verifyToken = createVerifyToken((issuer) => findJwks(issuer) ?? discoverKeys(issuer), !isSoleMode);
  const clients = config.ClientId === undefined ? undefined : readPattern('ClientId', config.ClientId);
  return {
    mode: 'OPENID_CONNECT',
    issuer: config.Issuer,
    authorize: async (_request, authorization) => {
      const claims = await verifyToken(withoutBearer(authorization), config.Issuer);
      if (clients !== undefined && !clientsOf(claims).some((client) => clients.test(client)))
        throw new UnauthorizedError();
      if (!isFresh(claims, config) || !isJsonObject(claims)) throw new UnauthorizedError();
      return {
        mode: 'OPENID_CONNECT',
        identity: { sub: claims['sub'] ?? null, issuer: claims['iss'] ?? config.Issuer, claims },
        groups: [],
        deniedFields: new Set(),
      };
    },
  };
}

function clientsOf({ aud, azp }: JWTPayload): readonly string[] {
  return [aud, azp].flat().filter((client) => typeof client === 'string');
}

/** A token needs `iat`; the API decides how long `iat` and `auth_time` are good for. */
function isFresh({ iat, auth_time: authTime }: JWTPayload, { IatTTL, AuthTTL }: OpenIdConnectConfig): boolean {
  if (typeof iat !== 'number') return false;
  if (IatTTL !== undefined && IatTTL > 0 && Date.now() > iat * 1000 + IatTTL) return false;
  if (AuthTTL === undefined || AuthTTL === 0) return true;
  return typeof authTime === 'number' && Date.now() <= authTime * 1000 + AuthTTL;
}

/** The keys that the issuer publishes (OpenID Connect Discovery 1.0, section 4); undefined if it doesn't respond. */
async function discoverKeys(issuer: string): Promise<JSONWebKeySet | undefined> {
  try {
    const configuration = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    if (!isJsonObject(configuration) || typeof configuration['jwks_uri'] !== 'string') return undefined;
    const keys = await fetchJson(configuration['jwks_uri']);
    return isKeySet(keys) ? keys : undefined;
  } catch {
    return undefined;
  }
}

async function fetchJson(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  return isJsonObject(value) && Array.isArray(value['keys']);
}
