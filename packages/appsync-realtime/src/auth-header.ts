/** The header JSON that says who calls, and the two ways to carry it where a browser cannot set HTTP headers. */

/** `{host, x-api-key}`, `{host, Authorization}`, or the headers of a SigV4 signature. `host` is the GraphQL host. */
export type AuthHeader = { readonly [name: string]: string };

/** The sub-protocol entry `header-…` that carries a header. */
export function authSubProtocol(header: AuthHeader): string {
  return SUB_PROTOCOL_PREFIX + base64(header).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The query string, without its question mark, that carries a header. */
export function authQuery(header: AuthHeader): string {
  return `header=${encodeURIComponent(base64(header))}&payload=e30=`;
}

/**
 * The header as its carriers bring it to a server.
 * Gives undefined where neither carries one, and `'malformed'` where one does that cannot be read.
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
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((member) => typeof member === 'string')
  );
}
