/** Notifies the customer of a completed order, or of a refund of it, once, and records on the order whether that worked. */
import type { Context } from 'aws-lambda';
import type { StoredOrder } from '../../../domain/order.ts';
import type { Notifier } from '../../shared/notifier/notifier.ts';
import { readOrderBefore } from '../../shared/orders/read-order.ts';
import { refundIn } from '../shared/move-refund.ts';
import { notifyOnce, recordNotification } from '../shared/notify-once.ts';
import type { StepInput } from '../shared/step-input.ts';

export async function sendNotification(input: StepInput, notifier: Notifier, context: Context): Promise<StoredOrder> {
  const { orderId, refundId } = input;
  const eventType = refundId === undefined ? 'NOTIFICATION_SENT' : 'REFUND_NOTIFICATION_SENT';
  const { order, isDue } = await readOrderBefore(orderId, eventType, refundId);
  if (!isDue) return order;
  const refund = refundId === undefined ? undefined : refundIn(order, refundId);
  const told = await notifyOnce(input, context, () => notifier.notify(order, refund));
  return recordNotification(input, told);
}
