/** Verifies AWS Signature Version 4 (Signature Version 4 signing process, AWS General Reference). */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { HeaderMap } from '../api.ts';

export type SignedRequest = {
  /** POST when left out. */
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  /** Without its question mark. */
  readonly queryString?: string;
  readonly headers: HeaderMap;
  readonly body: string;
};

export type SignatureScope = { readonly region: string; readonly service: string };

/** A clock may be this far off, either way. */
const MOST_SKEW_MS = 5 * 60_000;

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

/** Undefined when the header is not in the form that the version prescribes. */
export const parseAuthorization = (header: string): ParsedAuthorization | undefined => {
  const [, accessKeyId = '', day = '', region = '', service = '', signed = '', signature = ''] =
    FORM.exec(header) ?? [];
  if (signature === '') return undefined;
  return { accessKeyId, day, region, service, signedHeaders: signed.split(';'), signature };
};

/** Why a request is not taken for signed with the secret, for this service, about now; undefined when it is. */
export const findSignatureFault = (
  secretAccessKey: string,
  authorization: ParsedAuthorization,
  request: SignedRequest,
  scope: SignatureScope,
): string | undefined => {
  const { day, region, service, signedHeaders } = authorization;
  const date = textOf(request.headers['x-amz-date']);
  if (region !== scope.region) return `Credential should be scoped to a valid region, not '${region}'.`;
  if (service !== scope.service) return `Credential should be scoped to correct service: '${scope.service}'.`;
  if (!date.startsWith(day)) return `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}', from '${date}'.`;
  if (!signedHeaders.includes('host')) return "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
  const canonical = [
    request.method ?? 'POST',
    request.path,
    canonicalQuery(request.queryString ?? ''),
    ...signedHeaders.map((name) => `${name}:${signedValue(request.headers, name).trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', date, `${day}/${region}/${service}/aws4_request`, sha256(canonical)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const isEqual = timingSafeEqual(hmac(key, toSign), Buffer.from(authorization.signature, 'hex'));
  return isEqual ? findClockFault(date) : describeMismatch(canonical, toSign);
};

/** What AWS answers (captured in awslabs/aws-mobile-appsync-sdk-js#561): a client's author sees where the two differ. */
const describeMismatch = (canonical: string, toSign: string): string =>
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and ' +
  'signing method. Consult the service documentation for details.\n\n' +
  `The Canonical String for this request should have been\n'${canonical}'\n\n` +
  `The String-to-Sign should have been\n'${toSign}'\n`;

/** By name, then value, both percent-encoded. */
const canonicalQuery = (queryString: string): string =>
  [...new URLSearchParams(queryString)]
    .map((pair) => pair.map(percentEncode).join('='))
    .sort()
    .join('&');

const percentEncode = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** `date` is like `20261123T081500Z`. */
const findClockFault = (date: string): string | undefined => {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const now = Date.now();
  if (Math.abs(now - signedAt) <= MOST_SKEW_MS) return undefined;
  if (signedAt > now) return `Signature not yet current: ${date} is still later than ${write(now + MOST_SKEW_MS)} (${write(now)} + 5 min.)`;
  return `Signature expired: ${date} is now earlier than ${write(now - MOST_SKEW_MS)} (${write(now)} - 5 min.)`;
};

const write = (epochMs: number): string => new Date(epochMs).toISOString().replace(/[-:]|\.\d+/g, '');

/** Clients may name any header, also those that every object inherits. */
const signedValue = (headers: HeaderMap, name: string): string =>
  Object.hasOwn(headers, name) ? textOf(headers[name]) : '';

const textOf = (header: HeaderMap[string]): string => (typeof header === 'string' ? header : (header ?? []).join(','));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
