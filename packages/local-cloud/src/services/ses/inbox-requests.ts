/** What the inbox serves: its page and what that asks for, to people; the taking of mails, to the local cloud alone. */

import type { IncomingMessage } from 'node:http';

export const TOKEN_HEADER = 'x-inbox-token';

/** `token` is known to the local cloud, which has made it. */
export function isServed(request: IncomingMessage, token: string): boolean {
  return request.headers[TOKEN_HEADER] === token || isForPeople(request);
}

/** The library breaks on bodies and parameters that it does not expect, so it gets none of them. */
function isForPeople({ method = '', url = '', headers }: IncomingMessage): boolean {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;
  const { pathname, searchParams } = new URL(`http://localhost${url}`);
  const rule = RULES[`${method === 'HEAD' ? 'GET' : method} ${pathname}`];
  return rule !== undefined && !hasBody && rule(searchParams);
}

function hasOnly(parameters: URLSearchParams, name: string, value: RegExp): boolean {
  return parameters.size === 1 && value.test(parameters.get(name) ?? '');
}

function always(): boolean {
  return true;
}

const RULES: { readonly [request: string]: (parameters: URLSearchParams) => boolean } = {
  'GET /': always,
  'GET /health-check': always,
  'GET /store': (parameters) => parameters.size === 0 || hasOnly(parameters, 'since', /^(0|[1-9]\d{0,14})$/),
  'GET /get-emlContent': (parameters) => hasOnly(parameters, 'messageId', /^.+$/),
  'POST /clear-store': always,
};
