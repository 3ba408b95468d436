/** Puts an order's events in order: each version once, none before its predecessor. */
import type { OrderEvent } from './types.ts';

export type EventSequence = {
  /** Takes events in any order, any number of times. Returns those whose turn has come. */
  readonly accept: (events: readonly OrderEvent[]) => OrderEvent[];
  /** Waits for no event before `version`: the history has none any more. */
  readonly startAt: (version: number) => void;
  /** True while an event waits for one that has not come. */
  readonly hasGap: () => boolean;
};

export function createEventSequence(): EventSequence {
  const waiting = new Map<number, OrderEvent>();
  let nextVersion = 1;

  return {
    accept: (events) => {
      for (const event of events) if (event.version >= nextVersion) waiting.set(event.version, event);
      const ready: OrderEvent[] = [];
      for (let event = waiting.get(nextVersion); event; event = waiting.get(nextVersion)) {
        ready.push(event);
        waiting.delete(nextVersion);
        nextVersion += 1;
      }
      return ready;
    },
    startAt: (version) => {
      nextVersion = Math.max(nextVersion, version);
      for (const waitingVersion of waiting.keys()) if (waitingVersion < nextVersion) waiting.delete(waitingVersion);
    },
    hasGap: () => waiting.size > 0,
  };
}
