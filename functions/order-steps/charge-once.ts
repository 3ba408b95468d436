/**
 * An order's one chance to be charged. Whoever comes first takes it: the step that charges, or the one that undoes and
 * so makes sure that nobody charges once it has looked. Whoever comes second learns what became of it; while the first
 * is still at it, that throws `IdempotencyAlreadyInProgressError`, and Step Functions tries again.
 */
import type { Context } from 'aws-lambda';
import type { Charge } from '../payment-gateway/payment-gateway.ts';
import { oncePerOrder } from './once.ts';

/** Null: nobody may charge this order any more. */
type Outcome = { readonly charge: Charge | null };

/** Charges, unless that was done before. Null when it was ruled out. */
export async function chargeOnce(
  orderId: string,
  context: Context,
  charge: () => Promise<Charge>,
): Promise<Charge | null> {
  const outcome = await take(orderId, context, async () => ({ charge: await charge() }));
  return outcome.charge;
}

/** Makes sure that the order is not charged from now on. Answers the charge that was made, if its answer arrived. */
export async function ruleOutCharge(orderId: string, context: Context): Promise<Charge | null> {
  const outcome = await take(orderId, context, async () => ({ charge: null }));
  return outcome.charge;
}

function take(orderId: string, context: Context, run: () => Promise<Outcome>): Promise<Outcome> {
  return oncePerOrder({ name: 'charge', orderId, context }, run);
}
