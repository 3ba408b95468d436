/**
 * Amounts as Stripe counts them. Mostly that is ISO 4217's smallest unit; its page "Supported currencies" (zero-decimal
 * currencies, three-decimal currencies, special cases) lists the exceptions.
 */
import { PaymentDeclined } from '../errors/business-errors.ts';

/** How many of Stripe's units one of ISO 4217's smallest units is. */
const UNITS_PER_MINOR: { readonly [currency: string]: number } = {
  // Without decimals since they lost them, yet still counted in hundredths.
  ISK: 100,
  UGX: 100,
  // Two decimals by ISO 4217 (of which there are five to one); none with Stripe.
  MGA: 0.01,
};

/** Of their three decimals the last must be 0. */
const IN_TENS = ['BHD', 'JOD', 'KWD', 'OMR', 'TND'];

/**
 * The amount for Stripe, of one in the currency's smallest unit. Throws `PaymentDeclined` if Stripe has none for it:
 * charging a rounded one would be another price than the order's.
 */
export function stripeAmount(amountMinor: number, currency: string): number {
  const amount = Math.round(amountMinor * (UNITS_PER_MINOR[currency] ?? 1) * 100) / 100;
  const isTaken = Number.isSafeInteger(amount) && (!IN_TENS.includes(currency) || amount % 10 === 0);
  if (!isTaken) throw new PaymentDeclined(`The payment provider does not take amounts this fine in ${currency}.`);
  return amount;
}
