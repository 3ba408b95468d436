/** How long a payment may wait for somebody, and how long the saga waits before it asks again. */
import type { StoredOrder } from '../../../domain/order.ts';
import type { PaymentAwaits } from '../../../domain/schema.generated.ts';
import { environment } from '../../shared/clients/environment.ts';

/** A webhook may be lost. A bank that takes days is asked a few times a day. */
const ASK_AGAIN_SECONDS = 6 * 60 * 60;

const PERIOD: { readonly [awaits in PaymentAwaits]: string } = {
  CUSTOMER: 'CONFIRM_PAYMENT_SECONDS',
  PROVIDER: 'SETTLE_PAYMENT_SECONDS',
};

/** ISO 8601: when the wait is over that the order is in, or that begins now. */
export function paymentDeadline({ payment }: StoredOrder, awaits: PaymentAwaits, now: Date): string {
  if (payment?.awaits === awaits && payment.expiresAt) return payment.expiresAt;
  return new Date(now.getTime() + Number(environment(PERIOD[awaits])) * 1000).toISOString();
}

/** Whole seconds, none if the wait is over. */
export function secondsToWait(order: StoredOrder, awaits: PaymentAwaits, now: Date): number {
  const left = Math.ceil((Date.parse(paymentDeadline(order, awaits, now)) - now.getTime()) / 1000);
  return Math.max(0, Math.min(left, ASK_AGAIN_SECONDS));
}
