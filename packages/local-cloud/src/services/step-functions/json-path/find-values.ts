/**
 * Finds what a path points at, as Jayway's JsonPath does, which Step Functions uses: as long as a path is definite, a
 * part that the value lacks ends the search as missing; after a step that may find several values it is left out.
 */

import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { matchesFilter } from './matches-filter.ts';
import type { Find } from './matches-filter.ts';
import type { Step } from './path.ts';

/** `missing` ends a path that is definite up to there; `beyond` is an index behind the end of a list. */
export type Found = { readonly values: readonly JsonValue[]; readonly lack?: 'missing' | 'beyond' };

const MISSING: Found = { values: [], lack: 'missing' };

export function findValues(steps: readonly Step[], root: JsonValue, document: JsonValue = root): Found {
  let values: readonly JsonValue[] = [root];
  let isDefinite = true;
  for (const [index, step] of steps.entries()) {
    const isLast = index === steps.length - 1;
    const next: JsonValue[] = [];
    for (const value of values) {
      const found = takeStep(step, value, document, isLast);
      if (found === undefined && isDefinite) return { values: [], lack: lackOf(step, value) };
      // Not as arguments, of which there may be too many.
      for (const one of found ?? []) next.push(one);
    }
    values = next;
    isDefinite &&= step.kind === 'member' || step.kind === 'index';
  }
  return isDefinite && values.length === 0 ? MISSING : { values };
}

const find: Find = (steps, root, document) => findValues(steps, root, document).values;

function lackOf(step: Step, value: JsonValue): 'missing' | 'beyond' {
  return step.kind === 'index' && Array.isArray(value) ? 'beyond' : 'missing';
}

/** The values behind one step; undefined if `value` cannot be stepped into that way. */
function takeStep(
  step: Step,
  value: JsonValue,
  document: JsonValue,
  isLast: boolean,
): readonly JsonValue[] | undefined {
  switch (step.kind) {
    case 'member':
      return isJsonObject(value) && Object.hasOwn(value, step.name) ? [memberOf(value, step.name)] : undefined;
    case 'members':
      return isJsonObject(value) ? membersOf(value, step.names, isLast) : undefined;
    case 'index':
      return itemsAt(value, [step.index], true);
    case 'indexes':
      return itemsAt(value, step.indexes, false);
    case 'slice':
      return Array.isArray(value) ? value.slice(step.from ?? 0, step.to ?? value.length) : undefined;
    case 'wildcard':
      return childrenOf(value);
    case 'descent':
      return [value, ...descendantsOf(value)];
    case 'filter': {
      const { filter } = step;
      if (isJsonObject(value)) return matchesFilter(filter, value, document, find) ? [value] : [];
      return Array.isArray(value) ? value.filter((item) => matchesFilter(filter, item, document, find)) : undefined;
    }
  }
}

function memberOf(value: JsonObject, name: string): JsonValue {
  return value[name] ?? null;
}

/** Several names at the end of a path select an object; before the end they select each member. */
function membersOf(value: JsonObject, names: readonly string[], isLast: boolean): readonly JsonValue[] {
  const present = names.filter((name) => Object.hasOwn(value, name));
  if (!isLast) return present.map((name) => memberOf(value, name));
  return [Object.fromEntries(present.map((name) => [name, memberOf(value, name)]))];
}

function itemsAt(value: JsonValue, indexes: readonly number[], isSingle: boolean): readonly JsonValue[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = indexes.flatMap((index) => value.slice(index, index + 1 || undefined));
  return isSingle && items.length === 0 ? undefined : items;
}

function childrenOf(value: JsonValue): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [];
}

function descendantsOf(value: JsonValue): readonly JsonValue[] {
  return childrenOf(value).flatMap((child) => [child, ...descendantsOf(child)]);
}
