/** The pieces of ISO 8601 that the date scalars share. */

/** `Z` or `±hh:mm[:ss]`, up to 18 hours. */
export const OFFSET = '(?:Z|[+-](?:0\\d|1[0-7]):[0-5]\\d(?::[0-5]\\d)?|[+-]18:00(?::00)?)';

/** `hh:mm[:ss[.fraction]]`, the fraction down to nanoseconds. */
export const TIME_OF_DAY = '(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?';

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True when `YYYY-MM-DD` names a day that exists. */
export function isCalendarDay(day: string): boolean {
  const [dayOfMonth = 0, month = 0] = day.split('-').reverse().map(Number);
  const year = Number(day.slice(0, -6));
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && isLeap ? 29 : DAYS_IN_MONTH[month - 1];
  return days !== undefined && dayOfMonth >= 1 && dayOfMonth <= days;
}
