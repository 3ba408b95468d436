/** Collects `inspectionData`: what became of the data on its way through the state. */

import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import type { Payload } from '../input-output/data-limit.ts';
import type { Observe } from '../input-output/input-output.ts';
import type { TestedState } from './tested-state.ts';

export type Inspection = {
  readonly observe: Observe;
  /** Adds what isn't JSON text: numbers, and the details of an error. */
  readonly add: (members: JsonObject) => void;
  /** A value as JSON text. What came as text stays as it came, with its blanks. */
  readonly textOf: (value: JsonValue) => string;
  readonly data: () => JsonObject;
};

/** `payloads` are the values that came as text. */
export function createInspection(
  { type, fields }: TestedState,
  input: Payload,
  variables: JsonObject,
  payloads: readonly Payload[],
): Inspection {
  const texts = new Map(payloads.map(({ value, text }) => [value, text]));
  const textOf = (value: JsonValue) => texts.get(value) ?? JSON.stringify(value);
  const data: JsonObject = { input: input.text };
  if (Object.keys(variables).length > 0) data['variables'] = JSON.stringify(variables);
  const isFixed = type === 'Pass' && 'Result' in fields;
  return {
    observe: (step, value) => {
      // AWS shows no input after InputPath for a Pass state that has its result (localstack, test_base_inspection_level_debug).
      if (isFixed && step === 'afterInputPath') return;
      data[step] = textOf(value);
    },
    add: (members) => void Object.assign(data, members),
    textOf,
    data: () => data,
  };
}
