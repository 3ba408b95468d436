/** Which events of an execution go to its log group, and in which form ("Logging in CloudWatch Logs", developer guide). */

import type { JsonObject } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import type { HistoryEvent } from './history.ts';

export type LogLevel = 'ALL' | 'ERROR' | 'FATAL' | 'OFF';

/** What a state machine's `LoggingConfiguration` says. */
export type LogSettings = { readonly level: LogLevel; readonly includesData: boolean };

const FATAL = new Set(['ExecutionAborted', 'ExecutionFailed', 'ExecutionTimedOut']);
const ERROR = /^FailStateEntered$|(?:Failed|TimedOut|Aborted)$/;

/** Members that hold what the execution works with. */
const DATA = new Set(['input', 'inputDetails', 'output', 'outputDetails', 'parameters', 'cause']);

/** The line for an event; undefined if the level leaves it out. */
export function vendedLine(event: HistoryEvent, executionArn: string, settings: LogSettings): string | undefined {
  if (!isWritten(event.type, settings.level)) return undefined;
  const { id, previousEventId, type, timestamp, ...rest } = event;
  const details = Object.values(rest).find(isJsonObject) ?? {};
  return JSON.stringify({
    id: String(id),
    type,
    details: settings.includesData ? details : withoutData(details),
    redrive_count: '0',
    previous_event_id: String(previousEventId),
    event_timestamp: String(Math.round(timestamp * 1000)),
    execution_arn: executionArn,
  });
}

function isWritten(type: string, level: LogLevel): boolean {
  if (level === 'OFF') return false;
  if (level === 'ALL') return true;
  return FATAL.has(type) || (level === 'ERROR' && ERROR.test(type));
}

function withoutData(details: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(details).filter(([name]) => !DATA.has(name)));
}
