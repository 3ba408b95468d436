/** The log groups with their events, in memory: each group forgets its oldest events when it is full. */

import { randomInt } from 'node:crypto';
import type { LogWriter } from './handle.ts';

export type LogEvent = {
  /** Counts all events of the cloud; later ones have higher numbers. */
  readonly number: number;
  readonly eventId: string;
  readonly logStreamName: string;
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly message: string;
};

type LogGroup = {
  readonly name: string;
  readonly createdAtEpochMs: number;
  /** Oldest first. */
  readonly events: readonly LogEvent[];
  readonly storedBytes: number;
};

export type LogGroups = LogWriter & {
  create(name: string): void;
  find(name: string): LogGroup | undefined;
  /** By name. */
  list(): readonly LogGroup[];
};

/** Of messages, for each group: some 20,000 lines of a function. */
const MAX_GROUP_BYTES = 8 * 1024 * 1024;

/** What CloudWatch counts for an event besides its message (API reference of PutLogEvents). */
const EVENT_OVERHEAD_BYTES = 26;

/** Dropping events one by one would move all others each time. */
const DROPPED_SHARE = 0.1;

type WritableGroup = {
  readonly name: string;
  readonly createdAtEpochMs: number;
  events: LogEvent[];
  storedBytes: number;
};

export function createLogGroups(now: () => number = Date.now): LogGroups {
  const groups = new Map<string, WritableGroup>();
  let written = 0;

  const ensure = (name: string): WritableGroup => {
    const found = groups.get(name);
    if (found) return found;
    const created = { name, createdAtEpochMs: now(), events: [], storedBytes: 0 };
    groups.set(name, created);
    return created;
  };

  return {
    create: (name) => void ensure(name),
    find: (name) => groups.get(name),
    list: () => [...groups.values()].sort((one, other) => (one.name < other.name ? -1 : 1)),
    write: (logGroupName, logStreamName, message) => {
      written += 1;
      const group = ensure(logGroupName);
      const timestamp = now();
      group.events.push({ number: written, eventId: eventIdOf(timestamp, written), logStreamName, timestamp, message });
      group.storedBytes += sizeOf(message);
      if (group.storedBytes > MAX_GROUP_BYTES) dropOldest(group);
    },
  };
}

function dropOldest(group: WritableGroup): void {
  const target = MAX_GROUP_BYTES * (1 - DROPPED_SHARE);
  let dropped = 0;
  // The newest stays, however large it is.
  while (group.storedBytes > target && dropped < group.events.length - 1) {
    group.storedBytes -= sizeOf(group.events[dropped]?.message ?? '');
    dropped += 1;
  }
  group.events = group.events.slice(dropped);
}

function sizeOf(message: string): number {
  return Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES;
}

/** 56 digits, as CloudWatch's have; unique in this cloud. */
function eventIdOf(timestamp: number, number: number): string {
  return `${timestamp}${String(number).padStart(20, '0')}${randomInt(1_000_000)}`.padEnd(56, '0');
}
