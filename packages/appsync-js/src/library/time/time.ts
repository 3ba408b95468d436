/** `util.time`. */
import { failCode, needString } from '../kernel/stop.ts';
import { parseDate } from './parse.ts';
import { printDate } from './print.ts';
import { parseOffset } from './zone.ts';

const UTC = 'UTC';

export const time = {
  nowISO8601: (): string => new Date().toISOString(),
  nowEpochSeconds: (): number => Math.floor(Date.now() / 1000),
  nowEpochMilliSeconds: (): number => Date.now(),
  nowFormatted: (pattern: unknown, zone: unknown = UTC): string => printDate(Date.now(), textOf(pattern), textOf(zone)),
  parseFormattedToEpochMilliSeconds: (text: unknown, pattern: unknown, zone: unknown = UTC): number =>
    parseDate(textOf(text), textOf(pattern), textOf(zone)),
  parseISO8601ToEpochMilliSeconds: (text: unknown): number => parseIso8601(textOf(text)),
  epochMilliSecondsToSeconds: (milliseconds: unknown): number => Math.trunc(numberOf(milliseconds) / 1000),
  epochMilliSecondsToISO8601: (milliseconds: unknown): string => new Date(numberOf(milliseconds)).toISOString(),
  epochMilliSecondsToFormatted: (milliseconds: unknown, pattern: unknown, zone: unknown = UTC): string =>
    printDate(numberOf(milliseconds), textOf(pattern), textOf(zone)),
};

const ISO_8601 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(?:[.,](\d{1,9}))?(Z|[+-]\d\d(?::?\d\d)?)$/;

function parseIso8601(text: string): number {
  const [, minutes, seconds = ':00', fraction = '0', zone = 'Z'] =
    ISO_8601.exec(text) ?? failCode(`'${text}' isn't an ISO 8601 time`);
  const local = Date.parse(`${minutes}${seconds}.${`${fraction}00`.slice(0, 3)}Z`);
  if (Number.isNaN(local)) failCode(`'${text}' isn't an ISO 8601 time`);
  return local - (parseOffset(zone) ?? 0) * 60_000;
}

/** Ours: no time, pattern or zone that means anything is longer. */
const MAX_TIME_CHARACTERS = 1_000;

function textOf(value: unknown): string {
  const text = needString(value, 'util.time needs a string here');
  return text.length <= MAX_TIME_CHARACTERS
    ? text
    : failCode(`util.time takes strings of up to ${MAX_TIME_CHARACTERS} characters`);
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : failCode('util.time needs a number of milliseconds here');
}
