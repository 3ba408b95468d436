/** Verifies AWS Signature Version 4 (Signature Version 4 signing process, AWS General Reference). */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { HeaderMap } from '../api.ts';

export type SignedRequest = {
  /** POST when left out. */
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  /** Without its question mark. */
  readonly queryString?: string | undefined;
  readonly headers: HeaderMap;
  readonly body: string;
};

export type SignatureScope = { readonly region: string; readonly service: string };

/** Clocks may differ by so much. */
const MAX_SKEW_MS = 5 * 60_000;

const FORM =
  /^AWS4-HMAC-SHA256\s+Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/([^/,]+)\/aws4_request\s*,\s*SignedHeaders=([^,\s]+)\s*,\s*Signature=([0-9a-f]{64})\s*$/;

export type ParsedAuthorization = {
  readonly accessKeyId: string;
  readonly day: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
};

/** Undefined if the header hasn't the form that the version prescribes. */
export function parseAuthorization(header: string): ParsedAuthorization | undefined {
  const [, accessKeyId = '', day = '', region = '', service = '', signed = '', signature = ''] =
    FORM.exec(header) ?? [];
  if (signature === '') return undefined;
  return { accessKeyId, day, region, service, signedHeaders: signed.split(';'), signature };
}

/** Why the signature isn't valid for the secret, this service, and the time; undefined if it is. */
export function findSignatureFault(
  secretAccessKey: string,
  authorization: ParsedAuthorization,
  request: SignedRequest,
  scope: SignatureScope,
): string | undefined {
  const { day, region, service, signedHeaders } = authorization;
  const date = textOf(request.headers['x-amz-date']);
  if (region !== scope.region) return `Credential should be scoped to a valid region, not '${region}'.`;
  if (service !== scope.service) return `Credential should be scoped to correct service: '${scope.service}'.`;
  if (!date.startsWith(day))
    return `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}', from '${date}'.`;
  if (!signedHeaders.includes('host'))
    return "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
  const canonical = [
    request.method ?? 'POST',
    canonicalPath(request.path),
    canonicalQuery(request.queryString ?? ''),
    ...signedHeaders.map((name) => `${name}:${signedValue(request.headers, name)}`),
    '',
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', date, `${day}/${region}/${service}/aws4_request`, sha256(canonical)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const isEqual = timingSafeEqual(hmac(key, toSign), Buffer.from(authorization.signature, 'hex'));
  return isEqual ? findClockFault(date) : describeMismatch(canonical, toSign);
}

/** AWS's own message (captured in awslabs/aws-mobile-appsync-sdk-js#561): it shows a client's author the difference. */
function describeMismatch(canonical: string, toSign: string): string {
  return (
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and ' +
    'signing method. Consult the service documentation for details.\n\n' +
    `The Canonical String for this request should have been\n'${canonical}'\n\n` +
    `The String-to-Sign should have been\n'${toSign}'\n`
  );
}

/** Encodes each segment once more than it was sent, as for every service but S3. */
function canonicalPath(path: string): string {
  return path.split('/').map(encodeSegment).join('/');
}

function encodeSegment(segment: string): string {
  return encodeBytes(Buffer.from(segment));
}

/** By name, then by value, both percent-encoded: a string of `name=value` would sort `a-b` before `a`. */
function canonicalQuery(queryString: string): string {
  return queryString
    .split('&')
    .filter(Boolean)
    .map(canonicalPair)
    .sort(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue))
    .map((pair) => pair.join('='))
    .join('&');
}

function canonicalPair(pair: string): readonly [name: string, value: string] {
  const [name = '', ...value] = pair.split('=');
  return [reencode(name), reencode(value.join('='))];
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

/** Encodes every byte but letters, digits and `-._~` as `%XX`, however the client did; a plus sign is a space. */
function reencode(text: string): string {
  const bytes = Buffer.from(text.replaceAll('+', ' '));
  const decoded: number[] = [];
  for (let index = 0; index < bytes.length; index += 1) {
    const [, hex] = /^%([0-9a-f]{2})$/i.exec(bytes.toString('latin1', index, index + 3)) ?? [];
    decoded.push(hex === undefined ? (bytes[index] ?? 0) : Number.parseInt(hex, 16));
    if (hex !== undefined) index += 2;
  }
  return encodeBytes(Uint8Array.from(decoded));
}

function encodeBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    const sign = String.fromCharCode(byte);
    return /[\w.~-]/.test(sign) ? sign : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

/** `date` is like `20261123T081500Z`. */
function findClockFault(date: string): string | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const now = Date.now();
  if (Math.abs(now - signedAt) <= MAX_SKEW_MS) return undefined;
  if (signedAt > now)
    return `Signature not yet current: ${date} is still later than ${write(now + MAX_SKEW_MS)} (${write(now)} + 5 min.)`;
  return `Signature expired: ${date} is now earlier than ${write(now - MAX_SKEW_MS)} (${write(now)} - 5 min.)`;
}

function write(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/[-:]|\.\d+/g, '');
}

/**
 * Values of a header that was sent several times, joined by commas, each without blanks around it and with single ones
 * inside. Clients may name any header, also those that every object inherits.
 */
function signedValue(headers: HeaderMap, name: string): string {
  const values = Object.hasOwn(headers, name) ? [headers[name] ?? ''].flat() : [];
  return values.map((value) => value.replace(/[ \t]+/g, ' ').replace(/^ | $/g, '')).join(',');
}

function textOf(header: HeaderMap[string]): string {
  return typeof header === 'string' ? header : (header ?? []).join(',');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
