/** Stripe's errors as ours, without Stripe's messages: these may name cards, addresses and tokens. */
import Stripe from 'stripe';
import { PaymentDeclined } from '../errors/business-errors.ts';
import {
  inBrackets,
  PaymentKeyRefused,
  PaymentProviderRefused,
  PaymentProviderUnavailable,
} from './provider-errors.ts';

/** Messages for customers, by Stripe's code for the decline. For most codes, banks want no reason to be shown. */
const DECLINES: { readonly [code: string]: string } = {
  insufficient_funds: 'The card has insufficient funds.',
  expired_card: 'The card has expired.',
  incorrect_cvc: "The card's security code is wrong.",
  incorrect_number: "The card's number is wrong.",
  authentication_required: 'The card needs a confirmation that its owner did not give.',
  payment_intent_authentication_failure: 'The payment was not confirmed.',
};

/** Failures that no retry can mend, by the parameter that Stripe rejects. */
const UNUSABLE: { readonly [parameter: string]: string } = {
  payment_method: 'The payment provider does not know this payment method.',
  amount: 'The payment provider does not take this amount.',
  currency: 'The payment provider does not take this currency.',
};

type Decline = { readonly code?: string | undefined; readonly decline_code?: string | undefined };

/** The card was declined, for this reason. */
export function declined({ code, decline_code }: Decline = {}): PaymentDeclined {
  const reasons = [decline_code, code].flatMap((reason) => lookUp(DECLINES, reason) ?? []);
  return new PaymentDeclined(reasons[0] ?? 'The card was declined.');
}

/** The error to throw for what a call of Stripe threw. */
export function ourError(error: unknown): Error {
  if (!(error instanceof Stripe.errors.StripeError)) return notStripes(error);
  if (error instanceof Stripe.errors.StripeCardError) return declined(error);
  const details = inBrackets({
    status: error.statusCode,
    code: error.code ?? error.rawType,
    requestId: error.requestId,
  });
  if (error.statusCode === 401) return new PaymentKeyRefused(`The payment provider does not take our key${details}`);
  if (isTrouble(error.statusCode))
    return new PaymentProviderUnavailable(`The payment provider is in trouble${details}`);
  const reason = lookUp(UNUSABLE, error.param);
  if (reason) return new PaymentDeclined(reason);
  return new PaymentProviderRefused(`The payment provider refused a request${details}`);
}

/** No response, another request with the same object or key in flight, too many requests, or a failure of Stripe. */
function isTrouble(status: number | undefined): boolean {
  return status === undefined || [409, 424, 429].includes(status) || status >= 500;
}

function notStripes(error: unknown): Error {
  const name = error instanceof Error ? error.name : typeof error;
  return new PaymentProviderRefused(`The payment provider's client failed (${name})`);
}

function lookUp(table: { readonly [key: string]: string }, key: string | undefined): string | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
