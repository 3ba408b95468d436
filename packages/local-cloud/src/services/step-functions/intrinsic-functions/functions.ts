/** Every intrinsic function, by name ("Appendix B", Amazon States Language). */

import { randomUUID } from 'node:crypto';
import type { JsonValue } from '../../../kernel/json.ts';
import { arrayContains, arrayGetItem, arrayLength, arrayPartition, arrayRange, arrayUnique } from './arrays.ts';
import { base64Decode, base64Encode, hash } from './encoding.ts';
import { jsonMerge, jsonToString, stringToJson } from './json.ts';
import { mathAdd, mathRandom } from './math.ts';
import { stringSplit } from './strings.ts';

export type IntrinsicFunction = {
  readonly min: number;
  readonly max: number;
  call(values: readonly JsonValue[]): JsonValue;
};

function unary(call: (one: JsonValue) => JsonValue): IntrinsicFunction {
  return {
    min: 1,
    max: 1,
    call: ([one = null]) => call(one),
  };
}

function binary(call: (one: JsonValue, other: JsonValue) => JsonValue): IntrinsicFunction {
  return {
    min: 2,
    max: 2,
    call: ([one = null, other = null]) => call(one, other),
  };
}

function ternary(call: (one: JsonValue, other: JsonValue, third: JsonValue) => JsonValue): IntrinsicFunction {
  return {
    min: 3,
    max: 3,
    call: ([one = null, other = null, third = null]) => call(one, other, third),
  };
}

/** `States.Format` is beside these: it needs its template as it was written. */
export const FORMAT = 'States.Format';

export const FUNCTIONS: { readonly [name: string]: IntrinsicFunction } = {
  'States.Array': { min: 0, max: Infinity, call: (values) => [...values] },
  'States.ArrayContains': binary(arrayContains),
  'States.ArrayGetItem': binary(arrayGetItem),
  'States.ArrayLength': unary(arrayLength),
  'States.ArrayPartition': binary(arrayPartition),
  'States.ArrayRange': ternary(arrayRange),
  'States.ArrayUnique': unary(arrayUnique),
  'States.Base64Decode': unary(base64Decode),
  'States.Base64Encode': unary(base64Encode),
  'States.Hash': binary(hash),
  'States.JsonMerge': ternary(jsonMerge),
  'States.JsonToString': unary(jsonToString),
  'States.MathAdd': binary(mathAdd),
  'States.MathRandom': {
    min: 2,
    max: 3,
    call: ([start = null, end = null, seed]) => mathRandom(start, end, seed),
  },
  'States.StringSplit': binary(stringSplit),
  'States.StringToJson': unary(stringToJson),
  'States.UUID': { min: 0, max: 0, call: () => randomUUID() },
};
