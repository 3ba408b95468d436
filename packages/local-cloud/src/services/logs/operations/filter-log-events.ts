/** FilterLogEvents: the events of one group that match, oldest first, in pages. */

import { AwsError } from '../../../aws/error.ts';
import { checkInput } from '../../../aws/check-input.ts';
import type { Structure } from '../../../aws/check-input.ts';
import type { Account } from '../../../aws/place.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { numberAt, stringAt } from '../../../kernel/json.ts';
import type { Operation } from '../../../plugin/service.ts';
import { compileFilterPattern } from '../filter-pattern.ts';
import type { LogEvent, LogGroups } from '../log-groups.ts';
import { groupArn, groupNameIn } from '../names.ts';

/** API reference. */
const MAX_EVENTS = 10_000;
const MAX_PATTERN_CHARACTERS = 1024;

const INPUT: Structure = {
  type: 'structure',
  required: [],
  members: {
    logGroupName: { type: 'text', min: 1, max: 512 },
    logGroupIdentifier: { type: 'text', min: 1, max: 2048 },
    logStreamNamePrefix: { type: 'text', min: 1, max: 512 },
    filterPattern: { type: 'text', max: MAX_PATTERN_CHARACTERS },
    startTime: { type: 'number', min: 0 },
    endTime: { type: 'number', min: 0 },
    limit: { type: 'number', min: 1, max: MAX_EVENTS },
    nextToken: { type: 'text', min: 1 },
  },
};

export const FILTER_LOG_EVENTS: Operation<LogGroups> = {
  permissions: (input, _groups, account) => [
    { action: 'logs:FilterLogEvents', resource: `${groupArn(nameOf(input, account) || '*', account)}:*` },
  ],
  serve: (input, groups, { place }) => {
    checkInput(input, INPUT);
    const group = groups.find(nameOf(input, place));
    if (!group) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
    const wanted = selectionOf(input);
    const after = numberIn(stringAt(input, 'nextToken'));
    const found = group.events.filter((event) => event.number > after && wanted(event));
    const page = found.slice(0, numberAt(input, 'limit') ?? MAX_EVENTS);
    const last = page.at(-1);
    return {
      events: page.map(({ number: _, timestamp, ...event }) => ({ ...event, timestamp, ingestionTime: timestamp })),
      searchedLogStreams: [],
      ...(last && page.length < found.length && { nextToken: String(last.number) }),
    };
  },
};

function nameOf(input: JsonObject, account: Account): string {
  return stringAt(input, 'logGroupName') ?? groupNameIn(stringAt(input, 'logGroupIdentifier') ?? '', account);
}

function selectionOf(input: JsonObject): (event: LogEvent) => boolean {
  const matches = compileFilterPattern(stringAt(input, 'filterPattern') ?? '');
  const [from, to] = [numberAt(input, 'startTime') ?? 0, numberAt(input, 'endTime') ?? Infinity];
  const prefix = stringAt(input, 'logStreamNamePrefix') ?? '';
  const { logStreamNames } = input;
  const streams = Array.isArray(logStreamNames) ? new Set(logStreamNames.map(String)) : undefined;
  return ({ timestamp, logStreamName, message }) =>
    timestamp >= from &&
    timestamp <= to &&
    logStreamName.startsWith(prefix) &&
    (!streams || streams.has(logStreamName)) &&
    matches(message);
}

/** A token is the number of the last event before the page. */
function numberIn(token = '0'): number {
  if (/^\d{1,15}$/.test(token)) return Number(token);
  throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
}
