/** Puts together what a text says about an instant. */
import { failCode } from '../stop.ts';
import { instantOf } from './zone.ts';

export type Fields = {
  /** By pattern letter. `S` is a fraction of a second. */
  readonly numbers: { [letter: string]: number };
  zone: string;
};

/** Epoch milliseconds. A text without a date or a time of day is none that Java could turn into an instant. */
export const instantFrom = ({ numbers, zone }: Fields): number =>
  instantOf(dateFrom(numbers) + timeOfDayFrom(numbers), zone);

const dateFrom = (numbers: Fields['numbers']): number => {
  const { M, L, d, D } = numbers;
  const year = yearFrom(numbers);
  if (year !== undefined && D !== undefined) return checkedDate(year, 0, D, 366);
  const month = M ?? L;
  if (year === undefined || month === undefined || d === undefined) return failCode('The time has no date');
  const date = checkedDate(year, month - 1, d, 31);
  return new Date(date).getUTCMonth() === month - 1 ? date : failCode('The time has a day that its month has not');
};

const yearFrom = ({ u, y, G }: Fields['numbers']): number | undefined => {
  const year = u ?? y;
  return year !== undefined && G === 0 ? 1 - year : year;
};

const checkedDate = (year: number, month: number, day: number, mostDays: number): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, within(month, 0, 11), within(day, 1, mostDays));
  return date.getTime();
};

const timeOfDayFrom = (numbers: Fields['numbers']): number => {
  const { m = 0, s = 0, S = 0, n, A } = numbers;
  if (A !== undefined) return A;
  const seconds = within(hourFrom(numbers), 0, 23) * 3600 + within(m, 0, 59) * 60 + within(s, 0, 59);
  return seconds * 1000 + Math.floor(n === undefined ? Math.round(S * 1e9) / 1e6 : n / 1_000_000);
};

const hourFrom = ({ H, k, K, h, a = 0 }: Fields['numbers']): number => {
  if (H !== undefined) return H;
  if (k !== undefined) return within(k, 1, 24) % 24;
  if (K !== undefined) return within(K, 0, 11) + 12 * a;
  return h === undefined ? failCode('The time has no hour') : (within(h, 1, 12) % 12) + 12 * a;
};

const within = (value: number, least: number, most: number): number =>
  value >= least && value <= most ? value : failCode(`The time has a ${value} where ${least} to ${most} can stand`);
