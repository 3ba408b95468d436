/** Reads numbers that a state holds itself or names by a path, such as `Seconds` and `SecondsPath`. */

import { numberAt, stringAt } from '../../../kernel/json.ts';
import { runtimeError } from '../errors/states-error.ts';
import { readValue } from './input-output.ts';
import type { StateInput } from './input-output.ts';

/** Undefined if the state has neither field. Throws `States.Runtime` unless the path leads to an integer from `min` to `max`. */
export function integerField(
  { fields, data }: StateInput,
  field:
    | 'Seconds'
    | 'TimeoutSeconds'
    | 'HeartbeatSeconds'
    | 'MaxConcurrency'
    | 'ToleratedFailureCount'
    | 'MaxItemsPerBatch'
    | 'MaxInputBytesPerBatch',
  min: number,
  max = 99_999_999,
): number | undefined {
  const path = stringAt(fields, `${field}Path`);
  if (path === undefined) return numberAt(fields, field);
  const value = readValue(path, data);
  const told = `${path} == ${JSON.stringify(value)}`;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw runtimeError(`The ${field}Path parameter does not reference an integer value: ${told}`);
  }
  if (value >= min && value <= max) return value;
  throw runtimeError(`The ${field}Path parameter does not reference a value from ${min} to ${max}: ${told}`);
}
