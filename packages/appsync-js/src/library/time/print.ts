/** An instant as text, by a pattern of Java's `DateTimeFormatter`. */
import { hasOwn, padStart } from '../kernel/natives.ts';
import { failCode } from '../kernel/stop.ts';
import { partsOf } from './pattern.ts';
import type { Part } from './pattern.ts';
import { MONTHS, WEEKDAYS, inLength } from './words.ts';
import { offsetMinutes, zoneName } from './zone.ts';

const DAY_MS = 24 * 60 * 60_000;

/** `zone` is a region such as `Europe/Berlin`, or an offset. Fails for a letter that this package does not know. */
export function printDate(epochMs: number, pattern: string, zone: string): string {
  if (!Number.isFinite(epochMs)) failCode('A time to format must be a number of milliseconds');
  const offset = offsetMinutes(zone, epochMs);
  return printParts(partsOf(pattern), { epochMs, zone, offset, local: new Date(epochMs + offset * 60_000) });
}

/** `local` shows the zone's clock through its UTC members. */
type Moment = { readonly epochMs: number; readonly zone: string; readonly offset: number; readonly local: Date };

function printParts(parts: readonly Part[], moment: Moment): string {
  let text = '';
  for (const part of parts) text += printPart(part, moment);
  return text;
}

function printPart(part: Part, moment: Moment): string {
  if (part.kind === 'literal') return part.text;
  if (part.kind === 'optional') return printParts(part.parts, moment);
  const print = hasOwn(PRINT, part.letter) ? PRINT[part.letter] : undefined;
  if (print === undefined)
    return failCode(`The letter '${part.letter}' in time patterns is not supported by @ordersaga/appsync-js`);
  return print(moment, part.count);
}

function number(value: number, width: number): string {
  return `${value < 0 ? '-' : ''}${padStart(Math.abs(value).toString(), width, '0')}`;
}

type Print = (moment: Moment, count: number) => string;

/** Two letters are the last two digits. */
function printYear(year: number, count: number): string {
  return count === 2 ? number(Math.abs(year) % 100, 2) : number(year, count);
}

const year: Print = ({ local }, count) => printYear(local.getUTCFullYear(), count);

const month: Print = ({ local }, count) =>
  count < 3 ? number(local.getUTCMonth() + 1, count) : inLength(MONTHS[local.getUTCMonth()] ?? '', count);

const quarter: Print = ({ local }, count) => {
  const value = Math.floor(local.getUTCMonth() / 3) + 1;
  if (count < 3 || count === 5) return number(value, count === 2 ? 2 : 1);
  return count === 3 ? `Q${value}` : `${['1st', '2nd', '3rd', '4th'][value - 1]} quarter`;
};

const weekday: Print = ({ local }, count) => inLength(WEEKDAYS[local.getUTCDay()] ?? '', count);

const localWeekday: Print = (moment, count) =>
  count < 3 ? number(moment.local.getUTCDay() + 1, count) : weekday(moment, count);

function dayOfYear(local: Date): number {
  return Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;
}

/** In the United States a week begins on Sunday, and the one with the 1st of January is the year's first. */
function weekOf(local: Date): { readonly year: number; readonly week: number } {
  const saturday = new Date(local.getTime() + (6 - local.getUTCDay()) * DAY_MS);
  return { year: saturday.getUTCFullYear(), week: Math.ceil(dayOfYear(saturday) / 7) };
}

function millisecondOfDay({ local }: Moment): number {
  return ((local.getTime() % DAY_MS) + DAY_MS) % DAY_MS;
}

const fraction: Print = ({ local }, count) => `${number(local.getUTCMilliseconds(), 3)}000000`.slice(0, count);

function offsetText(offset: number, hasColon: boolean, hasMinutes: boolean): string {
  const size = Math.floor(Math.abs(offset));
  const minutes = hasMinutes || size % 60 !== 0 ? `${hasColon ? ':' : ''}${number(size % 60, 2)}` : '';
  return `${offset < 0 ? '-' : '+'}${number(Math.floor(size / 60), 2)}${minutes}`;
}

/** One letter is hours, two or four have minutes, three or five a colon too. */
function offsetOrZero(zero: string): Print {
  return ({ offset }, count) =>
    offset === 0 && zero !== '' ? zero : offsetText(offset, count === 3 || count === 5, count > 1);
}

const printOffset: Print = ({ offset }, count) => {
  if (count === 5) return offset === 0 ? 'Z' : offsetText(offset, true, true);
  if (count < 4) return offsetText(offset, false, true);
  return offset === 0 ? 'GMT' : `GMT${offsetText(offset, true, true)}`;
};

const localizedOffset: Print = ({ offset }, count) => {
  if (offset === 0) return 'GMT';
  if (count === 4) return `GMT${offsetText(offset, true, true)}`;
  const minutes = Math.abs(offset) % 60;
  return `GMT${offset < 0 ? '-' : '+'}${Math.floor(Math.abs(offset) / 60)}${
    minutes === 0 ? '' : `:${number(minutes, 2)}`
  }`;
};

/** Java's Javadoc of `DateTimeFormatter`, "Patterns for Formatting and Parsing". */
const PRINT: { readonly [letter: string]: Print } = {
  G: ({ local }, count) =>
    local.getUTCFullYear() > 0 ? (count === 4 ? 'Anno Domini' : 'AD') : count === 4 ? 'Before Christ' : 'BC',
  u: year,
  y: year,
  Y: ({ local }, count) => printYear(weekOf(local).year, count),
  w: ({ local }, count) => number(weekOf(local).week, count),
  D: ({ local }, count) => number(dayOfYear(local), count),
  M: month,
  L: month,
  d: ({ local }, count) => number(local.getUTCDate(), count),
  Q: quarter,
  q: quarter,
  E: weekday,
  e: localWeekday,
  c: localWeekday,
  a: ({ local }) => (local.getUTCHours() < 12 ? 'AM' : 'PM'),
  h: ({ local }, count) => number(((local.getUTCHours() + 11) % 12) + 1, count),
  K: ({ local }, count) => number(local.getUTCHours() % 12, count),
  k: ({ local }, count) => number(local.getUTCHours() === 0 ? 24 : local.getUTCHours(), count),
  H: ({ local }, count) => number(local.getUTCHours(), count),
  m: ({ local }, count) => number(local.getUTCMinutes(), count),
  s: ({ local }, count) => number(local.getUTCSeconds(), count),
  S: fraction,
  A: (moment, count) => number(millisecondOfDay(moment), count),
  n: ({ local }, count) => number(local.getUTCMilliseconds() * 1_000_000, count),
  N: (moment, count) => number(millisecondOfDay(moment) * 1_000_000, count),
  V: ({ zone }) => zone,
  z: ({ zone, epochMs }, count) => zoneName(zone, epochMs, count === 4 ? 'long' : 'short'),
  O: localizedOffset,
  X: offsetOrZero('Z'),
  x: offsetOrZero(''),
  Z: printOffset,
};
