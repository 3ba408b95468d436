/** Collects the events of GetExecutionHistory while an execution runs. */

import type { JsonObject } from '../../../kernel/json.ts';
import { StatesError } from '../errors/states-error.ts';

export type HistoryEvent = {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  /** Epoch seconds, with a fraction. */
  readonly timestamp: number;
  readonly [details: string]: JsonObject | string | number;
};

/** One thread of events: each names the one before it in its own thread, not another branch's. */
export type Thread = { previousEventId: number };

export type History = {
  readonly events: readonly HistoryEvent[];
  /** Appends the first event, which no other one follows on. */
  start(type: string, details: JsonObject, timestamp: number): void;
  /** Appends an event to `thread`. Throws `States.Runtime` when the history is full, and does nothing once it has ended. */
  add(thread: Thread, type: string, details?: JsonObject): void;
  /** Appends the last event, for which there is always room. */
  end(thread: Thread, type: string, details: JsonObject, timestamp: number): void;
};

/** The event that ends an execution is its 25,000th at the latest (quotas, developer guide; floci-io/floci#2734). */
const MAX_EVENTS = 25_000;

const HISTORY_FULL = `The execution reached the maximum number of history events (${MAX_EVENTS}).`;

export const WHOLE = { truncated: false };

/** `onEvent` gets each event once it is there. */
export function createHistory(onEvent: (event: HistoryEvent) => void = () => {}): History {
  const events: HistoryEvent[] = [];
  let hasEnded = false;
  const append = (thread: Thread, type: string, details: JsonObject, timestamp: number): void => {
    const id = events.length + 1;
    const event = { ...details, type, id, previousEventId: thread.previousEventId, timestamp };
    events.push(event);
    thread.previousEventId = id;
    onEvent(event);
  };
  return {
    events,
    start: (type, details, timestamp) => append({ previousEventId: 0 }, type, details, timestamp),
    add: (thread, type, details = {}) => {
      if (hasEnded) return;
      if (events.length >= MAX_EVENTS - 1) {
        thread.previousEventId = events.length;
        throw new StatesError('States.Runtime', HISTORY_FULL);
      }
      append(thread, type, details, Date.now() / 1000);
    },
    end: (thread, type, details, timestamp) => {
      hasEnded = true;
      append(thread, type, details, timestamp);
    },
  };
}

/** An Express execution has no history, and no end of it. */
export function createNoHistory(): History {
  return {
    events: [],
    start: () => {},
    add: () => {},
    end: () => {},
  };
}
