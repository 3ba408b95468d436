/** Collects lines of several log groups: all of them, or those of one order. */
import { isRecord } from '../json.ts';
import type { CloudWatchLogs, LogEvent } from './cloudwatch-logs.ts';
import type { LogGroup } from './log-groups.ts';

export type Line = LogEvent & { readonly source: string };

type Search = {
  /** All lines if left out. */
  readonly orderId?: string | undefined;
  /** Epoch milliseconds. */
  readonly since: number;
};

/** In order of time. */
export async function readLines(
  logs: CloudWatchLogs,
  groups: readonly LogGroup[],
  { orderId, since }: Search,
): Promise<readonly Line[]> {
  const lines: Line[] = [];
  // One group after the other: an account may search a few times in a second.
  for (const group of groups) {
    const search = { logGroupName: group.name, startTime: since };
    const events = orderId === undefined ? await logs.events(search) : await eventsOf(orderId, group, logs, search);
    lines.push(...events.map((event) => ({ ...event, source: group.source })));
  }
  // Sorting is stable, so lines of the same millisecond stay in the order in which they were written.
  return lines.sort((one, other) => one.timestamp - other.timestamp);
}

type GroupSearch = { readonly logGroupName: string; readonly startTime: number };

/**
 * The lines that name the order, and those of the same invocations and requests: Lambda's own lines, such as the one of a
 * timeout, know the request alone. What such an invocation wrote about another order is left out.
 */
async function eventsOf(
  orderId: string,
  group: LogGroup,
  logs: CloudWatchLogs,
  search: GroupSearch,
): Promise<readonly LogEvent[]> {
  const named = await logs.events({ ...search, filterPattern: quoted(orderId) });
  const requestIds = [...new Set(named.flatMap(({ message }) => requestIdIn(message, group) ?? []))];
  const found = new Map(named.map((event) => [event.eventId, event]));
  for (const filterPattern of patternsOf(requestIds)) {
    for (const event of await logs.events({ ...search, filterPattern })) {
      if (!isOfAnother(event.message, orderId)) found.set(event.eventId, found.get(event.eventId) ?? event);
    }
  }
  return [...found.values()].sort((one, other) => one.timestamp - other.timestamp);
}

function requestIdIn(message: string, { kind }: LogGroup): string | undefined {
  if (kind === 'states') return undefined;
  // AppSync begins the lines of resolvers with it.
  const [, id] = kind === 'api' ? (/^([\w-]{36}) /.exec(message) ?? []) : [];
  return id ?? memberOf(message, kind === 'api' ? 'requestId' : 'function_request_id');
}

function isOfAnother(message: string, orderId: string): boolean {
  const other = memberOf(message, 'orderId');
  return other !== undefined && other !== orderId;
}

function memberOf(message: string, name: string): string | undefined {
  if (!message.startsWith('{')) return undefined;
  try {
    const entry: unknown = JSON.parse(message);
    const member = isRecord(entry) ? entry[name] : undefined;
    return typeof member === 'string' ? member : undefined;
  } catch {
    return undefined;
  }
}

/** A filter pattern has 1,024 characters at most (API reference of FilterLogEvents). */
const IDS_PER_PATTERN = 20;

/** Each finds what has any of its ids. */
function patternsOf(ids: readonly string[]): readonly string[] {
  const count = Math.ceil(ids.length / IDS_PER_PATTERN);
  return Array.from({ length: count }, (_, index) =>
    ids
      .slice(index * IDS_PER_PATTERN, (index + 1) * IDS_PER_PATTERN)
      .map((id) => `?${quoted(id)}`)
      .join(' '),
  );
}

function quoted(term: string): string {
  return `"${term.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
