/** Puts together what a string says about an instant. */
import { failCode } from '../kernel/stop.ts';
import { instantOf } from './zone.ts';

const DAY_MS = 24 * 60 * 60_000;

export type Fields = {
  /** By pattern letter. `S` is a fraction of a second. */
  readonly numbers: { [letter: string]: number };
  zone: string;
};

/**
 * Epoch milliseconds. A string without a date or a time of day is none that Java could turn into an instant. Of what does
 * not fit together Java's formatter mends, in its usual "smart" way, only a day that the month has not and the hour 24.
 */
export function instantFrom({ numbers, zone }: Fields): number {
  const date = dateFrom(numbers);
  const weekday = new Date(date).getUTCDay();
  if ((numbers['E'] ?? weekday) !== weekday) failCode('The date has another day of the week');
  return instantOf(date + timeOfDayFrom(numbers), zone);
}

function dateFrom(numbers: Fields['numbers']): number {
  const { M, L, d, D } = numbers;
  const year = yearFrom(numbers);
  if (year !== undefined && D !== undefined) return dateOf(year, 0, within(D, 1, daysIn(year)));
  const month = M ?? L;
  if (year === undefined || month === undefined || d === undefined) return failCode('The time has no date');
  within(month, 1, 12);
  return Math.min(dateOf(year, month - 1, within(d, 1, 31)), dateOf(year, month, 0));
}

function yearFrom({ u, y, G }: Fields['numbers']): number | undefined {
  const year = u ?? y;
  return year !== undefined && G === 0 ? 1 - year : year;
}

function daysIn(year: number): number {
  return (dateOf(year + 1, 0, 1) - dateOf(year, 0, 1)) / DAY_MS;
}

function dateOf(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day);
}

function timeOfDayFrom(numbers: Fields['numbers']): number {
  const { m, s, S, n, A } = numbers;
  if (A !== undefined) return A;
  if ((m === undefined && s !== undefined) || (s === undefined && S !== undefined)) failCode('The time has a gap');
  const rest = within(m ?? 0, 0, 59) * 60 + within(s ?? 0, 0, 59);
  const seconds = within(hourFrom(numbers), 0, rest + (S ?? 0) === 0 ? 24 : 23) * 3600 + rest;
  return seconds * 1000 + Math.floor(n === undefined ? Math.round((S ?? 0) * 1e9) / 1e6 : n / 1_000_000);
}

function hourFrom({ H, k, K, h, a }: Fields['numbers']): number {
  if (H !== undefined) return H;
  if (k !== undefined) return within(k, 1, 24) % 24;
  if (a === undefined) return failCode('The time has no hour, or not its half of the day');
  if (K !== undefined) return within(K, 0, 11) + 12 * a;
  return h === undefined ? failCode('The time has no hour') : (within(h, 1, 12) % 12) + 12 * a;
}

function within(value: number, min: number, max: number): number {
  return value >= min && value <= max ? value : failCode(`The time has a ${value} where ${min} to ${max} can stand`);
}
