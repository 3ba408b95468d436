/** Reads the GraphQL request of an HTTP request. */
import type { IncomingMessage } from 'node:http';
import type { JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import type { GraphqlRequest, HeaderMap } from '../api.ts';
import { parseClientObject } from '../parse-client-json.ts';

/** Undefined if the body holds no GraphQL request. */
export function parseGraphqlRequest(body: string): GraphqlRequest | undefined {
  const parsed = parseClientObject(body);
  return parsed === undefined ? undefined : requestOf(parsed['query'], parsed['variables'], parsed['operationName']);
}

/** The part after the first question mark. */
export function queryStringOf({ url = '' }: IncomingMessage): string {
  return url.split('?').slice(1).join('?');
}

/** The form of GET: `query=…&variables=…&operationName=…`. */
export function parseQueryString(queryString: string): GraphqlRequest | undefined {
  const searchParams = new URLSearchParams(queryString);
  const variables = searchParams.get('variables');
  return requestOf(
    searchParams.get('query'),
    variables === null ? null : parseClientObject(variables),
    searchParams.get('operationName'),
  );
}

function requestOf(
  query: JsonValue | undefined,
  variables: JsonValue | undefined = null,
  operationName: JsonValue | undefined = null,
): GraphqlRequest | undefined {
  if (typeof query !== 'string') return undefined;
  if (variables !== null && !isJsonObject(variables)) return undefined;
  if (operationName !== null && typeof operationName !== 'string') return undefined;
  return { query, variables: variables ?? {}, operationName };
}

/** Names in lower case; a header that was sent several times is a list. */
export function headersOf({ rawHeaders }: IncomingMessage): HeaderMap {
  const headers = new Map<string, string | string[]>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(headers);
}

/** The client's addresses: the hops that proxies have named, then the nearest one. */
export function sourceIpOf({ socket, headers }: IncomingMessage): readonly string[] {
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter(Boolean);
  return [...forwarded, socket.remoteAddress ?? '127.0.0.1'];
}
