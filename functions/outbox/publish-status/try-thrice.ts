/** Tries that end soon, because the stream waits meanwhile. */
import { setTimeout } from 'node:timers/promises';
import { Unmendable } from '../../shared/errors/unmendable.ts';

const MAX_TRIES = 3;
const FIRST_PAUSE_MS = 200;

/**
 * Makes the attempt up to three times, with pauses of about 0.2 and 0.4 seconds. Throws what the last one threw, and an
 * `Unmendable` at once. Begins no try when there is no time left; if there was none at all, throws an error that says so.
 */
export async function tryThrice(
  attempt: () => Promise<void>,
  hasTime: () => boolean,
  wait: (milliseconds: number) => Promise<unknown> = setTimeout,
): Promise<void> {
  let failure: unknown = new Error('The invocation had no time left for this event');
  for (let tries = 0; tries < MAX_TRIES && hasTime(); tries += 1) {
    if (tries > 0) await wait(FIRST_PAUSE_MS * tries * (0.5 + Math.random()));
    try {
      await attempt();
      return;
    } catch (error) {
      if (error instanceof Unmendable) throw error;
      failure = error;
    }
  }
  throw failure;
}
