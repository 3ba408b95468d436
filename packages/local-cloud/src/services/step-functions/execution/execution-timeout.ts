/** When an execution ends as `TIMED_OUT`. */

import type { JsonObject } from '../../../kernel/json.ts';

/** An Express workflow ends after five minutes (Step Functions quotas). */
const EXPRESS_SECONDS = 300;

/** Milliseconds; undefined for never. */
export function executionTimeoutMs(
  { TimeoutSeconds: given }: JsonObject,
  type: 'STANDARD' | 'EXPRESS',
): number | undefined {
  const seconds = typeof given === 'number' ? given : Infinity;
  if (type === 'EXPRESS') return Math.min(seconds, EXPRESS_SECONDS) * 1000;
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
