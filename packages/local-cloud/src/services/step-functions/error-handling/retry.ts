/** The retry policy of a state ("Retrying after Error", Amazon States Language). */

import { backoffMs } from '../../../kernel/backoff.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { numberAt } from '../../../kernel/json.ts';
import { findHandler } from './handlers.ts';
import type { StatesError } from '../errors/states-error.ts';

/** Milliseconds until the next try; undefined if there is to be none. */
export type NextTry = (error: StatesError) => number | undefined;

/** Each retrier counts its own tries as long as the state runs. */
export function createRetries(fields: JsonObject): NextTry {
  const tries = new Map<JsonObject, number>();
  return (error) => {
    const retrier = findRetrier(fields, error);
    if (!retrier) return undefined;
    const failures = (tries.get(retrier) ?? 0) + 1;
    tries.set(retrier, failures);
    return delayAfter(retrier, failures);
  };
}

/** The retrier of `Retry` that takes the error. */
export function findRetrier({ Retry: retriers }: JsonObject, error: StatesError): JsonObject | undefined {
  return findHandler(retriers, error);
}

/** Milliseconds between the `failures`-th failure that a retrier takes and the next try; undefined if it allows none. */
export function delayAfter(retrier: JsonObject, failures: number): number | undefined {
  if (failures > (numberAt(retrier, 'MaxAttempts') ?? DEFAULTS.maxAttempts)) return undefined;
  return delayMs(retrier, failures);
}

const DEFAULTS = { maxAttempts: 3, intervalSeconds: 1, backoffRate: 2, maxDelaySeconds: Infinity };

function delayMs(retrier: JsonObject, failures: number): number {
  const backoff = {
    firstMs: (numberAt(retrier, 'IntervalSeconds') ?? DEFAULTS.intervalSeconds) * 1000,
    factor: numberAt(retrier, 'BackoffRate') ?? DEFAULTS.backoffRate,
    maxMs: (numberAt(retrier, 'MaxDelaySeconds') ?? DEFAULTS.maxDelaySeconds) * 1000,
  };
  const delay = backoffMs(backoff, failures);
  return retrier['JitterStrategy'] === 'FULL' ? Math.random() * delay : delay;
}
