/** S3's REST protocol with the bucket in the path (SDK: `forcePathStyle`; CLI: on by itself for an endpoint URL). */

import { parseObject, stringAt } from '../../kernel/json.ts';
import { AwsError } from '../../aws/error.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { decodePart } from '../../gateway/http/decode-part.ts';
import type { Protocol } from '../../gateway/http/protocol.ts';
import { element, XML_DECLARATION } from '../../gateway/http/xml.ts';

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
    const operation = key ? OBJECT_OPERATIONS[method] : bucketOperation(method, bucket, url.searchParams);
    if (!operation)
      throw new AwsError('NotImplemented', `The local cloud doesn't support s3: ${method} ${url.pathname}.`, 501);
    const input: JsonObject = { Bucket: bucket };
    if (key) input['Key'] = key;
    if (operation === 'PutObject') input['Body'] = unchunked(request.headers, body);
    if (operation === 'DeleteObjects') input['Objects'] = objectsIn(unchunked(request.headers, body));
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
    const list = LISTS[operation];
    if (list !== undefined) return { status: 200, headers, body: XML_DECLARATION + listing(list, output) };
    // Without errors, and without what was deleted, as a request that is `Quiet` wants it.
    if (operation === 'DeleteObjects')
      return { status: 200, headers, body: XML_DECLARATION + element('DeleteResult', {}) };
    return { status: operation === 'DeleteObject' ? 204 : 200, headers, body: '' };
  },

  writeError: ({ name, message, statusCode }) => ({
    status: statusCode,
    headers: { 'content-type': 'application/xml' },
    body: `${XML_DECLARATION}${element('Error', { Code: name, Message: message })}`,
  }),
};

/** What is read lies in the query: `?versions` lists them, `?delete` deletes many objects. */
function bucketOperation(method: string, bucket: string, parameters: URLSearchParams): string | undefined {
  if (bucket === '') return undefined;
  if (method === 'POST' && parameters.has('delete')) return 'DeleteObjects';
  if (method !== 'GET') return undefined;
  return isVersions(parameters) ? 'ListObjectVersions' : 'ListObjectsV2';
}

/** Without any of the parameters that would ask for a part of them. */
function isVersions(parameters: URLSearchParams): boolean {
  return parameters.has('versions') && [...parameters.keys()].every((one) => one === 'versions' || one === 'x-id');
}

/** The objects of the body of DeleteObjects. */
function objectsIn(xml: string): JsonObject[] {
  const contentOf = (element: string, name: string) =>
    new RegExp(`<${name}>(.*?)</${name}>`, 's')
      .exec(element)?.[1]
      ?.replace(/&(#?\w+);/g, (_, entity: string) => signOf(entity));
  return [...xml.matchAll(/<Object>.*?<\/Object>/gs)].map(([element]) => {
    const Key = contentOf(element, 'Key') ?? '';
    const VersionId = contentOf(element, 'VersionId');
    return VersionId === undefined ? { Key } : { Key, VersionId };
  });
}

const ENTITIES: { readonly [entity: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function signOf(entity: string): string {
  const code = entity.startsWith('#x') ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return ENTITIES[entity] ?? String.fromCodePoint(code);
}

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

/** The name of the element that holds a list, by operation. */
const LISTS: { readonly [operation: string]: string } = {
  ListObjectsV2: 'ListBucketResult',
  ListObjectVersions: 'ListVersionsResult',
};

function listing(name: string, output: JsonObject): string {
  const members = Object.entries(output).map(([member, value]) =>
    Array.isArray(value) ? value.map((one) => element(member, one)).join('') : element(member, value),
  );
  return `<${name}>${members.join('')}</${name}>`;
}
