/** Runs a single state, or a few, and tells how the execution ended. */

import { isJsonObject, parseJson } from '../../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { createFixture, machineOf } from './machine-fixture.ts';
import type { Play } from './machine-fixture.ts';

export type End = { readonly output?: JsonValue; readonly error?: string; readonly cause?: string };

/** The output, or the error and its cause. */
export async function runStates(states: JsonObject, input: JsonValue, play?: Play): Promise<End> {
  const record = await createFixture(machineOf(states), play).run(input, 'o1');
  if (record.status === 'RUNNING') throw new Error('The execution did not end.');
  const { output, error, cause } = record;
  if (output !== undefined) return { output: parseJson(output) };
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

/** A Pass state that ends the execution. */
export function pass(fields: JsonObject): JsonObject {
  return { Type: 'Pass', End: true, ...fields };
}

/** A function that throws. */
export function throws(error: Error): Play {
  return () => {
    throw error;
  };
}

/** The cause of an error that the interpreter found in the state `Only`. */
export function placed(reason: string): string {
  return `An error occurred while executing the state 'Only' (entered at the event id #2). ${reason}`;
}

export function runtime(reason: string): End {
  return { error: 'States.Runtime', cause: placed(reason) };
}

/** The value of the expression in `Parameters`. */
export async function evaluate(expression: string, input: JsonValue): Promise<End> {
  const { output, ...failure } = await runStates(
    { Only: { Type: 'Pass', Parameters: { 'value.$': expression }, End: true } },
    input,
  );
  return output === undefined ? failure : { output: isJsonObject(output) ? (output['value'] ?? null) : null };
}

/** True if the Choice rule matches. */
export async function choose(rule: JsonObject, input: JsonValue): Promise<boolean | End> {
  const said = (matched: boolean): JsonObject => ({ Type: 'Pass', Result: matched, End: true });
  const end = await runStates(
    { Only: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' }, Yes: said(true), No: said(false) },
    input,
  );
  return typeof end.output === 'boolean' ? end.output : end;
}
