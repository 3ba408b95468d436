/** Finds all states of a definition, in branches and item processors too. */

import type { JsonObject, JsonValue } from '../gateway/aws-call.ts';
import { isJsonObject, objectAt } from '../json.ts';

export type State = { readonly name: string; readonly fields: JsonObject };

/** The machine itself, then whatever is a machine inside of its states, however deep. */
export const findMachines = (machine: JsonObject): readonly JsonObject[] => {
  const inner = Object.values(objectAt(machine, 'States'))
    .filter(isJsonObject)
    .flatMap((state) => [...listOf(state.Branches), ...listOf(state.ItemProcessor), ...listOf(state.Iterator)])
    .filter(isJsonObject);
  return [machine, ...inner.flatMap(findMachines)];
};

/** All states of the machine and of those inside it. */
export const findStates = (machine: JsonObject): readonly State[] =>
  findMachines(machine).flatMap(({ States: states }) =>
    Object.entries(isJsonObject(states) ? states : {}).flatMap(([name, fields]) =>
      isJsonObject(fields) ? [{ name, fields }] : [],
    ),
  );

/** True for the members whose texts are JSONPath expressions or intrinsic functions. */
export const holdsPath = (key: string): boolean => key.endsWith('.$') || key.endsWith('Path') || key === 'Variable';

/** The JSONPath expressions and intrinsic functions of a state, without those of the machines inside it. */
export const findPaths = (fields: JsonObject): readonly string[] =>
  Object.entries(fields).flatMap(([key, value]) => {
    if (INNER_MACHINES.has(key)) return [];
    if (typeof value === 'string') return holdsPath(key) ? [value] : [];
    return listOf(value).filter(isJsonObject).flatMap(findPaths);
  });

const INNER_MACHINES = new Set(['Branches', 'ItemProcessor', 'Iterator']);

const listOf = (value: JsonValue | undefined): readonly JsonValue[] => {
  if (Array.isArray(value)) return value;
  return value === undefined ? [] : [value];
};
