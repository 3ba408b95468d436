/** Waits that may be longer than a timer of Node.js, and that a halt ends. */

import { createHalt, Over, untilHalted } from './halt.ts';
import type { Halt } from './halt.ts';

/** Timers of Node.js end at 2^31 ms, some 24 days, and fire at once beyond. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Resolves after `milliseconds`, at once if there are none; rejects with the reason of `halt`. */
export async function waitFor(milliseconds: number, halt: Halt): Promise<void> {
  const end = Date.now() + milliseconds;
  // Timers stand still while the machine sleeps, and the clock does not.
  for (let left = milliseconds; left > 0; left = Math.min(left - MAX_TIMER_MS, end - Date.now())) {
    await waitForTimer(Math.min(left, MAX_TIMER_MS), halt);
  }
}

function waitForTimer(milliseconds: number, halt: Halt): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      release();
      resolve();
    }, milliseconds);
    const release = halt.onHalt((reason) => {
      clearTimeout(timer);
      reject(reason);
    });
  });
}

/** Settles as `promise` does if that takes no longer than `milliseconds`, else rejects with what `late` makes. */
export async function withinTime<Value>(
  promise: Promise<Value>,
  milliseconds: number | undefined,
  halt: Halt,
  late: () => Error,
): Promise<Value> {
  if (milliseconds === undefined) return untilHalted(promise, halt);
  const timer = createHalt(halt);
  const strike = async (): Promise<never> => {
    await waitFor(milliseconds, timer);
    throw late();
  };
  try {
    return await Promise.race([untilHalted(promise, halt), strike()]);
  } finally {
    timer.halt(new Over());
  }
}
