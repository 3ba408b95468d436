/** Identifies the caller: the form of the credentials decides the mode (Developer Guide, "Authorization"). */
import type { ApiDependencies, AuthorizationRequest, Caller } from '../api.ts';
import type { ApiDefinition, AuthMode, AuthModeType } from '../definition.ts';
import { DefinitionError, UnauthorizedError } from '../errors.ts';
import { createAuthorizeApiKey } from './authorize-api-key.ts';
import { createAuthorizeIam } from './authorize-iam.ts';
import { createAuthorizeLambda } from './authorize-lambda.ts';
import { createAuthorizeOidc } from './authorize-oidc.ts';
import { createAuthorizeUserPool } from './authorize-user-pool.ts';
import { issuerOf } from './json-web-token.ts';
import type { Provider } from './provider.ts';

export type Authorize = (request: AuthorizationRequest) => Promise<Caller>;

/** Throws `DefinitionError` if the API has a mode twice that AppSync allows once. */
export function createAuthorize(definition: ApiDefinition, dependencies: ApiDependencies): Authorize {
  rejectTwice(definition.authModes);
  const providers = definition.authModes.map((mode) => createProvider(mode, definition, dependencies));
  const ofMode = (mode: AuthModeType) => providers.find((provider) => provider.mode === mode);
  const tokens = providers.filter(({ issuer }) => issuer !== undefined);
  const soleOidc = providers.length === 1 ? ofMode('OPENID_CONNECT') : undefined;
  return async (request) => {
    const apiKey = headerOf(request, 'x-api-key');
    const byKey = ofMode('API_KEY');
    if (apiKey !== undefined && byKey !== undefined) return byKey.authorize(request, apiKey);
    const authorization = headerOf(request, 'authorization');
    if (authorization === undefined) throw new UnauthorizedError(NO_CREDENTIALS);
    const provider = isSigned(authorization)
      ? ofMode('AWS_IAM')
      : (soleOidc ?? tokenProvider(tokens, authorization) ?? ofMode('AWS_LAMBDA'));
    if (provider !== undefined) return provider.authorize(request, authorization);
    throw new UnauthorizedError(tokens.length > 0 ? UNREADABLE_TOKEN : NO_CREDENTIALS);
  };
}

const ONLY_ONE: readonly AuthModeType[] = ['API_KEY', 'AWS_IAM', 'AWS_LAMBDA'];

function rejectTwice(modes: readonly AuthMode[]): void {
  const twice = ONLY_ONE.find((type) => modes.filter((mode) => mode.type === type).length > 1);
  if (twice !== undefined) throw new DefinitionError(`The API names ${twice} twice; AppSync allows it once.`);
}

const NO_CREDENTIALS = 'Valid authorization header not provided.';
const UNREADABLE_TOKEN = 'Unable to parse JWT token.';

function createProvider(mode: AuthMode, definition: ApiDefinition, dependencies: ApiDependencies): Provider {
  switch (mode.type) {
    case 'API_KEY':
      return createAuthorizeApiKey(definition.apiKeys);
    case 'AWS_IAM':
      return createAuthorizeIam(definition, dependencies);
    case 'AMAZON_COGNITO_USER_POOLS':
      return createAuthorizeUserPool(mode, definition.region, dependencies);
    case 'OPENID_CONNECT':
      return createAuthorizeOidc(mode, dependencies, definition.authModes.length === 1);
    case 'AWS_LAMBDA':
      return createAuthorizeLambda(mode, definition, dependencies);
  }
}

function isSigned(authorization: string): boolean {
  return authorization.startsWith('AWS4-HMAC-SHA256');
}

/** The provider whose issuer the token names; undefined for an unknown issuer. */
function tokenProvider(providers: readonly Provider[], authorization: string): Provider | undefined {
  if (providers.length === 0) return undefined;
  const issuer = issuerOf(authorization);
  return issuer === undefined ? undefined : providers.find((provider) => provider.issuer === issuer);
}

function headerOf({ headers }: AuthorizationRequest, name: string): string | undefined {
  const value = headers[name];
  const text = typeof value === 'string' ? value : value?.[0];
  return text === '' ? undefined : text;
}
