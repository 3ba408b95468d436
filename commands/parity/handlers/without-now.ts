/** Makes answers comparable that have new ids and the time in them. */
import type { Json } from '../../json.ts';
import type { Answer } from '../case.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const STEP_SECONDS = 300;
const MAX_AHEAD_SECONDS = 400 * 24 * 60 * 60;

/**
 * Ids that are not `known` become `<id>`, times around now `<now>`, and epoch seconds `<now + 600 s>`, rounded to five
 * minutes, since the clocks of AWS and this machine differ. All others stay: those of the context.
 */
export function withoutNow(answer: Answer, known: string, now = Date.now()): Answer {
  const replace = (value: Json): Json => {
    if (typeof value === 'string') return isNew(value, known, now) ? (UUID.test(value) ? '<id>' : '<now>') : value;
    if (typeof value === 'number') return aheadOf(value, now) ?? value;
    if (typeof value !== 'object' || value === null) return value;
    if (isList(value)) return value.map(replace);
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, replace(member)]));
  };
  return Object.fromEntries(Object.entries(answer).map(([name, member]) => [name, replace(member)]));
}

/** `Array.isArray` doesn't tell a list that can't be changed from an object. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isNew(value: string, known: string, now: number): boolean {
  if (known.includes(value)) return false;
  return UUID.test(value) || (INSTANT.test(value) && Math.abs(Date.parse(value) - now) < 60 * 60 * 1000);
}

function aheadOf(seconds: number, now: number): string | undefined {
  const ahead = Math.round((seconds - now / 1000) / STEP_SECONDS) * STEP_SECONDS;
  return ahead >= 0 && ahead <= MAX_AHEAD_SECONDS ? `<now + ${ahead} s>` : undefined;
}
