/** Charges the order's total once, and moves the order when the money is there. */
import type { StoredOrder } from '../../../domain/order.ts';
import { moveOrder } from '../../shared/orders/move-order.ts';
import { readOrderBefore } from '../../shared/orders/read-order.ts';
import { chargeOf } from '../../shared/payment-gateway/charge-of.ts';
import type { PaymentGateway } from '../../shared/payment-gateway/payment-gateway.ts';
import { storeIntent } from './store-intent.ts';

/**
 * Throws `PaymentDeclined` when the provider will not take the money, and `MoveNotAllowed` when the order was cancelled
 * or is being undone. If that happened while the money was taken, the saga's way back finds the charge by the id that the
 * order holds, and refunds it. Several calls for one order at the same time confirm the same charge.
 */
export async function processPayment(orderId: string, gateway: PaymentGateway): Promise<StoredOrder> {
  const { order, isDue } = await readOrderBefore(orderId, 'PAYMENT_PROCESSED');
  if (!isDue) return order;
  const paymentId = order.paymentIntentId ?? (await gateway.prepare(chargeOf(order)));
  const isNew = order.paymentIntentId === undefined;
  if (isNew && !(await storeIntent(order, paymentId))) {
    // Another charge was stored, or the order has moved. This one has taken no money, and must not.
    await gateway.close(paymentId);
    return processPayment(orderId, gateway);
  }
  await gateway.confirm({ paymentId, isNew });
  return moveOrder(orderId, 'PAYMENT_PROCESSED', () => ({ change: { payment: { paymentId, refunded: false } } }));
}
