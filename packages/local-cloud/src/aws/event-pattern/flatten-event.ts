/** Flattens events as aws/event-ruler does: each leaf with its path, and where in which lists it stands. */

import type { JsonValue } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';
import type { Leaf } from './operators.ts';

/** By number of the list, the index in it, for lists of objects or lists: fields of two items of one list don't go together. */
export type Membership = ReadonlyMap<number, number>;

export type Field = { readonly value: Leaf; readonly membership: Membership };

/** Fields by path. What is empty, be it an object or a list, has none. */
export function flattenEvent(event: JsonValue | undefined): ReadonlyMap<string, readonly Field[]> {
  const fields = new Map<string, Field[]>();
  let lists = 0;

  const walk = (value: JsonValue, path: string, membership: Membership): void => {
    if (isJsonObject(value)) {
      for (const [key, member] of Object.entries(value)) walk(member, path === '' ? key : `${path}.${key}`, membership);
      return;
    }
    if (Array.isArray(value)) {
      const list = lists++;
      value.forEach((item, index) => {
        const isInside = typeof item === 'object' && item !== null;
        walk(item, path, isInside ? new Map([...membership, [list, index]]) : membership);
      });
      return;
    }
    const known = fields.get(path);
    if (known) known.push({ value, membership });
    else fields.set(path, [{ value, membership }]);
  };

  if (isJsonObject(event)) walk(event, '', new Map());
  return fields;
}

/** Both together; undefined if they stand in different items of one list. */
export function joinMemberships(one: Membership, other: Membership): Membership | undefined {
  for (const [list, index] of other) {
    if ((one.get(list) ?? index) !== index) return undefined;
  }
  return other.size === 0 ? one : new Map([...one, ...other]);
}
