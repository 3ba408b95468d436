/** The event of a function URL: the payload format 2.0 of API Gateway ("Invoking Lambda function URLs", Lambda guide). */

import type { IncomingMessage } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { Account } from '../../../aws/place.ts';
import type { JsonObject } from '../../../kernel/json.ts';

/** Bodies of these types are strings in the event, all others Base64. */
const TEXT = /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded)|[^;]*\+(json|xml))/i;

/** `path` is what stands before the function's own path in the address. */
export function requestEvent(
  request: IncomingMessage,
  body: Buffer,
  { id, path, region }: { readonly id: string; readonly path: string } & Pick<Account, 'region'>,
): JsonObject {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const rawPath = url.pathname.slice(path.length) || '/';
  const { cookie, ...headers } = headersOf(request);
  const query = queryOf(url);
  const domainName = `${id}.lambda-url.${region}.on.aws`;
  const now = new Date();
  const isText = TEXT.test(headers['content-type'] ?? '');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: url.search.slice(1),
    ...(cookie !== undefined && { cookies: cookie.split(/; */) }),
    headers,
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    requestContext: {
      accountId: 'anonymous',
      apiId: id,
      domainName,
      domainPrefix: id,
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** In lower case; several of the same name with commas between. */
function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
}

function queryOf({ searchParams }: URL): Record<string, string> {
  return Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name).join(',')]));
}

/** Such as `12/Mar/2020:19:03:58 +0000`. */
function commonLogTime(date: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(date.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
