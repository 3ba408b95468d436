/** AWSPhone: digits with blanks or hyphens; without a country code it must be a number of the North American plan. */
import { textScalar } from './text-scalar.ts';

const INTERNATIONAL = /^\+[1-9]\d{6,14}$/;
const NORTH_AMERICAN = /^1?[2-9]\d{2}[2-9]\d{6}$/;

export const awsPhone = textScalar('AWSPhone', 'a valid phone number', (text) => {
  if (!/^\+?\(?\d[\d\s()-]*$/.test(text)) return false;
  const digits = text.replace(/[\s()-]/g, '');
  return digits.startsWith('+') ? isInternational(digits) : NORTH_AMERICAN.test(digits);
});

function isInternational(digits: string): boolean {
  return digits.startsWith('+1') ? NORTH_AMERICAN.test(digits.slice(1)) : INTERNATIONAL.test(digits);
}
