/** Watches the clock for a schedule. */

import type { IsDue } from './schedule.ts';

/** A minute is noticed this soon after it began. */
const LOOK_EVERY_MS = 1000;

export function currentMinute(): number {
  return Math.floor(Date.now() / 60_000);
}

/** Calls `fire` with each minute that is due, and once for all those that the machine slept through. Answers how to stop. */
export function runSchedule(isDue: IsDue, fire: (epochMinute: number) => void): () => void {
  let checked = currentMinute();
  const timer = setInterval(() => {
    const now = currentMinute();
    let due: number | undefined;
    for (; checked < now; checked += 1) if (isDue(checked + 1)) due = checked + 1;
    if (due !== undefined) fire(due);
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
