/** Writes an execution's events to the log, as far as the state machine's logging level asks for them. */

import type { LoggingLevel } from './machine.ts';
import type { ExecutionEnd } from '../history/execution-journal.ts';
import type { RunEvent } from '../branches/run-event.ts';

/** The level at which an event is written; all others are at `ALL` (developer guide, "Log levels"). */
const LEVELS: { readonly [type in RunEvent['type']]?: LoggingLevel } = {
  StateFailed: 'ERROR',
};

const RANKS: { readonly [level in LoggingLevel]: number } = { OFF: 0, FATAL: 1, ERROR: 2, ALL: 3 };

export function logEvent(event: RunEvent, level: LoggingLevel, write: (line: string) => void): void {
  if (RANKS[LEVELS[event.type] ?? 'ALL'] > RANKS[level]) return;
  const { type, state, error, cause } = event;
  const what = state === undefined ? type : `${type} ${state}`;
  write([what, error, cause].filter((word) => word !== undefined).join(': '));
}

export function logEnd(
  { status, error, cause }: ExecutionEnd,
  level: LoggingLevel,
  write: (line: string) => void,
): void {
  if (RANKS[status === 'SUCCEEDED' ? 'ALL' : 'FATAL'] > RANKS[level]) return;
  write([status, error, cause].filter((word) => word !== undefined).join(': '));
}
