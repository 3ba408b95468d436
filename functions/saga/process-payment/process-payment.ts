/** Charges the order's total once, and moves the order when the money is there. */
import { hasHappened } from '../../../domain/order-status.ts';
import type { StoredOrder } from '../../../domain/order.ts';
import { PaymentExpired } from '../../shared/errors/business-errors.ts';
import { moveOrder } from '../../shared/orders/move-order.ts';
import { readOrderBefore } from '../../shared/orders/read-order.ts';
import { wakeSagas } from '../../shared/orders/payment-waits.ts';
import { chargeOf } from '../../shared/payment-gateway/charge-of.ts';
import type { PaymentGateway } from '../../shared/payment-gateway/payment-gateway.ts';
import { PaymentUnsettled } from '../../shared/payment-gateway/provider-errors.ts';
import { secondsToWait } from '../shared/payment-deadline.ts';
import { storeIntent } from './store-intent.ts';

/** With `waitSeconds`, the payment waits for somebody: ask again after that, or when the saga is woken. */
type Processed = StoredOrder & { readonly waitSeconds?: number };

/**
 * Throws `PaymentDeclined` when the provider will not take the money, `PaymentExpired` when the customer has not confirmed
 * it in time, and `MoveNotAllowed` when the order was cancelled or is being undone. If that happened while the money was
 * taken, the saga's way back finds the charge by the id that the order holds, and refunds it. Several calls for one order at
 * the same time confirm the same charge.
 */
export async function processPayment(orderId: string, gateway: PaymentGateway): Promise<Processed> {
  const { order, isDue } = await readOrderBefore(orderId, 'PAYMENT_PROCESSED');
  if (!isDue) return order;
  const paymentId = order.paymentIntentId ?? (await gateway.prepare(chargeOf(order)));
  const isNew = order.paymentIntentId === undefined;
  if (isNew && !(await storeIntent(order, paymentId))) {
    // Another charge was stored, or the order has moved. This one has taken no money, and must not.
    await gateway.close(paymentId);
    return processPayment(orderId, gateway);
  }
  const { awaits } = await gateway.confirm({ paymentId, isNew });
  if (awaits === null) return recordPayment(orderId, paymentId);
  const waitSeconds = secondsToWait(order, awaits, new Date());
  if (waitSeconds > 0) return { ...order, waitSeconds };
  if (awaits === 'PROVIDER') throw new PaymentUnsettled('The payment provider has not decided in time');
  // The provider decides: what it has cancelled is undone, and what was confirmed in the last moment goes on.
  if (await gateway.close(paymentId)) return recordPayment(orderId, paymentId);
  throw new PaymentExpired('The payment was not confirmed in time.');
}

/** Other sagas of the order may wait for the payment, too, maybe since this one has read the order. */
async function recordPayment(orderId: string, paymentId: string): Promise<StoredOrder> {
  const moved = await moveOrder(orderId, 'PAYMENT_PROCESSED', () => ({
    change: { payment: { paymentId, refunded: false } },
  }));
  if (hasWaited(moved)) await wakeSagas(orderId);
  return moved;
}

function hasWaited(order: StoredOrder): boolean {
  return hasHappened(order, 'PAYMENT_AWAITS_CUSTOMER') || hasHappened(order, 'PAYMENT_AWAITS_PROVIDER');
}
