/** AWSDateTime: a date, `T`, a time of day and an offset, which must be there. */
import { textScalar } from './text-scalar.ts';
import { isCalendarDay, OFFSET, TIME_OF_DAY } from './date-parts.ts';

const FORM = new RegExp(`^(-?\\d{4,9}-\\d{2}-\\d{2})T${TIME_OF_DAY}${OFFSET}$`);

export const awsDateTime = textScalar('AWSDateTime', 'a valid DateTime Object', (text) => {
  const day = FORM.exec(text)?.[1];
  return day !== undefined && isCalendarDay(day);
});
