/** API_KEY: a key that exists and hasn't expired. */
import type { ApiDefinition } from '../definition.ts';
import { UnauthorizedError } from '../errors.ts';
import type { Provider } from './provider.ts';

export function createAuthorizeApiKey(apiKeys: ApiDefinition['apiKeys']): Provider {
  const expiries = new Map(apiKeys.map(({ key, expiresAtEpochSeconds }) => [key, expiresAtEpochSeconds]));
  return {
    mode: 'API_KEY',
    authorize: (_request, key) => {
      const expiresAtEpochSeconds = expiries.get(key);
      const isGood = expiresAtEpochSeconds !== undefined && Date.now() < expiresAtEpochSeconds * 1000;
      if (!isGood) throw new UnauthorizedError();
      return { mode: 'API_KEY', identity: null, groups: [], deniedFields: new Set() };
    },
  };
}
