/** The words of dates, in the English of Java's default locale. */

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** From Sunday, as JavaScript counts them. */
export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A word in the length that the number of pattern letters asks for: 3 short, 4 full, 5 its first letter. */
export function inLength(word: string, count: number): string {
  if (count === 5) return word.slice(0, 1);
  return count === 4 ? word : word.slice(0, 3);
}
