/** S3's REST protocol with the bucket in the path (SDK: `forcePathStyle`; CLI: on by itself for an endpoint URL). */

import { parseObject, stringAt } from '../../kernel/json.ts';
import { AwsError } from '../../aws/error.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { decodePart } from '../../gateway/http/decode-part.ts';
import type { Protocol } from '../../gateway/http/protocol.ts';
import { element, elements, XML_DECLARATION } from '../../gateway/http/xml.ts';

const OBJECT_OPERATIONS: { readonly [method: string]: string } = {
  GET: 'GetObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
};

export const REST_PROTOCOL: Protocol = {
  speaks: (_request, _url, service) => service === 's3',

  read: (request, url, body) => {
    // Not `url.pathname`, which has already resolved the `..` that a key may hold.
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const [bucket = '', ...rest] = path.slice(1).split('/').map(decodePart);
    const key = rest.join('/');
    const method = request.method ?? 'GET';
    const operation = key ? OBJECT_OPERATIONS[method] : method === 'GET' && bucket ? 'ListObjectsV2' : undefined;
    if (!operation)
      throw new AwsError('NotImplemented', `The local cloud doesn't support s3: ${method} ${url.pathname}.`, 501);
    const input: JsonObject = { Bucket: bucket };
    if (key) input['Key'] = key;
    if (operation === 'PutObject') input['Body'] = unchunked(request.headers, body);
    if (operation === 'ListObjectsV2') Object.assign(input, listingOf(url.searchParams));
    return { service: 's3', operation, input };
  },

  write: ({ operation }, answer) => {
    const output = parseObject(answer) ?? {};
    const headers: Record<string, string> = { 'content-type': 'application/xml' };
    const etag = stringAt(output, 'ETag');
    if (etag) headers['etag'] = etag;
    if (operation === 'GetObject') {
      return {
        status: 200,
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        body: stringAt(output, 'Body') ?? '',
      };
    }
    if (operation === 'ListObjectsV2') return { status: 200, headers, body: listing(output) };
    return { status: operation === 'DeleteObject' ? 204 : 200, headers, body: '' };
  },

  writeError: ({ name, message, statusCode }) => ({
    status: statusCode,
    headers: { 'content-type': 'application/xml' },
    body: `${XML_DECLARATION}${element('Error', { Code: name, Message: message })}`,
  }),
};

/** The members of ListObjectsV2 by the names that they have in the address. */
const LISTING: { readonly [parameter: string]: string } = {
  prefix: 'Prefix',
  delimiter: 'Delimiter',
  'max-keys': 'MaxKeys',
  'continuation-token': 'ContinuationToken',
  'start-after': 'StartAfter',
};
const WITHOUT_EFFECT = new Set(['list-type', 'x-id', 'fetch-owner', 'encoding-type']);

function listingOf(parameters: URLSearchParams): JsonObject {
  return Object.fromEntries(
    [...parameters].flatMap(([parameter, value]) => {
      const member = LISTING[parameter];
      if (member === undefined && !WITHOUT_EFFECT.has(parameter)) {
        throw new AwsError('NotImplemented', `The local cloud doesn't support ListObjectsV2 with ${parameter}.`, 501);
      }
      return member === undefined ? [] : [[member, value]];
    }),
  );
}

/** SDKs may send a body in signed chunks, each `<hex size>;…\r\n<data>\r\n`, the last one of size 0. */
function unchunked(headers: NodeJS.Dict<string | string[]>, body: string): string {
  if (!String(headers['content-encoding'] ?? '').includes('aws-chunked')) return body;
  const bytes = Buffer.from(body);
  const parts: Buffer[] = [];
  let position = 0;
  while (position < bytes.length) {
    const endOfLine = bytes.indexOf('\r\n', position);
    const size = Number.parseInt(bytes.toString('latin1', position, endOfLine), 16);
    if (!size) break;
    parts.push(bytes.subarray(endOfLine + 2, endOfLine + 2 + size));
    position = endOfLine + 2 + size + 2;
  }
  return Buffer.concat(parts).toString();
}

function listing(output: JsonObject): string {
  const { Contents, CommonPrefixes, ...rest } = output;
  const lists = Object.entries({ Contents, CommonPrefixes });
  const entries = lists.flatMap(([name, list]) => (Array.isArray(list) ? list : []).map((one) => element(name, one)));
  return `${XML_DECLARATION}<ListBucketResult>${elements(rest)}${entries.join('')}</ListBucketResult>`;
}
