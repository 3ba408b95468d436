/** Checks the values that intrinsic functions are given; all throw `IntrinsicFailure`. */

import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { IntrinsicFailure } from './failure.ts';

/** Strings that are encoded, decoded or hashed may have this many characters ("Intrinsic functions", developer guide). */
const MAX_CHARACTERS = 10_000;

export function asString(value: JsonValue): string {
  if (typeof value === 'string') return value;
  throw new IntrinsicFailure(`Expected a string, got ${JSON.stringify(value)}.`);
}

export function asShortString(value: JsonValue): string {
  const text = asString(value);
  if (text.length <= MAX_CHARACTERS) return text;
  throw new IntrinsicFailure(`Expected at most ${MAX_CHARACTERS} characters, got ${text.length}.`);
}

export function asArray(value: JsonValue): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  throw new IntrinsicFailure(`Expected an array, got ${JSON.stringify(value)}.`);
}

export function asObject(value: JsonValue): JsonObject {
  if (isJsonObject(value)) return value;
  throw new IntrinsicFailure(`Expected an object, got ${JSON.stringify(value)}.`);
}

/** Rounds half up, as Step Functions does with all numbers of these functions. */
export function asInteger(value: JsonValue): number {
  if (typeof value !== 'number') throw new IntrinsicFailure(`Expected a number, got ${JSON.stringify(value)}.`);
  return Math.round(value) + 0;
}
