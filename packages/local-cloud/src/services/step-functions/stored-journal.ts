/** The journal of a state machine's executions, in the state store. */

import type { ExecutionJournal, ExecutionRecord } from './history/execution-journal.ts';
import type { StateStore } from '../dynamodb/state-store.ts';

export function createExecutionJournal(state: StateStore, stateMachineArn: string): ExecutionJournal {
  const kind = `execution ${stateMachineArn}`;
  return {
    put: (record) => state.putNew(kind, record.executionArn, JSON.stringify(record)),
    get: async (executionArn) => {
      const text = await state.get(kind, executionArn);
      return text === undefined ? undefined : parse(text);
    },
    update: (record) => state.put(kind, record.executionArn, JSON.stringify(record)),
    list: async () => (await state.list(kind)).map(parse),
  };
}

/** Only this file writes these texts. */
function parse(text: string): ExecutionRecord {
  return JSON.parse(text);
}
