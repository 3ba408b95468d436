/** AWSTime: `hh:mm`, optionally with seconds, a fraction and an offset. */
import { textScalar } from './text-scalar.ts';
import { OFFSET, TIME_OF_DAY } from './date-parts.ts';

const FORM = new RegExp(`^${TIME_OF_DAY}(${OFFSET})?$`);

export const awsTime = textScalar('AWSTime', 'a valid time', (text) => FORM.test(text));
