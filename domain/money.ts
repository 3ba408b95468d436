/**
 * Money as whole numbers of the currency's smallest unit (cents, yen, fils), so that sums are exact. Keeps to what
 * APPSYNC_JS allows. Amounts are numbers of whole units, such as 1299.99 dollars; currencies are those of `isCurrency`.
 */
import { decimalsOf } from './currencies.ts';

/** 1299.99 USD -> 129999, 1000 JPY -> 1000, 1.234 KWD -> 1234. Expects no more decimals than the currency has. */
export function toMinor(amount: number, currency: string): number {
  return Math.round(amount * minorPerUnit(currency));
}

/** 129999 USD -> 1299.99: the number whose decimal notation is exact, as DynamoDB and JSON store it. */
export function toAmount(amountMinor: number, currency: string): number {
  return amountMinor / minorPerUnit(currency);
}

/** Whether an amount can be paid: it has no more decimals than the currency. */
export function isPayable(amount: number, currency: string): boolean {
  return toAmount(toMinor(amount, currency), currency) === amount;
}

type PricedItem = { readonly price: number; readonly quantity: number };

/** The sum of price times quantity, in minor units. */
export function totalMinor(items: PricedItem[], currency: string): number {
  return items.reduce((sum, item) => sum + toMinor(item.price, currency) * item.quantity, 0);
}

/** By the number of decimals; APPSYNC_JS has no `Math.pow`. */
const POWERS_OF_TEN = [1, 10, 100, 1000, 10_000];

/** 0 for an unknown currency: no amount of it can be paid. */
function minorPerUnit(currency: string): number {
  const decimals = decimalsOf(currency);
  return decimals === undefined ? 0 : (POWERS_OF_TEN[decimals] ?? 0);
}
