/** AWSDate: `YYYY-MM-DD` with an optional offset. */
import { textScalar } from './text-scalar.ts';
import { isCalendarDay, OFFSET } from './date-parts.ts';

const FORM = new RegExp(`^(-?\\d{4,9}-\\d{2}-\\d{2})(${OFFSET})?$`);

export const awsDate = textScalar('AWSDate', 'a valid date', (text) => {
  const day = FORM.exec(text)?.[1];
  return day !== undefined && isCalendarDay(day);
});
