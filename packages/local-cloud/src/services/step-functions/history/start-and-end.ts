/** The first and the last event of every execution's history, which outlive the process with its record. */

import type { JsonObject } from '../../../kernel/json.ts';
import type { ExecutionEnd, ExecutionRecord } from './execution-journal.ts';
import { createHistory, WHOLE } from './history.ts';
import type { HistoryEvent } from './history.ts';

type StartEvent = { readonly type: 'ExecutionStarted'; readonly details: JsonObject };

export function startEventOf(record: ExecutionRecord, roleArn: string): StartEvent {
  const details = { input: record.input, inputDetails: WHOLE, roleArn, ...associationOf(record) };
  return { type: 'ExecutionStarted', details: { executionStartedEventDetails: details } };
}

/** The version and the alias by which an execution was started, if any. */
export function associationOf({ stateMachineVersionArn, stateMachineAliasArn }: ExecutionRecord): JsonObject {
  return {
    ...(stateMachineVersionArn !== undefined && { stateMachineVersionArn }),
    ...(stateMachineAliasArn !== undefined && { stateMachineAliasArn }),
  };
}

const END_EVENTS = {
  SUCCEEDED: ['ExecutionSucceeded', 'executionSucceededEventDetails'],
  FAILED: ['ExecutionFailed', 'executionFailedEventDetails'],
  TIMED_OUT: ['ExecutionTimedOut', 'executionTimedOutEventDetails'],
  ABORTED: ['ExecutionAborted', 'executionAbortedEventDetails'],
} as const;

type EndType = (typeof END_EVENTS)[keyof typeof END_EVENTS][0];

/** That an execution timed out is told here alone: its record has no error (floci-io/floci#2733). */
export function endEventOf(end: ExecutionEnd): { readonly type: EndType; readonly details: JsonObject } {
  const [type, name] = END_EVENTS[end.status];
  return { type, details: { [name]: detailsOf(end) } };
}

function detailsOf({ status, output, error, cause }: ExecutionEnd): JsonObject {
  if (output !== undefined) return { output, outputDetails: WHOLE };
  if (status === 'TIMED_OUT') return { error: 'States.Timeout' };
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

/** The history of an execution that ran too long ago, or in an earlier process. */
export function outlineOf(record: ExecutionRecord, roleArn: string): readonly HistoryEvent[] {
  const history = createHistory();
  const start = startEventOf(record, roleArn);
  history.start(start.type, start.details, record.startDate);
  if (record.status === 'RUNNING') return history.events;
  const end = endEventOf(record);
  history.end({ previousEventId: 0 }, end.type, end.details, record.stopDate);
  return history.events;
}
