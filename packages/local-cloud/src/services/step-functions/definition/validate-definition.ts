/** Says what is wrong with a definition, as CreateStateMachine would, before anything runs. */

import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject, objectAt, stringAt } from '../../../kernel/json.ts';
import { findStates } from './walk-states.ts';
import { checkCatch, checkRetry } from './check-handlers.ts';
import { checkFields, checkGroups, checkRequired } from './check-fields.ts';
import { checkRule } from './check-rule.ts';
import { MACHINE_FIELDS, STATE_TYPES } from './state-fields.ts';
import type { StateTypes } from './state-fields.ts';

/** One line for each problem, with its place in the definition; none if it is valid. `types` are the types of states. */
export function validateDefinition(definition: JsonObject, types = STATE_TYPES): readonly string[] {
  return [...checkMachine(definition, '', types), ...checkNames(definition)];
}

const MAX_NAME_CHARACTERS = 80;

/** States of branches and iterations, too, need names of their own. */
function checkNames(definition: JsonObject): readonly string[] {
  const names = findStates(definition).map(({ name }) => name);
  const doubled = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  const long = names.filter((name) => name.length > MAX_NAME_CHARACTERS);
  return [
    ...[...doubled].map((name) => `more than one state has the name ${name}`),
    ...long.map((name) => `the name ${name} has more than ${MAX_NAME_CHARACTERS} characters`),
  ];
}

function checkMachine(machine: JsonValue | undefined, place: string, types: StateTypes): readonly string[] {
  if (!isJsonObject(machine)) return [`expected an object at ${place}`];
  const states = objectAt(machine, 'States');
  const required = checkRequired(machine, ['StartAt', 'States'], place || '/');
  if (required.length > 0) return required;
  const start = stringAt(machine, 'StartAt') ?? '';
  return [
    ...checkFields(machine, MACHINE_FIELDS, place),
    ...checkTarget(start, states, `${place}/StartAt`),
    ...Object.entries(states).flatMap(([name, state]) => checkState(state, states, `${place}/States/${name}`, types)),
  ];
}

function checkTarget(target: string, states: JsonObject, place: string): readonly string[] {
  return Object.hasOwn(states, target) ? [] : [`no state has the name ${target}, which stands at ${place}`];
}

function checkState(state: JsonValue, states: JsonObject, place: string, types: StateTypes): readonly string[] {
  if (!isJsonObject(state)) return [`expected an object at ${place}`];
  const type = stringAt(state, 'Type') ?? '';
  const known = Object.hasOwn(types, type) ? types[type] : undefined;
  if (!known) return [`expected one of ${Object.keys(types).join(', ')}, got ${type} at ${place}/Type`];
  const { fields, required = [], exactlyOne = [], atMostOne = [] } = known;
  return [
    ...checkFields(state, fields, place),
    ...checkRequired(state, required, place),
    ...checkGroups(state, exactlyOne, atMostOne, place),
    ...checkRetry(state['Retry'], `${place}/Retry`),
    ...checkCatch(state['Catch'], `${place}/Catch`),
    ...itemsOf(state['Choices']).flatMap((rule, index) => checkRule(rule, `${place}/Choices/${index}`)),
    ...targetsOf(state).flatMap(({ target, at }) => checkTarget(target, states, `${place}/${at}`)),
    ...itemsOf(state['Branches']).flatMap((branch, index) => checkMachine(branch, `${place}/Branches/${index}`, types)),
    ...['ItemProcessor', 'Iterator']
      .filter((field) => isJsonObject(state[field]))
      .flatMap((field) => checkMachine(state[field], `${place}/${field}`, types)),
  ];
}

/** Every state that `state` may lead to, with the place that names it. */
export function targetsOf(state: JsonObject): readonly { readonly target: string; readonly at: string }[] {
  const own = ['Next', 'Default'].map((field) => ({ target: state[field], at: field }));
  const inLists = ['Choices', 'Catch'].flatMap((field) =>
    itemsOf(state[field]).map((item, index) => ({
      target: isJsonObject(item) ? item['Next'] : undefined,
      at: `${field}/${index}/Next`,
    })),
  );
  return [...own, ...inLists].flatMap(({ target, at }) => (typeof target === 'string' ? [{ target, at }] : []));
}

function itemsOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
