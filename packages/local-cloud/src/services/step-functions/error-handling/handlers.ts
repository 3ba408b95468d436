/** What retriers and catchers have in common: which errors they are for ("Error Handling", Amazon States Language). */

import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import type { StatesError } from '../errors/states-error.ts';

/** The first handler of a `Retry` or `Catch` field whose `ErrorEquals` matches the error. */
export function findHandler(handlers: JsonValue | undefined, error: StatesError): JsonObject | undefined {
  if (!Array.isArray(handlers) || endsExecution(error)) return undefined;
  return handlers.filter(isJsonObject).find((handler) => matches(handler, error));
}

/** Whether the error ends the execution, whatever `Retry` and `Catch` say. */
export function endsExecution({ error }: StatesError): boolean {
  return error === 'States.Runtime';
}

/** Wildcards leave out the errors that the developer guide excepts. States.DataLimitExceeded is caught by its own name. */
function matches(handler: JsonObject, { error }: StatesError): boolean {
  const names = Array.isArray(handler['ErrorEquals']) ? handler['ErrorEquals'] : [];
  if (error !== undefined && names.includes(error)) return true;
  if (error === 'States.DataLimitExceeded') return false;
  if (names.includes('States.ALL')) return true;
  return names.includes('States.TaskFailed') && error !== 'States.Timeout';
}
