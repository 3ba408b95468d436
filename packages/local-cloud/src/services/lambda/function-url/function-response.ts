/** What a function URL makes of what its function returns ("Response payload format", Lambda guide). */

import { asString, isJsonObject, stringAt, stringsOf } from '../../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';

export type HttpResponse = {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | readonly string[] };
  readonly body: Buffer;
};

export function messageResponse(status: number, Message: string): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify({ Message })) };
}

/** `output` is that of `Invoke`. */
export function functionResponse(output: JsonObject): HttpResponse {
  if (output['FunctionError'] !== undefined) return messageResponse(502, 'Internal Server Error');
  return returnedResponse(output['Payload'] ?? null);
}

/** A value without `statusCode` is the body of a 200, as JSON. */
function returnedResponse(returned: JsonValue): HttpResponse {
  if (!isJsonObject(returned) || returned['statusCode'] === undefined) {
    const body = typeof returned === 'string' ? returned : JSON.stringify(returned);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
  }
  const status = Number(returned['statusCode']);
  if (!Number.isInteger(status) || status < 200 || status > 599) return messageResponse(502, 'Internal Server Error');
  const encoding = returned['isBase64Encoded'] === true ? 'base64' : 'utf8';
  return { status, headers: headersOf(returned), body: Buffer.from(stringAt(returned, 'body') ?? '', encoding) };
}

function headersOf({ headers, cookies }: JsonObject): HttpResponse['headers'] {
  const given = isJsonObject(headers) ? stringsOf(headers) : {};
  const own = Object.entries(given).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    'content-type': 'application/json',
    ...Object.fromEntries(own),
    ...(Array.isArray(cookies) && { 'set-cookie': cookies.map(asString) }),
  };
}
