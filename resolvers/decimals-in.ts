/** How many decimals a price may have, in words. */
import { decimalsOf } from '../domain/currencies.ts';

/** By the number of decimals of a currency. */
const DECIMAL_RULES = [
  'no decimals',
  'at most one decimal',
  'at most two decimals',
  'at most three decimals',
  'at most four decimals',
];

/** The rule for prices in a currency, such as `at most two decimals`. */
export function decimalsIn(currency: string): string {
  const decimals = decimalsOf(currency);
  return decimals === undefined ? '' : (DECIMAL_RULES[decimals] ?? '');
}
