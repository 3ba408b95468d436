/** Compares items in wire form. */
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import { isJsonObject } from '../../../../kernel/json.ts';

/** Attributes named in `ignored` may differ. Numbers are compared by value, sets without their order. */
export function isSameItem(left: JsonObject, right: JsonObject, ignored: readonly string[] = []): boolean {
  const names = new Set([...Object.keys(left), ...Object.keys(right)].filter((name) => !ignored.includes(name)));
  return [...names].every((name) => isSameValue(left[name], right[name]));
}

function isSameValue(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const [type = ''] = Object.keys(left);
  const [one, other] = [left[type] ?? null, right[type]];
  return other !== undefined && other !== null && (SAME[type] ?? Object.is)(one, other);
}

const SAME: { readonly [type: string]: (left: JsonValue, right: JsonValue) => boolean } = {
  N: (left, right) => Number(left) === Number(right),
  SS: (left, right) => isSameSet(left, right, String),
  NS: (left, right) => isSameSet(left, right, Number),
  BS: (left, right) => isSameSet(left, right, String),
  L: (left, right) =>
    Array.isArray(left) &&
    Array.isArray(right) &&
    left.length === right.length &&
    left.every((item, index) => isSameValue(item, right[index])),
  M: (left, right) => isJsonObject(left) && isJsonObject(right) && isSameItem(left, right),
};

function isSameSet(left: JsonValue, right: JsonValue, read: (item: JsonValue) => string | number): boolean {
  if (!Array.isArray(left) || !Array.isArray(right)) return false;
  const [one, other] = [new Set(left.map(read)), new Set(right.map(read))];
  return one.size === other.size && [...one].every((item) => other.has(item));
}
