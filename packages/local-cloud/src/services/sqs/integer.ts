/** Reads the integers of an input. */

import { numberAt } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { invalidValue } from './errors.ts';

export type Range = { readonly min: number; readonly max: number; readonly reason: string };

/** Undefined if the input doesn't have it. Throws `InvalidParameterValueException` with the range's reason. */
export function integerAt(input: JsonObject, parameter: string, { min, max, reason }: Range): number | undefined {
  const value = numberAt(input, parameter);
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw invalidValue(value, parameter, reason);
}
