/** Completes the order, and records where the customer could not be told. */
import type { StoredOrder } from '../../domain/order.ts';
import { messageOf } from '../order-steps/failure.ts';
import { moveOrder } from '../order-steps/move-order.ts';
import type { StepInput } from '../order-steps/step-input.ts';

export function completeOrder({ orderId, notificationError }: StepInput): Promise<StoredOrder> {
  return moveOrder(orderId, 'ORDER_COMPLETED', ({ notification }) => {
    const isUntold = notificationError && !notification;
    return isUntold ? { change: { notification: { sent: false, error: messageOf(notificationError) } } } : {};
  });
}
