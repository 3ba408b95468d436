/** Refunds by Stripe: of a whole charge, and of a part of it. */
import Stripe from 'stripe';
import { idsOf } from '../../../domain/order-ids.ts';
import { PaymentDeclined, RefundRefused } from '../errors/business-errors.ts';
import type { PartialRefundRequest, RefundRequest } from './payment-gateway.ts';
import { PaymentProviderRefused, PaymentProviderUnavailable } from './provider-errors.ts';
import { stripeAmount } from './stripe-amount.ts';
import { newKey, oursInstead } from './stripe-call.ts';
import { ourError } from './stripe-errors.ts';

/** Stripe refunds no more than was charged: of two requests at the same time it rejects one. */
export async function refund(stripe: Stripe, request: RefundRequest): Promise<void> {
  if (await isRefunded(stripe, request)) return;
  const { paymentId } = request;
  const parameters = { payment_intent: paymentId, metadata: idsOf(request) };
  try {
    const { status } = await stripe.refunds.create(parameters, newKey('refund', paymentId));
    if (isGivenBack({ status })) return;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.code === 'charge_already_refunded') return;
    if (await isRefunded(stripe, request)) return;
    throw ourError(error);
  }
  throw new PaymentProviderRefused('The payment provider could not give the money back');
}

/**
 * Stripe would give two parts of the same size: they need a key that two calls share. It is another one every ten minutes,
 * because Stripe repeats a failure under its key for a day. Nothing is asked for shortly before the key changes, so that what
 * was asked for under the old one has come to something by then, and shows in the list.
 */
export async function refundPart(stripe: Stripe, request: PartialRefundRequest): Promise<void> {
  const before = await refundNamed(stripe, request);
  if (before) {
    checkGivenBack(before);
    return;
  }
  const { paymentId, refundId, amountMinor, currency } = request;
  try {
    const amount = stripeAmount(amountMinor, currency);
    const parameters = { payment_intent: paymentId, amount, metadata: { ...idsOf(request), refundId } };
    checkGivenBack(await stripe.refunds.create(parameters, sharedKey(request)));
  } catch (error) {
    throw refundError(error);
  }
}

const KEY_LIFETIME_MS = 10 * 60_000;

/** Longer than a request is under way, and than two clocks differ. */
const QUIET_MS = 2 * 60_000;

function sharedKey({ orderId, refundId, requestedAt }: PartialRefundRequest): { readonly idempotencyKey: string } {
  const ageMs = Math.max(0, Date.now() - Date.parse(requestedAt));
  if (ageMs % KEY_LIFETIME_MS >= KEY_LIFETIME_MS - QUIET_MS) {
    throw new PaymentProviderUnavailable('The refund is asked for again under another key in a moment');
  }
  return { idempotencyKey: `refund-${orderId}-${refundId}-${Math.floor(ageMs / KEY_LIFETIME_MS)}` };
}

/** An order has fewer refunds than one page of them. */
async function refundNamed(
  stripe: Stripe,
  { paymentId, refundId }: PartialRefundRequest,
): Promise<Stripe.Refund | undefined> {
  const data = await refundsOf(stripe, paymentId);
  return data.find(({ metadata }) => metadata?.['refundId'] === refundId);
}

/** A refund can fail days later, such as for a closed bank account; the money is on the account with Stripe again then. */
function checkGivenBack(one: Pick<Stripe.Refund, 'status'>): void {
  if (!isGivenBack(one)) throw new RefundRefused("The customer's bank does not take the money back.");
}

/** What to throw in place of what Stripe, its client or this file has thrown. An amount that Stripe can't count is refused, too. */
function refundError(error: unknown): Error {
  if (error instanceof RefundRefused || error instanceof PaymentProviderUnavailable) return error;
  const ours = error instanceof PaymentDeclined || isRefusal(error) ? undefined : ourError(error);
  if (ours && !(ours instanceof PaymentDeclined)) return ours;
  return new RefundRefused('The payment provider does not give this amount back.');
}

/** Stripe's codes ("Error codes") for charges that it gives nothing back of. */
const REFUSALS = new Set([
  'charge_already_refunded',
  'charge_disputed',
  'charge_not_refundable',
  'refund_disputed_payment',
]);

/** There is no code for an amount above what is left, nor for an intent without a charge: Stripe names the parameter. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return false;
  if (error.param === 'payment_intent') return error.code !== 'resource_missing';
  return REFUSALS.has(error.code ?? '') || error.param === 'amount';
}

/** Whether nothing is left to be refunded. Staff may have refunded a part by hand. */
async function isRefunded(stripe: Stripe, { paymentId, amountMinor, currency }: RefundRequest): Promise<boolean> {
  const data = await refundsOf(stripe, paymentId);
  const refunded = data.filter(isGivenBack).reduce((sum, { amount }) => sum + amount, 0);
  return refunded >= stripeAmount(amountMinor, currency);
}

async function refundsOf(stripe: Stripe, paymentId: string): Promise<readonly Stripe.Refund[]> {
  const { data } = await oursInstead(() => stripe.refunds.list({ payment_intent: paymentId, limit: 100 }));
  return data;
}

function isGivenBack({ status }: Pick<Stripe.Refund, 'status'>): boolean {
  return status !== 'failed' && status !== 'canceled';
}
