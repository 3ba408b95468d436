/** When to try again after a connection was lost. */

const FIRST_MS = 100;
const MAX_DELAY_MS = 10_000;
const MAX_ATTEMPTS = 12;

/**
 * Milliseconds to wait before attempt number `attempt` (from 1): doubled each time up to 10 s, half of it at random so
 * that clients of a lost server don't return in one instant. Undefined after about a minute: give up.
 */
export function retryDelayMs(attempt: number): number | undefined {
  if (attempt > MAX_ATTEMPTS) return undefined;
  const delay = Math.min(FIRST_MS * 2 ** (attempt - 1), MAX_DELAY_MS);
  return delay / 2 + (Math.random() * delay) / 2;
}
