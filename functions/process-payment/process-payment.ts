/** Charges the order's total once, and moves the order when the money is there. */
import type { Context } from 'aws-lambda';
import type { StoredOrder } from '../../domain/order.ts';
import { MoveNotAllowed } from '../order-steps/business-errors.ts';
import { chargeOnce } from '../order-steps/charge-once.ts';
import { moveOrder } from '../order-steps/move-order.ts';
import { readOrderBefore } from '../order-steps/read-order.ts';
import { chargeOf } from '../payment-gateway/charge-of.ts';
import type { PaymentGateway } from '../payment-gateway/payment-gateway.ts';

/**
 * Throws `PaymentDeclined` when the provider will not take the money, and `MoveNotAllowed` when the order was cancelled
 * or is being undone. Where that happened while the money was taken, the saga's way back finds the charge and refunds it.
 */
export async function processPayment(orderId: string, gateway: PaymentGateway, context: Context): Promise<StoredOrder> {
  const { order, isDue } = await readOrderBefore(orderId, 'PAYMENT_PROCESSED');
  if (!isDue) return order;
  const charge = await chargeOnce(orderId, context, () =>
    gateway.charge(chargeOf(order)),
  );
  return moveOrder(orderId, 'PAYMENT_PROCESSED', (current) => {
    if (!charge) throw new MoveNotAllowed(current, 'PAYMENT_PROCESSED');
    return { change: { payment: { paymentId: charge.paymentId, refunded: false } } };
  });
}
