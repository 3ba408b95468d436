/**
 * Payments by Stripe. A charge is two calls: an intent is made, which moves no money, and then confirmed. So a charge
 * whose answer was lost is found for sure: making the intent again with its key answers the same intent.
 */
import Stripe from 'stripe';
import { PaymentDeclined } from '../order-steps/business-errors.ts';
import type { Charge, ChargeRequest, PaymentGateway, RefundRequest } from './payment-gateway.ts';

/** Where Stripe is, for tests; its own address when left out. */
export type StripeAddress = { readonly host: string; readonly port: number; readonly protocol: 'http' };

/** Longer than Stripe takes as a rule, shorter than a step's function may run for its two calls. */
const TIMEOUT_MS = 4000;

/** `secretKey` is `sk_…`. Errors other than declines are Stripe's own and worth another try with the same key. */
export function stripeGateway(secretKey: string, address?: StripeAddress): PaymentGateway {
  // The saga does the retrying; it knows what may be tried again.
  const stripe = new Stripe(secretKey, { timeout: TIMEOUT_MS, maxNetworkRetries: 0, telemetry: false, ...address });
  return {
    charge: async (request) => {
      const intent = await makeIntent(stripe, request);
      if (intent.status === 'succeeded') return { paymentId: intent.id };
      const options = { idempotencyKey: `${request.idempotencyKey}-confirm` };
      const confirmed = await declinesAsOurs(() => stripe.paymentIntents.confirm(intent.id, {}, options));
      if (confirmed.status === 'succeeded') return { paymentId: confirmed.id };
      throw new PaymentDeclined('The card needs a confirmation that its owner did not give.');
    },
    findCharge: (request) => findCharge(stripe, request),
    refund: (request) => refund(stripe, request),
  };
}

function makeIntent(stripe: Stripe, request: ChargeRequest): Promise<Stripe.PaymentIntent> {
  const { idempotencyKey, orderId, amountMinor, currency, paymentMethodId } = request;
  const intent: Stripe.PaymentIntentCreateParams = {
    amount: amountMinor,
    currency: currency.toLowerCase(),
    payment_method: paymentMethodId,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    metadata: { orderId },
  };
  return declinesAsOurs(() => stripe.paymentIntents.create(intent, { idempotencyKey: `${idempotencyKey}-create` }));
}

/**
 * Stripe remembers keys for a day at least ("Idempotent requests"); for an older order its search has had time to catch
 * up ("Search", data freshness). An intent that was never confirmed is cancelled, so that nobody confirms it later.
 */
async function findCharge(stripe: Stripe, request: ChargeRequest): Promise<Charge | undefined> {
  const query = `metadata['orderId']:'${request.orderId.replaceAll("'", '')}' AND status:'succeeded'`;
  const [found] = (await stripe.paymentIntents.search({ query, limit: 1 })).data;
  if (found) return { paymentId: found.id };
  const intent = await makeIntent(stripe, request).catch(undefinedWhenDeclined);
  if (!intent) return undefined;
  // What a repeated key answers is how the intent was at first.
  const { id, status } = await stripe.paymentIntents.retrieve(intent.id);
  if (status === 'succeeded') return { paymentId: id };
  if (status !== 'canceled') await stripe.paymentIntents.cancel(id);
  return undefined;
}

async function refund(stripe: Stripe, { idempotencyKey, paymentId, orderId }: RefundRequest) {
  try {
    const parameters = { payment_intent: paymentId, metadata: { orderId } };
    const { id } = await stripe.refunds.create(parameters, { idempotencyKey });
    return { refundId: id };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError && error.code === 'charge_already_refunded')) throw error;
    const [before] = (await stripe.refunds.list({ payment_intent: paymentId, limit: 1 })).data;
    if (!before) throw error;
    return { refundId: before.id };
  }
}

/** Says `PaymentDeclined` for what no other try can mend: a declined card, or a payment method that there is not. */
async function declinesAsOurs<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) throw new PaymentDeclined(error.message);
    const isOfMethod = error instanceof Stripe.errors.StripeInvalidRequestError && error.param === 'payment_method';
    if (isOfMethod) throw new PaymentDeclined('The payment provider does not know this payment method.');
    throw error;
  }
}

function undefinedWhenDeclined(error: unknown): undefined {
  if (error instanceof PaymentDeclined) return undefined;
  throw error;
}
