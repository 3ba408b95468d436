/** Waiting that ends early when the mapping stops. */

import { setTimeout as delay } from 'node:timers/promises';

/** Resolves after `ms`, or as soon as `signal` is aborted. */
export const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal }).catch(() => {});

/** Resolves or rejects with `promise`, or resolves as soon as `signal` is aborted. */
export const unlessAborted = (promise: Promise<void>, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return resolve();
    const onAbort = () => resolve();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 10_000;

/** Waits before the retry that follows the `failures`-th failure in a row: 50 ms, doubled each time, at most 10 s. */
export const backOff = (failures: number, signal: AbortSignal): Promise<void> =>
  sleep(Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS), signal);
