/** An ExecutionJournal that a test can look into, and hand from one process's state machine to the next one's. */

import type { JsonObject } from '../../../kernel/json.ts';
import type { ExecutionJournal, ExecutionRecord } from '../history/execution-journal.ts';

export type MemoryJournal = ExecutionJournal & { readonly records: Map<string, ExecutionRecord> };

export function createMemoryJournal(): MemoryJournal {
  const records = new Map<string, ExecutionRecord>();
  const definitions = new Map<string, JsonObject>();
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
    keepDefinition: (revisionId, definition) => {
      definitions.set(revisionId, definition);
      return Promise.resolve();
    },
    definition: (revisionId) => Promise.resolve(definitions.get(revisionId)),
  };
}
