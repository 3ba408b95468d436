/** An ExecutionJournal that a test can look into, and hand from one process's state machine to the next one's. */

import type { ExecutionJournal, ExecutionRecord } from '../history/execution-journal.ts';

export type MemoryJournal = ExecutionJournal & { readonly records: Map<string, ExecutionRecord> };

export function createMemoryJournal(): MemoryJournal {
  const records = new Map<string, ExecutionRecord>();
  return {
    records,
    put: async (record) => {
      if (records.has(record.executionArn)) return false;
      records.set(record.executionArn, record);
      return true;
    },
    get: async (executionArn) => records.get(executionArn),
    update: async (record) => void records.set(record.executionArn, record),
    list: async () => [...records.values()],
  };
}
