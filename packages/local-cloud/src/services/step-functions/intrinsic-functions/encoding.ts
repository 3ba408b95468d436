/** Intrinsic functions that encode and hash. Characters are those of UTF-8. */

import { createHash } from 'node:crypto';
import type { JsonValue } from '../../../kernel/json.ts';
import { asShortString, asString } from './arguments.ts';
import { IntrinsicFailure } from './failure.ts';

export function base64Encode(data: JsonValue): JsonValue {
  return Buffer.from(asShortString(data)).toString('base64');
}

export function base64Decode(data: JsonValue): JsonValue {
  return Buffer.from(asShortString(data), 'base64').toString();
}

const ALGORITHMS: { readonly [name: string]: string } = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** Hashes a string as it is, and anything else as JSON. */
export function hash(data: JsonValue, algorithm: JsonValue): JsonValue {
  const name = asString(algorithm);
  const known = Object.hasOwn(ALGORITHMS, name) ? ALGORITHMS[name] : undefined;
  if (known === undefined) {
    throw new IntrinsicFailure(`There is no algorithm ${name}, only ${Object.keys(ALGORITHMS).join(', ')}.`);
  }
  const text = asShortString(typeof data === 'string' ? data : JSON.stringify(data));
  return createHash(known).update(text).digest('hex');
}
