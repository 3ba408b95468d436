/** Step Functions' limit for the input or output of a task, state or execution (quotas, developer guide). */

import type { JsonValue } from '../../../kernel/json.ts';
import { StatesError } from '../errors/states-error.ts';

export const DATA_LIMIT_BYTES = 262_144;

/** A JSON value with its text, which is made once for the limit, the history and the journal. */
export type Payload = { readonly value: JsonValue; readonly text: string };

export function payloadOf(value: JsonValue): Payload {
  return { value, text: JSON.stringify(value) };
}

/** A character has three bytes of UTF-8 at most, so that short texts need no count. */
function isTooLarge(text: string): boolean {
  return (
    text.length > DATA_LIMIT_BYTES || (text.length * 3 > DATA_LIMIT_BYTES && Buffer.byteLength(text) > DATA_LIMIT_BYTES)
  );
}

/** Throws `States.DataLimitExceeded` in the words of AWS; `source` is the state, or the resource of a task. */
export function limitResult(value: JsonValue, source: string): Payload {
  const payload = payloadOf(value);
  if (!isTooLarge(payload.text)) return payload;
  throw new StatesError(
    'States.DataLimitExceeded',
    `The state/task '${source}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}

/** As `limitResult`, for what `Parameters` or `ItemSelector` made of a state's input. */
export function limitInput(value: JsonValue, state: string): Payload {
  const payload = payloadOf(value);
  if (!isTooLarge(payload.text)) return payload;
  throw new StatesError(
    'States.DataLimitExceeded',
    `The input of the state '${state}' has a size exceeding the maximum number of bytes service limit.`,
  );
}
