/** A Map state that runs inline. */

import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject, objectAt, stringAt } from '../../../kernel/json.ts';
import { effectiveInput, outputOfResult, readValue } from '../input-output/input-output.ts';
import { payloadOf } from '../input-output/data-limit.ts';
import type { Payload } from '../input-output/data-limit.ts';
import { integerField } from '../input-output/integer-field.ts';
import { runBranches } from '../branches/run-branches.ts';
import type { Work } from '../branches/run-branches.ts';
import type { Branch } from '../branches/branch.ts';
import type { ActiveState, StateAction } from './state-action.ts';
import { runtimeError } from '../errors/states-error.ts';

/** Iterations that an inline Map runs at once where its definition names no limit, or 0 (developer guide). */
const MAX_CONCURRENCY = 40;

export const runMap: StateAction = async (state) => {
  const { branch, run } = state;
  const items = itemsOf(state);
  const concurrency = integerField(state, 'MaxConcurrency', 0) || MAX_CONCURRENCY;
  run.history.add(branch, 'MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
  const works = items.map((item, index) => iteration(item, index, state));
  const limits = { concurrency: Math.min(concurrency, MAX_CONCURRENCY), stateType: 'Map' } as const;
  const outputs = await runBranches(works, branch, run, limits);
  run.history.add(branch, 'MapStateSucceeded');
  return {
    output: outputOfResult(
      outputs.map(({ value }) => value),
      state,
    ),
  };
};

/** The list at `ItemsPath`. Throws `States.Runtime` if it isn't one. */
export function itemsOf({ fields, data }: ActiveState): readonly JsonValue[] {
  const path = stringAt(fields, 'ItemsPath') ?? '$';
  const items = readValue(path, data);
  if (Array.isArray(items)) return items;
  throw runtimeError(`Reference path "${path}" must point to array.`);
}

/** `Map` of the context object. */
function mapContextOf(item: JsonValue, index: number): JsonObject {
  return { Item: { Index: index, Value: item } };
}

/** An iteration's input: the item, or what `ItemSelector` makes of it. */
export function iterationInput(item: JsonValue, index: number, state: ActiveState): Payload {
  const { fields, data } = state;
  const selector = fields['ItemSelector'] ?? fields['Parameters'];
  if (selector === undefined) return payloadOf(item);
  const context = { ...(isJsonObject(data.context) && data.context), Map: mapContextOf(item, index) };
  return effectiveInput(selector, { ...state, data: { ...data, context } });
}

function iteration(item: JsonValue, index: number, state: ActiveState): Work<Payload> {
  const { name, fields, run } = state;
  const machine = objectAt(fields, 'ItemProcessor' in fields ? 'ItemProcessor' : 'Iterator');
  const tell = (event: string) => (branch: Branch) => {
    const details: JsonObject = { name, index };
    run.history.add(branch, `MapIteration${event}`, { [`mapIteration${event}EventDetails`]: details });
  };
  return {
    map: mapContextOf(item, index),
    run: (branch) => {
      tell('Started')(branch);
      return run.runMachine(machine, iterationInput(item, index, state), branch);
    },
    succeeded: tell('Succeeded'),
    failed: tell('Failed'),
    aborted: tell('Aborted'),
  };
}
