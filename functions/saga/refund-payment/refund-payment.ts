/** Starts the way back unless that is done, and refunds what was charged, if a charge was begun. */
import { toMinor } from '../../../domain/money.ts';
import { isPaid } from '../../../domain/order-status.ts';
import { idsOf } from '../../../domain/order-ids.ts';
import type { StoredOrder } from '../../../domain/order.ts';
import { wakeSagas } from '../../shared/orders/payment-waits.ts';
import { moveOrder } from '../../shared/orders/move-order.ts';
import { readOrderBefore } from '../../shared/orders/read-order.ts';
import { startUndoing } from '../shared/start-undoing.ts';
import type { StepInput } from '../shared/step-input.ts';
import type { PaymentGateway } from '../../shared/payment-gateway/payment-gateway.ts';

/** Throws `OrderPaid` if the payment is recorded and staff have not asked for the way back. */
export async function refundPayment(input: StepInput, gateway: PaymentGateway): Promise<StoredOrder> {
  const { orderId } = input;
  await startUndoing(input);
  // Other sagas of the order may wait for its payment. They find out that it is being undone.
  await wakeSagas(orderId);
  const { order, isDue } = await readOrderBefore(orderId, 'PAYMENT_REFUNDED');
  if (!isDue) return order;

  // From here on no charge can be begun: that needs an order which is not being undone.
  const paymentId = order.payment?.paymentId ?? order.paymentIntentId;
  if (!paymentId) return order;
  // Once the charge is closed, no call takes the money. If the response to the charge was lost, it may be taken.
  const isTaken = isPaid(order) || (await gateway.close(paymentId));
  if (!isTaken) return order;
  const { totalAmount, currency } = order;
  await gateway.refund({ ...idsOf(order), paymentId, amountMinor: toMinor(totalAmount, currency), currency });
  return moveOrder(orderId, 'PAYMENT_REFUNDED', () => ({ change: { payment: { paymentId, refunded: true } } }));
}
