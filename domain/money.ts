/** Money as whole numbers of the smallest unit (cents), so that sums are exact. Keeps to what APPSYNC_JS allows. */

/** Orders are in currencies with two decimals. */
const MINOR_PER_UNIT = 100;

/** 1299.99 -> 129999. Expects at most two decimals: see `hasAtMostTwoDecimals`. */
export function toMinor(amount: number): number {
  return Math.round(amount * MINOR_PER_UNIT);
}

/** 129999 -> 1299.99: the number whose decimal text is exact, which is what DynamoDB and JSON store. */
export function toAmount(amountMinor: number): number {
  return amountMinor / MINOR_PER_UNIT;
}

/** Whether an amount can be paid to the cent. */
export function hasAtMostTwoDecimals(amount: number): boolean {
  return toAmount(toMinor(amount)) === amount;
}

type PricedItem = { readonly price: number; readonly quantity: number };

/** The sum of price times quantity, in minor units. */
export function totalMinor(items: PricedItem[]): number {
  return items.reduce((sum, item) => sum + toMinor(item.price) * item.quantity, 0);
}
