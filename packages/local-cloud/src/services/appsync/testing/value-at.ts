/** Looks into JSON without knowing its type. */
import assert from 'node:assert/strict';
import { isJsonObject, parseJson } from '../../../kernel/json.ts';
import type { JsonValue } from '../../../kernel/json.ts';

/** `valueAt(response, 'errors', 0, 'message')`; undefined if nothing is there. */
export function valueAt(value: JsonValue | undefined, ...path: readonly (string | number)[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((found, key) => {
    if (Array.isArray(found)) return found[Number(key)];
    return isJsonObject(found) ? found[key] : undefined;
  }, value);
}

/** The string at a path; fails if there is none. */
export function stringIn(value: JsonValue | undefined, ...path: readonly (string | number)[]): string {
  const found = valueAt(value, ...path);
  assert.ok(typeof found === 'string', `${path.join('.')} isn't a string in ${JSON.stringify(value)}`);
  return found;
}

/** The list at a path; fails if there is none. */
export function listIn(value: JsonValue | undefined, ...path: readonly (string | number)[]): readonly JsonValue[] {
  const found = valueAt(value, ...path);
  assert.ok(Array.isArray(found), `${path.join('.')} isn't a list in ${JSON.stringify(value)}`);
  return found;
}

/** The object that a string of JSON holds; fails if it holds none. */
export function objectIn(json: string) {
  const value = parseJson(json);
  assert.ok(isJsonObject(value), `no object: ${json}`);
  return value;
}
