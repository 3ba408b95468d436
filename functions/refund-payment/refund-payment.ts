/** Starts the way back unless that is done, and refunds what was charged; nothing where no money was taken. */
import type { Context } from 'aws-lambda';
import { toMinor } from '../../domain/money.ts';
import type { StoredOrder } from '../../domain/order.ts';
import { ruleOutCharge } from '../order-steps/charge-once.ts';
import { moveOrder } from '../order-steps/move-order.ts';
import { oncePerOrder } from '../order-steps/once.ts';
import { readOrderBefore } from '../order-steps/read-order.ts';
import { startUndoing } from '../order-steps/start-undoing.ts';
import type { StepInput } from '../order-steps/step-input.ts';
import { chargeOf } from '../payment-gateway/charge-of.ts';
import { refundKey } from '../payment-gateway/payment-gateway.ts';
import type { PaymentGateway } from '../payment-gateway/payment-gateway.ts';

/** Throws `OrderPaid` where the payment is recorded and no staff have asked for the way back. */
export async function refundPayment(input: StepInput, gateway: PaymentGateway, context: Context): Promise<StoredOrder> {
  const { orderId } = input;
  await startUndoing(input);
  const { order, isDue } = await readOrderBefore(orderId, 'PAYMENT_REFUNDED');
  if (!isDue) return order;

  // Money first: nobody charges from here on. Where the answer to a charge was lost, only the provider knows of it.
  const recorded = order.payment ?? (await ruleOutCharge(orderId, context));
  const charge = recorded ?? (await gateway.findCharge(chargeOf(order)));
  if (!charge) return order;
  const { paymentId } = charge;
  await oncePerOrder({ name: 'refund', orderId, context }, () =>
    gateway.refund({
      idempotencyKey: refundKey(orderId),
      paymentId,
      orderId,
      amountMinor: toMinor(order.totalAmount),
      currency: order.currency,
    }),
  );
  return moveOrder(orderId, 'PAYMENT_REFUNDED', () => ({ change: { payment: { paymentId, refunded: true } } }));
}
