/** The rules for every price that a client sends; how many decimals it may have, its currency says. */
import { fail } from './fail.ts';

/** In minor units of any currency (ISO 4217 has at most four decimals) this is a whole number that stays exact. */
export const MAX_PRICE = 900_000_000_000;

/** Ends the field with `InvalidInput`, naming `field` and the rule, unless the price keeps every rule. */
export function checkPrice(price: number, field: string): void {
  // JSON can hold a number like 1e400, for which there is only an infinite one, or null.
  if (!Number.isFinite(price)) fail('InvalidInput', `${field}: must be a finite number`);
  if (price > MAX_PRICE) fail('InvalidInput', `${field}: must be at most ${MAX_PRICE}`);
  if (price <= 0) fail('InvalidInput', `${field}: must be greater than 0`);
}
