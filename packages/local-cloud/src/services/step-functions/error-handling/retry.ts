/** The retry policy of a state ("Retrying after Error", Amazon States Language). */

import { backoffMs } from '../../../kernel/backoff.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { numberAt } from '../../../kernel/json.ts';
import { findHandler } from './handlers.ts';
import type { StatesError } from '../errors/states-error.ts';

/** Milliseconds until the next try; undefined if there is to be none. */
export type NextTry = (error: StatesError) => number | undefined;

/** Each retrier counts its own tries as long as the state runs. */
export function createRetries({ Retry: retriers }: JsonObject): NextTry {
  const tries = new Map<JsonObject, number>();
  return (error) => {
    const retrier = findHandler(retriers, error);
    if (!retrier) return undefined;
    const failures = (tries.get(retrier) ?? 0) + 1;
    if (failures > (numberAt(retrier, 'MaxAttempts') ?? DEFAULTS.maxAttempts)) return undefined;
    tries.set(retrier, failures);
    return delayMs(retrier, failures);
  };
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
