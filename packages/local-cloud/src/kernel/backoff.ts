/** Waits that grow from one failure to the next. */

import { wait } from './wait.ts';

export type Backoff = {
  readonly firstMs: number;
  /** What each further failure multiplies the wait by. */
  readonly factor: number;
  readonly maxMs: number;
};

/** How to retry a call of our own that must succeed in the end. */
export const RETRY_BACKOFF: Backoff = { firstMs: 50, factor: 2, maxMs: 10_000 };

/** Milliseconds to wait before the retry that follows the `failures`-th failure in a row. */
export function backoffMs({ firstMs, factor, maxMs }: Backoff, failures: number): number {
  return Math.min(firstMs * factor ** (failures - 1), maxMs);
}

/** Waits before the retry that follows the `failures`-th failure in a row, or until `signal` is aborted. */
export function backOff(failures: number, signal: AbortSignal): Promise<void> {
  return wait(backoffMs(RETRY_BACKOFF, failures), signal);
}

/** Runs `action` until it succeeds, and returns its result; returns undefined if `signal` is aborted first. */
export async function retryUntilAborted<Result>(
  action: () => Promise<Result>,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<Result | undefined> {
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      return await action();
    } catch (error) {
      onFailure(error);
      await backOff(failures, signal);
    }
  }
  return undefined;
}
