/** Verifies AWS Signature Version 4 (Signature Version 4 signing process, AWS General Reference). */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { HeaderMap } from '../api.ts';

export type SignedRequest = { readonly path: string; readonly headers: HeaderMap; readonly body: string };

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

/** True when a POST was signed with the secret, for this service, about now. */
export const isSignedWith = (
  secretAccessKey: string,
  authorization: ParsedAuthorization,
  request: SignedRequest,
  scope: SignatureScope,
): boolean => {
  const { day, region, service, signedHeaders } = authorization;
  const date = textOf(request.headers['x-amz-date']);
  if (region !== scope.region || service !== scope.service || !date.startsWith(day)) return false;
  if (!isRecent(date) || !signedHeaders.includes('host')) return false;
  const canonical = [
    'POST',
    request.path,
    '',
    ...signedHeaders.map((name) => `${name}:${signedValue(request.headers, name).trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', date, `${day}/${region}/${service}/aws4_request`, sha256(canonical)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return timingSafeEqual(hmac(key, toSign), Buffer.from(authorization.signature, 'hex'));
};

/** `date` is like `20261123T081500Z`. */
const isRecent = (date: string): boolean => {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Math.abs(Date.now() - signedAt) <= MOST_SKEW_MS;
};

/** Clients may name any header, also those that every object inherits. */
const signedValue = (headers: HeaderMap, name: string): string =>
  Object.hasOwn(headers, name) ? textOf(headers[name]) : '';

const textOf = (header: HeaderMap[string]): string => (typeof header === 'string' ? header : (header ?? []).join(','));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
