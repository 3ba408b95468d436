/** Reads a decimal as a 32-bit number without rounding, as Java's `BigDecimal.intValueExact` does. */

/** A decimal as Java's BigDecimal reads it. */
export const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Digits of the largest 32-bit number. */
const MAX_DIGITS = 10;

/** Undefined if `text` isn't a decimal, has a fraction, or is too large. `2.50e1` is 25. */
export function exactIntOf(text: string): number | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace(/^[+-]/, '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return 0;
  const zeros = Number(exponent) - fraction.length + digits.length - significant.length;
  if (zeros < 0 || significant.length + zeros > MAX_DIGITS) return undefined;
  const number = Number(significant + '0'.repeat(zeros)) * (text.startsWith('-') ? -1 : 1);
  return (number | 0) === number ? number : undefined;
}
