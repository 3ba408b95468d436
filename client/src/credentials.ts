/** How a client says who it is. */
import type { AuthHeader } from '@ordersaga/appsync-realtime';

/** One of the two. */
export type Credentials = {
  /** An AppSync API key, `da2-…`. */
  readonly apiKey?: string | undefined;
  /** A token, or what gives one; it is asked before each call and each subscription, so that it may renew the token. */
  readonly authorization?: string | (() => string | Promise<string>) | undefined;
};

/** The header that goes with a call. Throws `TypeError` unless exactly one of the two is given. */
export function authHeaderOf({ apiKey, authorization }: Credentials): () => Promise<AuthHeader> {
  if (apiKey !== undefined && authorization === undefined) return async () => ({ 'x-api-key': apiKey });
  if (authorization === undefined || apiKey !== undefined) throw new TypeError('Give apiKey or authorization.');
  return async () => ({ Authorization: typeof authorization === 'string' ? authorization : await authorization() });
}
