/** Follows which records of a shard are dealt with, and stores the point before which nothing is left to do. */

import { inBackground } from '../../kernel/in-background.ts';
import type { StreamRecord } from './stream-record.ts';

export type Checkpoint = {
  /** Takes records in the shard's order. */
  add(record: StreamRecord): void;
  /** These records are processed, or safe in the destination; lanes may finish out of the shard's order. */
  done(records: readonly StreamRecord[]): void;
  /** This record matched no filter. It moves the point too, but is not worth a write of its own. */
  skip(record: StreamRecord): void;
  /** Resolves when the newest point is stored. */
  flush(): Promise<void>;
};

/** `save` stores a sequence number; when it fails, the next point or `flush` tries again. */
export function createCheckpoint(
  save: (sequenceNumber: string) => Promise<void>,
  log: (line: string) => void,
): Checkpoint {
  const open: { readonly sequenceNumber: string; done: boolean }[] = [];
  /** More than one where the stream delivers a record again before it is dealt with. */
  const bySequenceNumber = new Map<string, { done: boolean }[]>();
  let unsaved: string | undefined;
  let saving: Promise<void> | undefined;

  const settle = (record: StreamRecord) => {
    const entries = bySequenceNumber.get(record.sequenceNumber) ?? [];
    const entry = entries.shift();
    if (entry) entry.done = true;
    if (entries.length === 0) bySequenceNumber.delete(record.sequenceNumber);
  };

  const advance = () => {
    while (open[0]?.done) unsaved = open.shift()?.sequenceNumber;
  };

  const saveAll = async () => {
    while (unsaved !== undefined) {
      const point = unsaved;
      unsaved = undefined;
      try {
        await save(point);
      } catch (error) {
        unsaved ??= point;
        log(`cannot store the stream position ${point}: ${String(error)}`);
        return;
      }
    }
  };

  const saveNow = (): Promise<void> => {
    saving ??= saveAll().finally(() => (saving = undefined));
    return saving;
  };

  return {
    add: (record) => {
      const entry = { sequenceNumber: record.sequenceNumber, done: false };
      open.push(entry);
      bySequenceNumber.set(record.sequenceNumber, [...(bySequenceNumber.get(record.sequenceNumber) ?? []), entry]);
    },
    done: (records) => {
      records.forEach(settle);
      advance();
      inBackground('The position in a stream could not be saved', saveNow());
    },
    skip: (record) => {
      settle(record);
      advance();
    },
    flush: async () => {
      await saving;
      await saveNow();
    },
  };
}
