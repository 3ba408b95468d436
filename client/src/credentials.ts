/** How a client signs in. */
import type { AuthHeader } from '@ordersaga/appsync-realtime';

/** One of the two. */
export type Credentials = {
  /** An AppSync API key, `da2-…`. */
  readonly apiKey?: string | undefined;
  /** A token, or a function that returns one. It is called before each call and subscription, so it can renew the token. */
  readonly authorization?: string | (() => string | Promise<string>) | undefined;
};

/** Returns a function that makes the header of a call. Throws `TypeError` unless exactly one of the two is given. */
export function authHeaderOf({ apiKey, authorization }: Credentials): () => Promise<AuthHeader> {
  if (apiKey !== undefined && authorization === undefined) return () => Promise.resolve({ 'x-api-key': apiKey });
  if (authorization === undefined || apiKey !== undefined) throw new TypeError('Give apiKey or authorization.');
  return async () => ({ Authorization: typeof authorization === 'string' ? authorization : await authorization() });
}
