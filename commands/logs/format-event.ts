/** A line of a log as people read it: when, where, how bad, what, and the rest of it as names and values. */
import { isRecord } from '../json.ts';
import type { JsonRecord } from '../json.ts';

export const LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
export type Level = (typeof LEVELS)[number];

type Event = {
  /** Epoch milliseconds. */
  readonly timestamp?: number;
  /** The short name of its function, API or state machine. */
  readonly source: string;
  readonly message: string;
};

/** What stands elsewhere in the line, or is the same in all lines of the function. */
const KNOWN = new Set([
  'level',
  'message',
  'timestamp',
  'service',
  'cold_start',
  'function_name',
  'function_request_id',
  'xray_trace_id',
]);

export function formatEvent({ timestamp, source, message }: Event): string {
  const entry = parseEntry(message);
  const text = entry ? formatEntry(entry) : formatText(message);
  const at = timestamp === undefined ? '' : `${new Date(timestamp).toISOString()}  `;
  return `${at}${source.padEnd(20)}  ${levelOf(message).padEnd(5)}  ${text}`;
}

/** That of a structured line; others are errors if they say so in Lambda's, AppSync's or Step Functions' words. */
export function levelOf(message: string): Level {
  const entry = parseEntry(message);
  const level = typeof entry?.['level'] === 'string' ? entry['level'].toUpperCase() : undefined;
  if (level === 'CRITICAL') return 'ERROR';
  const known = LEVELS.find((one) => one === level);
  if (known) return known;
  if (isPlatforms(message, entry)) return 'DEBUG';
  const isError = entry
    ? entry['fieldInError'] === true || /(Failed|TimedOut|Aborted)$|^FailStateEntered$/.test(String(entry['type']))
    : /^\S+ ERROR - |^Invoke Error |\tERROR\t|Task timed out after|^RequestId: \S+ Error: /.test(message);
  return isError ? 'ERROR' : 'INFO';
}

/** AppSync puts the request's id, the level and the place in the code before what a resolver logs. */
const OF_RESOLVER = /^[\w-]{36} (?:INFO|WARN|ERROR) - \S+ (\{.*\})$/;

function formatText(message: string): string {
  const [, logged = ''] = OF_RESOLVER.exec(message) ?? [];
  const entry = parseEntry(logged);
  return entry ? formatEntry(entry) : message.trimEnd();
}

/** What Lambda and AppSync write about each invocation and request, and metrics in the log. */
function isPlatforms(message: string, entry: JsonRecord | undefined): boolean {
  return (
    /^(START|END|REPORT) RequestId: /.test(message) ||
    entry?.['logType'] === 'RequestSummary' ||
    '_aws' in (entry ?? {})
  );
}

function parseEntry(message: string): JsonRecord | undefined {
  if (!message.startsWith('{')) return undefined;
  try {
    const entry: unknown = JSON.parse(message);
    return isRecord(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

function formatEntry(entry: JsonRecord): string {
  if (typeof entry['execution_arn'] === 'string') return formatExecutionEvent(entry, entry['execution_arn']);
  const { _aws: metrics, ...rest } = entry;
  const members = Object.entries(rest).filter(([name]) => !KNOWN.has(name));
  const errors = members.flatMap(([, value]) => (isError(value) ? [value] : []));
  const pairs = members.filter(([, value]) => !isError(value)).map(([name, value]) => `${name}=${textOf(value)}`);
  const title = typeof entry['message'] === 'string' ? [entry['message']] : metrics ? ['Metrics'] : [];
  return [[...title, ...pairs].join(' '), ...errors.map(formatError)].join('\n');
}

function formatExecutionEvent({ type, details }: JsonRecord, executionArn: string): string {
  const members = Object.entries(isRecord(details) ? details : {}).map(([name, value]) => `${name}=${textOf(value)}`);
  return [String(type), `execution=${executionArn.split(':').slice(6).join(':')}`, ...members].join(' ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' && /^[^\s"]+$/.test(value) ? value : JSON.stringify(value);
}

type LoggedError = JsonRecord & { readonly stack: string };

function isError(value: unknown): value is LoggedError {
  return isRecord(value) && typeof value['name'] === 'string' && typeof value['stack'] === 'string';
}

/** The stack begins with the error's name and message; causes come below. */
function formatError({ stack, cause }: LoggedError): string {
  const own = stack.replace(/^/gm, '    ');
  return isError(cause) ? `${own}\n    caused by\n${formatError(cause)}` : own;
}
