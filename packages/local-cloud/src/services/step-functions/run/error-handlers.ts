/** Finds the retrier or catcher for an error ("Retrying after error", "Fallback states", Amazon States Language). */

import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject, numberAt } from '../../../kernel/json.ts';
import type { StatesError } from '../states-error.ts';

/** Ends the execution, whatever stands in Retry and Catch. */
export function isFinal({ error }: StatesError): boolean {
  return error === 'States.Runtime';
}

/** Wildcards leave out what the developer guide excepts; by its own name States.DataLimitExceeded is caught. */
function matches(handler: JsonObject, { error }: StatesError): boolean {
  const names = Array.isArray(handler['ErrorEquals']) ? handler['ErrorEquals'] : [];
  if (error !== undefined && names.includes(error)) return true;
  if (error === 'States.DataLimitExceeded') return false;
  if (names.includes('States.ALL')) return true;
  return names.includes('States.TaskFailed') && error !== 'States.Timeout';
}

function listOf(handlers: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(handlers) ? handlers.filter(isJsonObject) : [];
}

export function findCatcher({ Catch: catchers }: JsonObject, error: StatesError): JsonObject | undefined {
  return listOf(catchers).find((catcher) => matches(catcher, error));
}

/** Milliseconds until the next try; undefined if there is to be none. */
export type NextTry = (error: StatesError) => number | undefined;

/** Each retrier counts its own tries as long as the state runs. */
export function createRetries({ Retry: retriers }: JsonObject): NextTry {
  const tries = new Map<JsonObject, number>();
  return (error) => {
    const retrier = listOf(retriers).find((one) => matches(one, error));
    if (!retrier) return undefined;
    const before = tries.get(retrier) ?? 0;
    if (before >= (numberAt(retrier, 'MaxAttempts') ?? 3)) return undefined;
    tries.set(retrier, before + 1);
    return delayOf(retrier, before) * 1000;
  };
}

function delayOf(retrier: JsonObject, before: number): number {
  const growing = (numberAt(retrier, 'IntervalSeconds') ?? 1) * (numberAt(retrier, 'BackoffRate') ?? 2) ** before;
  const delay = Math.min(growing, numberAt(retrier, 'MaxDelaySeconds') ?? Infinity);
  return retrier['JitterStrategy'] === 'FULL' ? Math.random() * delay : delay;
}
