/** A clock that stands still until a test moves it. */

import type { Clock } from '../clock.ts';

export type ManualClock = Clock & {
  advance(ms: number): void;
  /** Resolves as soon as `count` waits are under way; one without it. */
  untilWaiting(count?: number): Promise<void>;
};

type Waiter = { readonly until: number; readonly wake: () => void };

export function createManualClock(start = Date.UTC(2026, 0, 1)): ManualClock {
  let now = start;
  const waiters = new Set<Waiter>();
  let waiting: PromiseWithResolvers<void> = Promise.withResolvers();
  return {
    now: () => now,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const wake = () => {
          waiters.delete(waiter);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const waiter = { until: now + ms, wake };
        if (signal.aborted || ms <= 0) {
          resolve();
          return;
        }
        waiters.add(waiter);
        signal.addEventListener('abort', wake);
        waiting.resolve();
        waiting = Promise.withResolvers();
      }),
    advance: (ms) => {
      now += ms;
      for (const { until, wake } of [...waiters]) if (until <= now) wake();
    },
    untilWaiting: async (count = 1) => {
      while (waiters.size < count) await waiting.promise;
    },
  };
}
