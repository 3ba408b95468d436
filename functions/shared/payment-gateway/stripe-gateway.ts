/**
 * Payments by Stripe. Stripe saves its response for an idempotency key, failures included, and repeats it for a day at
 * least (API reference, "Idempotent requests"). So no key is used twice (but for parts of refunds, see `stripe-refunds.ts`): after trouble the payment intent is retrieved by
 * its id, and only if it shows no effect is the effect asked for again, under a new key. An intent succeeds once, and
 * once cancelled never: that makes it safe to ask twice, and at the same time.
 */
import Stripe from 'stripe';
import { PaymentDeclined } from '../errors/business-errors.ts';
import type { PaymentAction } from '../../../domain/order.ts';
import type { ChargeRequest, Confirmation, PaymentGateway, PreparedCharge } from './payment-gateway.ts';
import { PaymentProviderUnavailable, PaymentStillOpen } from './provider-errors.ts';
import { stripeAmount } from './stripe-amount.ts';
import { newKey, oursInstead } from './stripe-call.ts';
import { declined, ourError } from './stripe-errors.ts';
import { refund, refundPart } from './stripe-refunds.ts';

/** Stripe's address, for tests; the real one if left out. */
export type StripeAddress = { readonly host: string; readonly port: number; readonly protocol: 'http' };

/** Longer than Stripe takes as a rule; all calls of a step together end before its function's time is up (25 s). */
const TIMEOUT_MS = 4000;

/** A confirmation asks the card's bank. */
const CONFIRM_TIMEOUT_MS = 10_000;

type Options = {
  readonly address?: StripeAddress;
  /** How long a confirmation may take. */
  readonly confirmTimeoutMs?: number;
};

/** `secretKey` is `sk_…`. */
export function stripeGateway(secretKey: string, options: Options = {}): PaymentGateway {
  const { address, confirmTimeoutMs = CONFIRM_TIMEOUT_MS } = options;
  // The saga does the retrying; it knows what may be tried again.
  const stripe = new Stripe(secretKey, { timeout: TIMEOUT_MS, maxNetworkRetries: 0, telemetry: false, ...address });
  return {
    prepare: (request) => prepare(stripe, request),
    confirm: (charge) => confirm(stripe, charge, confirmTimeoutMs),
    close: (paymentId) => close(stripe, paymentId),
    refund: (request) => refund(stripe, request),
    refundPart: (request) => refundPart(stripe, request),
  };
}

/** An intent whose response is lost stays unconfirmed, which costs nothing. */
async function prepare(stripe: Stripe, request: ChargeRequest): Promise<string> {
  const { amountMinor, currency, paymentMethodId, ...ids } = request;
  const intent: Stripe.PaymentIntentCreateParams = {
    amount: stripeAmount(amountMinor, currency),
    currency: currency.toLowerCase(),
    payment_method: paymentMethodId,
    // Ways to pay that lead to another site need an address to come back to, and this API has no pages. Cards need none for
    // 3-D Secure: Stripe's library shows the bank's page by the client secret.
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    metadata: ids,
  };
  const { id } = await oursInstead(() => stripe.paymentIntents.create(intent, newKey('prepare', ids.orderId)));
  return id;
}

async function confirm(stripe: Stripe, { paymentId, isNew }: PreparedCharge, timeout: number): Promise<Confirmation> {
  const before = isNew ? undefined : confirmationOf(await retrieve(stripe, paymentId));
  if (before) return before;
  const options = { ...newKey('confirm', paymentId), timeout };
  const ask = () => stripe.paymentIntents.confirm(paymentId, {}, options);
  const after = await orWhatItCameTo(stripe, paymentId, ask, ({ status }) => status !== 'requires_confirmation');
  const confirmation = confirmationOf(after);
  if (confirmation) return confirmation;
  throw new PaymentProviderUnavailable('The payment provider has not confirmed the payment yet');
}

async function close(stripe: Stripe, paymentId: string): Promise<boolean> {
  const before = await retrieve(stripe, paymentId);
  if (isOver(before)) return before.status === 'succeeded';
  if (before.status === 'processing') throw stillProcessing();
  const cancel = () => stripe.paymentIntents.cancel(paymentId, {}, newKey('cancel', paymentId));
  const after = await orWhatItCameTo(stripe, paymentId, cancel, (intent) => !isOpen(intent));
  if (after.status === 'processing') throw stillProcessing();
  return after.status === 'succeeded';
}

/** Undefined before a confirmation. Throws `PaymentDeclined` after one that failed. */
function confirmationOf(intent: Stripe.PaymentIntent): Confirmation | undefined {
  const { status, last_payment_error: failure } = intent;
  if (status === 'succeeded') return { awaits: null };
  if (status === 'requires_payment_method') throw declined(failure ?? {});
  if (status === 'requires_action') return { awaits: 'CUSTOMER', action: actionOf(intent) };
  if (status === 'canceled') throw new PaymentDeclined('The payment was cancelled.');
  return status === 'processing' ? { awaits: 'PROVIDER' } : undefined;
}

/** Stripe's library takes the secret; some ways to pay have an address, too. */
function actionOf({ client_secret: clientSecret, next_action: next }: Stripe.PaymentIntent): PaymentAction {
  const actionUrl = next?.redirect_to_url?.url;
  return { ...(clientSecret && { clientSecret }), ...(actionUrl && { actionUrl }) };
}

function stillProcessing(): PaymentStillOpen {
  return new PaymentStillOpen('The payment is still being processed');
}

function isOver({ status }: Stripe.PaymentIntent): boolean {
  return status === 'succeeded' || status === 'canceled';
}

/** It can be cancelled. */
function isOpen(intent: Stripe.PaymentIntent): boolean {
  return !isOver(intent) && intent.status !== 'processing';
}

/**
 * The intent as the call left it. Whatever the trouble (a failure, a lost response, a key in use, another request that was
 * faster), the intent itself says what became of it. If the call had no effect on it, the trouble is thrown.
 */
async function orWhatItCameTo(
  stripe: Stripe,
  paymentId: string,
  call: () => Promise<Stripe.PaymentIntent>,
  hasEffect: (intent: Stripe.PaymentIntent) => boolean,
): Promise<Stripe.PaymentIntent> {
  try {
    return await call();
  } catch (error) {
    const trouble = ourError(error);
    if (trouble instanceof PaymentDeclined) throw trouble;
    const intent = await retrieve(stripe, paymentId);
    if (!hasEffect(intent)) throw trouble;
    return intent;
  }
}

function retrieve(stripe: Stripe, paymentId: string): Promise<Stripe.PaymentIntent> {
  return oursInstead(() => stripe.paymentIntents.retrieve(paymentId));
}
