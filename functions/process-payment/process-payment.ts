/** Charges the order's total once, and moves the order when the money is there. */
import type { Context } from 'aws-lambda';
import { toMinor } from '../../domain/money.ts';
import type { StoredOrder } from '../../domain/order.ts';
import { moveOrder } from '../order-steps/move-order.ts';
import { oncePerOrder } from '../order-steps/once.ts';
import { readOrderBefore } from '../order-steps/read-order.ts';
import { chargeKey } from '../payment-gateway/payment-gateway.ts';
import type { PaymentGateway } from '../payment-gateway/payment-gateway.ts';

/** Throws `PaymentDeclined` when the provider will not take the money. */
export async function processPayment(orderId: string, gateway: PaymentGateway, context: Context): Promise<StoredOrder> {
  const { order, isDue } = await readOrderBefore(orderId, 'PAYMENT_PROCESSED');
  if (!isDue) return order;
  const { paymentId } = await oncePerOrder({ name: 'charge', orderId, context }, () =>
    gateway.charge({
      idempotencyKey: chargeKey(orderId),
      orderId,
      amountMinor: toMinor(order.totalAmount),
      currency: order.currency,
      paymentMethodId: order.paymentMethodId,
    }),
  );
  return moveOrder(orderId, 'PAYMENT_PROCESSED', () => ({ change: { payment: { paymentId, refunded: false } } }));
}
