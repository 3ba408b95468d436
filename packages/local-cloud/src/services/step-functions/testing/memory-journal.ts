/** An ExecutionJournal that a test can look into, and hand from one process's state machine to the next one's. */

import type { ExecutionJournal, ExecutionRecord } from '../history/execution-journal.ts';

export type MemoryJournal = ExecutionJournal & { readonly records: Map<string, ExecutionRecord> };

export function createMemoryJournal(): MemoryJournal {
  const records = new Map<string, ExecutionRecord>();
  return {
    records,
    put: (record) => {
      const isNew = !records.has(record.executionArn);
      if (isNew) records.set(record.executionArn, record);
      return Promise.resolve(isNew);
    },
    get: (executionArn) => Promise.resolve(records.get(executionArn)),
    update: (record) => {
      records.set(record.executionArn, record);
      return Promise.resolve();
    },
    list: () => Promise.resolve([...records.values()]),
  };
}
