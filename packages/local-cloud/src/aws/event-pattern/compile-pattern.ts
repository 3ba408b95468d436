/**
 * Flattens patterns as aws/event-ruler does: each alternative is a list of paths with their rules. A dot in a name and
 * an object inside of an object make the same path.
 */

import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';

export type PathRules = readonly [path: string, rules: readonly JsonValue[]];

export type Alternative = {
  /** Sorted by path, all of which must match. */
  readonly paths: readonly PathRules[];
  /** Paths that stand there more than once. */
  readonly doubled: readonly string[];
};

/** Names that aws/event-ruler keeps for itself in the branches of `$or`. */
export const RESERVED: ReadonlySet<string> = new Set([
  'exactly',
  'prefix',
  'suffix',
  'anything-but',
  'numeric',
  'cidr',
  'exists',
  'equals-ignore-case',
  'wildcard',
]);

const compiled = new WeakMap<JsonObject, readonly Alternative[]>();

/** The alternatives that the branches of `$or` make; one where there is none. Keeps what it has compiled. */
export function compilePattern(pattern: JsonObject): readonly Alternative[] {
  const known = compiled.get(pattern);
  if (known) return known;
  const alternatives = flatten(pattern, '', [[]]).map(alternativeOf);
  compiled.set(pattern, alternatives);
  return alternatives;
}

function flatten(
  value: JsonObject,
  place: string,
  before: readonly (readonly PathRules[])[],
): readonly (readonly PathRules[])[] {
  return Object.entries(value).reduce((lists, [key, member]) => {
    if (key === '$or' && Array.isArray(member)) {
      return member.filter(isJsonObject).flatMap((branch) => flatten(branch, place, lists));
    }
    const path = place === '' ? key : `${place}.${key}`;
    if (isJsonObject(member)) return flatten(member, path, lists);
    const rules = Array.isArray(member) ? member : [];
    return lists.map((list) => [...list, [path, rules] as const]);
  }, before);
}

function alternativeOf(list: readonly PathRules[]): Alternative {
  const names = list.map(([path]) => path);
  return {
    paths: list.toSorted(([one], [other]) => (one < other ? -1 : 1)),
    doubled: names.filter((path, index) => names.indexOf(path) !== index),
  };
}
