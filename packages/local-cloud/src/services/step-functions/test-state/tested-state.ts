/** Finds the state that TestState is about, in a state machine or by itself, and says what is wrong with it. */

import { AwsError } from '../../../aws/error.ts';
import { isJsonObject, objectAt, parseObject, stringAt } from '../../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { findUnsupportedFeatures } from '../definition/unsupported-features.ts';
import { targetsOf, validateDefinition } from '../definition/validate-definition.ts';
import { MOCKED_STATE_TYPES } from './mocked-state-types.ts';
import { unsupported } from './unsupported.ts';

export type TestedState = {
  readonly name: string;
  readonly fields: JsonObject;
  readonly type: string;
  /** The Map and Parallel states around it, the innermost first. */
  readonly parents: readonly Parent[];
};

export type Parent = { readonly name: string; readonly fields: JsonObject };

type Found = TestedState & {
  /** The machine that the state is a state of. */
  readonly machine: JsonObject;
  readonly definition: JsonObject;
};

/** How AWS calls a state that comes without a name, as `$$.State.Name` shows. */
const NAMELESS = 'StateName';

/**
 * `stateName` is undefined if `definition` is a state. Throws `InvalidDefinition`; `ValidationException` if there is no such
 * state; and `UnknownOperationException` if the local cloud doesn't support what is in it.
 */
export function findTestedState(definition: string, stateName: string | undefined, isMocked: boolean): TestedState {
  const found = stateName === undefined ? soleState(parse(definition)) : namedState(parse(definition), stateName);
  const { name, fields, definition: whole, machine } = found;
  if (!isMocked) refuseWithoutMock(found);
  const features = findUnsupportedFeatures(machineOf({ [name]: withLanguage(ownFields(fields), whole) }), isMocked);
  if (features.length > 0) throw unsupported(features);
  const problems = new Set(
    [...new Set([whole, machine])].flatMap((one) => validateDefinition(readable(one), MOCKED_STATE_TYPES)),
  );
  if (problems.size > 0) throw invalid([...problems].join('; '));
  return found;
}

function parse(definition: string): JsonObject {
  const parsed = parseObject(definition);
  if (!parsed) throw invalid('INVALID_JSON_DESCRIPTION: the definition is not a JSON object');
  return parsed;
}

function invalid(problem: string): AwsError {
  return new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${problem}'`);
}

function soleState(fields: JsonObject): Found {
  const targets = targetsOf(fields).map(({ target }) => [target, { Type: 'Succeed' }] as const);
  const machine = machineOf({ ...Object.fromEntries(targets), [NAMELESS]: fields });
  return { name: NAMELESS, fields, type: stringAt(fields, 'Type') ?? '', parents: [], machine, definition: machine };
}

function namedState(definition: JsonObject, stateName: string): Found {
  const found = search(definition, stateName, []);
  if (!found) throw new AwsError('ValidationException', 'State not found in definition');
  return { ...found, definition };
}

function search(machine: JsonObject, name: string, parents: readonly Parent[]): Omit<Found, 'definition'> | undefined {
  const states = objectAt(machine, 'States');
  const fields = Object.hasOwn(states, name) ? states[name] : undefined;
  if (isJsonObject(fields)) return { name, fields, type: stringAt(fields, 'Type') ?? '', parents, machine };
  for (const [outer, outerFields] of Object.entries(states)) {
    if (!isJsonObject(outerFields)) continue;
    for (const inner of machinesIn(outerFields)) {
      const found = search(inner, name, [{ name: outer, fields: outerFields }, ...parents]);
      if (found) return found;
    }
  }
  return undefined;
}

/** Whether one of the states inside a Map or Parallel state has the name. */
export function holdsState(fields: JsonObject, name: string): boolean {
  return machinesIn(fields).some((machine) => search(machine, name, []) !== undefined);
}

const INNER = ['Branches', 'ItemProcessor', 'Iterator'];

function machinesIn(fields: JsonObject): readonly JsonObject[] {
  return INNER.flatMap((field) => fields[field] ?? []).filter(isJsonObject);
}

/** What AWS says of states that it tests only with a mock (localstack, test_state_type_requires_mock, recorded on AWS). */
function refuseWithoutMock({ fields, type }: Found): void {
  if (type === 'Map' || type === 'Parallel') {
    throw new AwsError(
      'InvalidDefinition',
      'TestState API does not support Map or Parallel states. ' +
        'Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    );
  }
  const resource = stringAt(fields, 'Resource') ?? '';
  if (waitsForAnAnswer(resource)) {
    throw new AwsError(
      'InvalidDefinition',
      "TestState API does not support Activity tasks, nor '.sync' or '.waitForTaskToken' integration patterns, without a mock",
    );
  }
}

/** Whether a task is done when somebody says so, rather than when its call returns. */
export function waitsForAnAnswer(resource: string): boolean {
  return /\.(waitForTaskToken|sync(:\d)?)$|:activity:/.test(resource);
}

function machineOf(states: JsonObject): JsonObject {
  return { StartAt: Object.keys(states)[0] ?? '', States: states };
}

/** Without the machines inside: TestState runs none of their states. */
function ownFields(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !INNER.includes(name)));
}

function withLanguage(fields: JsonObject, { QueryLanguage: language }: JsonObject): JsonObject {
  return language === undefined ? fields : { QueryLanguage: language, ...fields };
}

/** The machine with other states in place of those whose fields the local cloud knows nothing of, such as JSONata's. */
function readable(machine: JsonObject): JsonObject {
  if (!isJsonObject(machine['States'])) return machine;
  const states = Object.entries(machine['States']).map(([name, state]) => [name, readableState(name, state)] as const);
  return { ...machine, States: Object.fromEntries(states) };
}

function readableState(name: string, state: JsonValue): JsonValue {
  if (!isJsonObject(state)) return state;
  const isForeign = findUnsupportedFeatures(machineOf({ [name]: ownFields(state) }), true).length > 0;
  if (isForeign) return { Type: 'Succeed' };
  const inner = INNER.filter((field) => field in state).map((field) => {
    const machines = state[field] ?? null;
    const one = (machine: JsonValue) => (isJsonObject(machine) ? readable(machine) : machine);
    return [field, Array.isArray(machines) ? machines.map(one) : one(machines)] as const;
  });
  return { ...state, ...Object.fromEntries(inner) };
}
