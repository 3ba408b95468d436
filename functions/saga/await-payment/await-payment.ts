/**
 * Lets an order wait for its payment. The saga's token is registered first; only then does the customer learn how to confirm
 * the payment, and only then is the provider asked: whatever happens from here on wakes the saga.
 */
import type { StoredOrder } from '../../../domain/order.ts';
import type { OrderEventType, PaymentAwaits } from '../../../domain/schema.generated.ts';
import { MoveNotAllowed, PaymentDeclined } from '../../shared/errors/business-errors.ts';
import { moveOrder } from '../../shared/orders/move-order.ts';
import { registerWait, wakeSagas } from '../../shared/orders/payment-waits.ts';
import { readOrder, readOrderBefore } from '../../shared/orders/read-order.ts';
import type { Confirmation, PaymentGateway } from '../../shared/payment-gateway/payment-gateway.ts';
import { paymentDeadline } from '../shared/payment-deadline.ts';
import type { StepInput } from '../shared/step-input.ts';

const WAITS: { readonly [awaits in PaymentAwaits]: OrderEventType } = {
  CUSTOMER: 'PAYMENT_AWAITS_CUSTOMER',
  PROVIDER: 'PAYMENT_AWAITS_PROVIDER',
};

/** Wakes the saga at once if there is nothing to wait for. Whatever that is, ProcessPayment finds it out again. */
export async function awaitPayment({ orderId, wait }: StepInput, gateway: PaymentGateway): Promise<StoredOrder> {
  if (!wait) throw new TypeError('The input of this step has the token of its task');
  await registerWait(orderId, wait);
  const waiting = await letWait(orderId, gateway);
  if (!waiting) await wakeSagas(orderId);
  return waiting ?? readOrder(orderId);
}

async function letWait(orderId: string, gateway: PaymentGateway): Promise<StoredOrder | undefined> {
  try {
    const { order, isDue } = await readOrderBefore(orderId, 'PAYMENT_PROCESSED');
    const { paymentIntentId: paymentId } = order;
    if (!isDue || paymentId === undefined) return undefined;
    const confirmation = await gateway.confirm({ paymentId, isNew: false });
    return confirmation.awaits === null ? undefined : await move(orderId, paymentId, confirmation);
  } catch (error) {
    if (error instanceof MoveNotAllowed || error instanceof PaymentDeclined) return undefined;
    throw error;
  }
}

function move(
  orderId: string,
  paymentId: string,
  confirmation: Exclude<Confirmation, { readonly awaits: null }>,
): Promise<StoredOrder> {
  const { awaits } = confirmation;
  return moveOrder(orderId, WAITS[awaits], (order) => ({
    change: {
      payment: { paymentId, refunded: false, awaits, expiresAt: paymentDeadline(order, awaits, new Date()) },
      ...(confirmation.awaits === 'CUSTOMER' && { paymentAction: confirmation.action }),
    },
  }));
}
