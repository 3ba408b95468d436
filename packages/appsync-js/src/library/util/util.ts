/** `util`. */
import { dynamodb } from '../dynamodb/typed-values.ts';
import { matches } from '../regex/replace.ts';
import { time } from '../time/time.ts';
import { transform } from '../transform/transform.ts';
import { unsupportedMembers } from '../kernel/unsupported.ts';
import { authType } from './auth-type.ts';
import { base64Decode, base64Encode, escapeJavaScript, urlDecode, urlEncode } from './encoding.ts';
import { appendError, error, unauthorized } from './errors.ts';
import { http } from './http.ts';
import { createIds } from './ids.ts';
import type { RandomUuid } from './ids.ts';
import { math } from './math.ts';
import { str } from './str.ts';
import { xml } from './xml.ts';

export function createUtil(randomUuid: RandomUuid) {
  return {
    appendError,
    authType,
    base64Decode,
    base64Encode,
    error,
    escapeJavaScript,
    matches,
    unauthorized,
    urlDecode,
    urlEncode,
    ...createIds(randomUuid),
    dynamodb,
    http,
    math,
    rds: unsupportedMembers('util.rds', ['toJsonObject']),
    str,
    time,
    transform,
    xml,
  };
}
