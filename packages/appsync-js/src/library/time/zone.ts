/** Time zones: their offsets and names come from the engine's copy of the IANA database. */
import { charge } from '../limits/limits.ts';
import { failCode } from '../kernel/stop.ts';

/** A zone's offset from UTC at an instant, in minutes (with a fraction for zones of long ago). */
export function offsetMinutes(zone: string, epochMs: number): number {
  const fixed = parseOffset(zone);
  if (fixed !== undefined) return fixed;
  const parts: { [type: string]: number } = {};
  for (const { type, value } of formatterOf(zone, 'clock').formatToParts(epochMs)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return (local / 1000 - Math.floor(epochMs / 1000)) / 60;
}

/**
 * The instant at which a zone's clocks show this local time; in a gap or overlap the one that the earlier offset gives.
 */
export function instantOf(localMs: number, zone: string): number {
  const before = offsetMinutes(zone, localMs - 24 * 60 * 60_000);
  const guess = localMs - before * 60_000;
  const after = offsetMinutes(zone, guess);
  const later = localMs - after * 60_000;
  return offsetMinutes(zone, later) === after ? later : guess;
}

/** `short` as in `PST`, `long` as in `Pacific Standard Time`; an offset is its own name. */
export function zoneName(zone: string, epochMs: number, style: 'short' | 'long'): string {
  if (/^(?:Z$|[+-])/.test(zone)) return zone;
  if (zone === 'UTC' && style === 'short') return 'UTC';
  const parts = formatterOf(zone, style).formatToParts(epochMs);
  for (const { type, value } of parts) if (type === 'timeZoneName') return value;
  return zone;
}

/** `+08:00`, `+0800`, `+08`, `Z`, `UTC`, `GMT+8`: minutes; undefined for the name of a region. */
export function parseOffset(text: string): number | undefined {
  if (text === 'Z' || text === 'UTC' || text === 'GMT' || text === 'UT') return 0;
  const [, sign, hours, minutes = '0', seconds = '0'] =
    /^(?:UTC|GMT|UT)?([+-])(\d\d?)(?::?(\d\d)(?::?(\d\d))?)?$/.exec(text) ?? [];
  if (hours === undefined) return undefined;
  const size = Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
  return sign === '-' ? -size : size;
}

const NUMERIC = 'numeric';
const PARTS = { year: NUMERIC, month: NUMERIC, day: NUMERIC, hour: NUMERIC, minute: NUMERIC, second: NUMERIC } as const;

const CLOCK: Intl.DateTimeFormatOptions = { ...PARTS, calendar: 'iso8601', hourCycle: 'h23' };

/** By zone and options. A zone can be written in many ways, each of which would be kept. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const MAX_FORMATTERS = 100;

/** In units: the engine loads the zone, and keeps it outside of its heap. */
const FORMATTER = 100_000;

/** Fails for a name that the engine's database does not have. */
function formatterOf(zone: string, style: 'clock' | 'short' | 'long'): Intl.DateTimeFormat {
  const name = `${style} ${zone}`;
  const known = formatters.get(name);
  if (known !== undefined) return known;
  charge(FORMATTER);
  const formatter = createFormatter(zone, style === 'clock' ? CLOCK : { timeZoneName: style });
  if (formatters.size < MAX_FORMATTERS) formatters.set(name, formatter);
  return formatter;
}

function createFormatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone });
  } catch {
    return failCode(`There is no time zone '${timeZone}'`);
  }
}
