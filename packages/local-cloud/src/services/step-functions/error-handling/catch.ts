/** Where a failed state goes on ("Fallback States", Amazon States Language). */

import type { JsonObject } from '../../../kernel/json.ts';
import { stringAt } from '../../../kernel/json.ts';
import type { StatesError } from '../errors/states-error.ts';
import { limitResult } from '../input-output/data-limit.ts';
import type { Payload } from '../input-output/data-limit.ts';
import { combine, select } from '../input-output/input-output.ts';
import { findHandler } from './handlers.ts';

type FailedState = {
  readonly name: string;
  readonly fields: JsonObject;
  readonly input: Payload;
  readonly context: JsonObject;
};

/** The catcher of `Catch` that takes the error. */
export function findCatcher({ Catch: catchers }: JsonObject, error: StatesError): JsonObject | undefined {
  return findHandler(catchers, error);
}

/** The catcher's output and the state that it goes to. Throws `StatesError` if its `ResultPath` doesn't fit the input. */
export function fallBack(
  catcher: JsonObject,
  error: StatesError,
  { name, fields, input, context }: FailedState,
): { readonly output: Payload; readonly next: string } {
  // Captures of AWS show an empty cause for a timeout.
  const result = { Error: error.error ?? '', Cause: error.reason ?? '' };
  const combined = combine(catcher, input.value, result);
  const output = limitResult(select(fields['OutputPath'], { input: combined, context }), name);
  return { output, next: stringAt(catcher, 'Next') ?? '' };
}
