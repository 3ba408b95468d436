/** The journal of a state machine's executions, in the state store. */

import { isObject, parseObject } from '../../kernel/json.ts';
import type { ExecutionEnd, ExecutionJournal, ExecutionRecord } from './history/execution-journal.ts';
import type { StateStore } from '../../kernel/state-store.ts';

export function createExecutionJournal(store: StateStore, stateMachineArn: string): ExecutionJournal {
  const kind = `execution ${stateMachineArn}`;
  const definitions = `definition ${stateMachineArn}`;
  return {
    put: (record) => store.putNew(kind, record.executionArn, JSON.stringify(record)),
    get: async (executionArn) => {
      const text = await store.get(kind, executionArn);
      return text === undefined ? undefined : parse(text);
    },
    update: (record) => store.put(kind, record.executionArn, JSON.stringify(record)),
    list: async () => (await store.list(kind)).map(parse),
    keepDefinition: (revisionId, definition) => store.put(definitions, revisionId, JSON.stringify(definition)),
    definition: async (revisionId) => parseObject((await store.get(definitions, revisionId)) ?? ''),
  };
}

/** Only this file writes these texts. */
function parse(text: string): ExecutionRecord {
  const record: unknown = JSON.parse(text);
  if (!isExecutionRecord(record)) throw new Error('The journal holds something other than an execution.');
  return record;
}

function isExecutionRecord(value: unknown): value is ExecutionRecord {
  if (!isObject(value)) return false;
  const { executionArn, name, stateMachineArn, revisionId, input, startDate, status, stopDate } = value;
  const hasEnd = typeof stopDate === 'number' && ENDS.some((end) => end === status);
  return (
    [executionArn, name, stateMachineArn, revisionId, input].every((member) => typeof member === 'string') &&
    typeof startDate === 'number' &&
    (status === 'RUNNING' || hasEnd)
  );
}

const ENDS: readonly ExecutionEnd['status'][] = ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];
