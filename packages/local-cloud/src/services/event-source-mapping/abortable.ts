/** Waiting that ends early when the mapping stops. */

import { setTimeout as delay } from 'node:timers/promises';

/** Resolves after `ms`, or as soon as `signal` is aborted. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return delay(ms, undefined, { signal }).catch(() => {});
}

/** Resolves or rejects with `promise`, or resolves as soon as `signal` is aborted. */
export function unlessAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve();
    const onAbort = () => resolve();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

const FIRST_WAIT_MS = 50;
const MAX_WAIT_MS = 10_000;

/** Waits before the retry that follows the `failures`-th failure in a row: 50 ms, doubled each time, at most 10 s. */
export function backOff(failures: number, signal: AbortSignal): Promise<void> {
  return sleep(Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), MAX_WAIT_MS), signal);
}
