/** The journal of a state machine's executions, in the state store. */

import type { ExecutionJournal, ExecutionRecord } from './history/execution-journal.ts';
import type { StateStore } from '../../kernel/state-store.ts';

export function createExecutionJournal(store: StateStore, stateMachineArn: string): ExecutionJournal {
  const kind = `execution ${stateMachineArn}`;
  return {
    put: (record) => store.putNew(kind, record.executionArn, JSON.stringify(record)),
    get: async (executionArn) => {
      const text = await store.get(kind, executionArn);
      return text === undefined ? undefined : parse(text);
    },
    update: (record) => store.put(kind, record.executionArn, JSON.stringify(record)),
    list: async () => (await store.list(kind)).map(parse),
  };
}

/** Only this file writes these texts. */
function parse(text: string): ExecutionRecord {
  return JSON.parse(text);
}
