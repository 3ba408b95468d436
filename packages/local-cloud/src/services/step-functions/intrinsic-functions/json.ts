/** Intrinsic functions that read, write and merge JSON. */

import type { JsonValue } from '../../../kernel/json.ts';
import { asObject, asString } from './arguments.ts';
import { IntrinsicFailure } from './failure.ts';
import { parseJson } from '../../../kernel/json.ts';

/** Of two members with one name the second object's stays. Step Functions merges no deeper than that (developer guide). */
export function jsonMerge(first: JsonValue, second: JsonValue, isDeep: JsonValue): JsonValue {
  if (isDeep !== false) {
    throw new IntrinsicFailure(`The third argument must be false, got ${JSON.stringify(isDeep)}: merging is shallow.`);
  }
  return { ...asObject(first), ...asObject(second) };
}

/** Null for a blank string, as captures of AWS show. */
export function stringToJson(text: JsonValue): JsonValue {
  const json = asString(text);
  if (json.trim() === '') return null;
  try {
    return parseJson(json);
  } catch {
    throw new IntrinsicFailure(`Expected JSON, got '${json}'.`);
  }
}

export function jsonToString(value: JsonValue): JsonValue {
  return JSON.stringify(value);
}
