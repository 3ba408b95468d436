/** The header that says who a client is, and how it travels from a browser, which cannot set HTTP headers. */
import { isRecord, isString } from './guards.ts';

/** `{host, x-api-key}`, `{host, Authorization}`, or the headers of a SigV4 signature. `host` is the GraphQL host. */
export type AuthHeader = { readonly [name: string]: string };

/** Returns the sub-protocol `header-…` for a header, to offer beside `SUB_PROTOCOL`. */
export function authSubProtocol(header: AuthHeader): string {
  return SUB_PROTOCOL_PREFIX + base64(header).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Returns the query string for a header, without its question mark. */
export function authQuery(header: AuthHeader): string {
  return `header=${encodeURIComponent(base64(header))}&payload=e30=`;
}

/**
 * Finds the header in the query string of a connection or, if it isn't there, in the offered sub-protocols. Returns
 * undefined if neither has one, and `'malformed'` for one that cannot be read.
 *
 *     readAuthHeader('', ['graphql-ws', authSubProtocol({ host: 'h' })]); // { host: 'h' }
 */
export function readAuthHeader(query: string, subProtocols: readonly string[]): AuthHeader | 'malformed' | undefined {
  // A plus sign in a query means a space, but clients send base64 without escaping it.
  const inQuery = new URLSearchParams(query).get('header')?.replaceAll(' ', '+');
  const inSubProtocol = subProtocols.find((entry) => entry.startsWith(SUB_PROTOCOL_PREFIX));
  const encoded = inQuery ?? inSubProtocol?.slice(SUB_PROTOCOL_PREFIX.length);
  return encoded === undefined ? undefined : (decode(encoded) ?? 'malformed');
}

const SUB_PROTOCOL_PREFIX = 'header-';

function base64(header: AuthHeader): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(header))));
}

function decode(encoded: string): AuthHeader | undefined {
  try {
    const bytes = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    const header: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))));
    return isAuthHeader(header) ? header : undefined;
  } catch {
    return undefined;
  }
}

function isAuthHeader(value: unknown): value is AuthHeader {
  return isRecord(value) && Object.values(value).every(isString);
}
