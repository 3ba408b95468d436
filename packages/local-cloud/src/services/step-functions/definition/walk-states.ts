/** Finds all states of a definition, in branches and item processors too, and the expressions in them. */

import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject, objectAt } from '../../../kernel/json.ts';

export type State = { readonly name: string; readonly fields: JsonObject };

/** The machine itself, then whatever is a machine inside of its states, however deep. */
export function findMachines(machine: JsonObject): readonly JsonObject[] {
  const inner = Object.values(objectAt(machine, 'States'))
    .filter(isJsonObject)
    .flatMap((state) => [...listOf(state['Branches']), ...listOf(state['ItemProcessor']), ...listOf(state['Iterator'])])
    .filter(isJsonObject);
  return [machine, ...inner.flatMap(findMachines)];
}

/** All states of the machine and of those inside it. */
export function findStates(machine: JsonObject): readonly State[] {
  return findMachines(machine).flatMap(({ States: states }) =>
    Object.entries(isJsonObject(states) ? states : {}).flatMap(([name, fields]) =>
      isJsonObject(fields) ? [{ name, fields }] : [],
    ),
  );
}

const TEMPLATES = ['Parameters', 'ResultSelector', 'ItemSelector'];

/** The paths and intrinsic functions of a state, without those of the machines inside it. Data that looks like one is none. */
export function findExpressions(fields: JsonObject): readonly string[] {
  return [
    ...textsOf(Object.entries(fields).filter(([name]) => name.endsWith('Path'))),
    ...TEMPLATES.flatMap((name) => inTemplate(fields[name])),
    ...listOf(fields['Choices']).flatMap(inRule),
  ];
}

function textsOf(entries: readonly (readonly [string, JsonValue])[]): readonly string[] {
  return entries.flatMap(([, value]) => (typeof value === 'string' ? [value] : []));
}

function inTemplate(value: JsonValue | undefined): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(inTemplate);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key.endsWith('.$') ? textsOf([[key, member]]) : inTemplate(member),
  );
}

function inRule(rule: JsonValue): readonly string[] {
  if (!isJsonObject(rule)) return [];
  const own = Object.entries(rule).filter(([key]) => key === 'Variable' || key.endsWith('Path'));
  const inner = ['And', 'Or', 'Not'].flatMap((key) => listOf(rule[key]));
  return [...textsOf(own), ...inner.flatMap(inRule)];
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  return value === undefined ? [] : [value];
}
