/** Ends an operation that takes longer than AppSync allows. */
import type { ResponseError } from '../api.ts';

/** AppSync quotas, "Request execution time for mutations, queries, and subscriptions". */
export const MAX_EXECUTION_MS = 30_000;

/** AppSync's error for it. */
export const TIMED_OUT: ResponseError = { errorType: 'ExecutionTimeout', message: 'Execution timed out.' };

/** Returns the value of `work`, or `late` after 30 seconds; the work itself goes on, and its value is dropped. */
export async function withinTimeLimit<T>(work: Promise<T> | T, late: T): Promise<T> {
  if (!(work instanceof Promise)) return work;
  const { promise, resolve } = Promise.withResolvers<T>();
  const timer = setTimeout(resolve, MAX_EXECUTION_MS, late);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
