/** Intrinsic functions for arrays. */

import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { asArray, asInteger } from './arguments.ts';
import { IntrinsicFailure } from './failure.ts';

export function arrayPartition(array: JsonValue, size: JsonValue): JsonValue {
  const items = asArray(array);
  const length = asInteger(size);
  if (length <= 0) throw new IntrinsicFailure(`The chunk size must be positive, got ${length}.`);
  const count = Math.ceil(items.length / length);
  return Array.from({ length: count }, (_, index) => items.slice(index * length, (index + 1) * length));
}

export function arrayContains(array: JsonValue, value: JsonValue): JsonValue {
  return asArray(array).some((item) => isDeepStrictEqual(item, value));
}

const MAX_RANGE_ITEMS = 1000;

export function arrayRange(first: JsonValue, last: JsonValue, increment: JsonValue): JsonValue {
  const [start, end, step] = [asInteger(first), asInteger(last), asInteger(increment)];
  if (step === 0) throw new IntrinsicFailure('The increment of a range must not be 0.');
  const length = Math.max(Math.floor((end - start) / step) + 1, 0);
  if (length > MAX_RANGE_ITEMS) {
    throw new IntrinsicFailure(`A range has at most ${MAX_RANGE_ITEMS} items, this one would have ${length}.`);
  }
  return Array.from({ length }, (_, index) => start + index * step);
}

export function arrayGetItem(array: JsonValue, index: JsonValue): JsonValue {
  const items = asArray(array);
  const item = items[asInteger(index)];
  if (item !== undefined) return item;
  throw new IntrinsicFailure(`The index ${asInteger(index)} is not in an array of ${items.length} items.`);
}

export function arrayLength(array: JsonValue): JsonValue {
  return asArray(array).length;
}

export function arrayUnique(array: JsonValue): JsonValue {
  const seen = new Set<string>();
  return asArray(array).filter((item) => {
    const text = JSON.stringify(sorted(item));
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
}

/** Members of equal objects may come in another order. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}
