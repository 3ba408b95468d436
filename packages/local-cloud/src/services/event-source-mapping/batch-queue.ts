/** Collects the records of one lane into batches: by count, by size, or when the batching window ends. */

import { unlessAborted, wait } from '../../kernel/wait.ts';
import type { StreamRecord } from './stream-record.ts';

export type BatchQueue = {
  /** Takes records at once, so that they can share a batch; resolves when there is room for more. */
  push(records: readonly StreamRecord[]): Promise<void>;
  /** No more records come: what is there leaves without waiting for the window. */
  close(): void;
  /** The next batch, never empty; undefined when the queue is closed and empty, or the mapping stops. */
  take(): Promise<readonly StreamRecord[] | undefined>;
};

/** With more records than this in one lane, the reader waits for the function; a page has at most 1,000. */
const WAITING_RECORDS = 1000;

/** An invocation takes 6 MB of JSON, in which a record is larger than its `SizeBytes` says. */
const BATCH_BYTES = 3 * 1024 * 1024;

export function createBatchQueue(batchSize: number, windowMs: number, signal: AbortSignal): BatchQueue {
  const waiting: { readonly record: StreamRecord; readonly since: number }[] = [];
  let closed = false;
  let change = Promise.withResolvers<undefined>();

  const changed = () => {
    change.resolve(undefined);
    change = Promise.withResolvers<undefined>();
  };

  const untilChanged = () => unlessAborted(change.promise, signal);

  const untilWindowEnds = async () => {
    const [first] = waiting;
    if (!first) return;
    const ends = new AbortController();
    const timer = wait(first.since + windowMs - Date.now(), AbortSignal.any([signal, ends.signal])).then(() =>
      ends.abort(),
    );
    while (!closed && !ends.signal.aborted && waiting.length < batchSize)
      await unlessAborted(change.promise, ends.signal);
    ends.abort();
    await timer;
  };

  const cut = (): readonly StreamRecord[] => {
    let bytes = 0;
    const end = waiting.findIndex(({ record }, index) => {
      bytes += record.sizeBytes;
      return index === batchSize || (index > 0 && bytes > BATCH_BYTES);
    });
    return waiting.splice(0, end === -1 ? waiting.length : end).map(({ record }) => record);
  };

  return {
    push: async (records) => {
      const since = Date.now();
      waiting.push(...records.map((record) => ({ record, since })));
      changed();
      while (waiting.length > WAITING_RECORDS && !signal.aborted) await untilChanged();
    },
    close: () => {
      closed = true;
      changed();
    },
    take: async () => {
      while (waiting.length === 0 && !closed && !signal.aborted) await untilChanged();
      if (windowMs > 0 && waiting.length < batchSize) await untilWindowEnds();
      if (signal.aborted || waiting.length === 0) return undefined;
      const batch = cut();
      changed();
      return batch;
    },
  };
}
