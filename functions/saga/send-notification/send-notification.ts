/** Notifies the customer of a completed order once, and records on the order whether that worked. */
import type { Context } from 'aws-lambda';
import type { StoredOrder } from '../../../domain/order.ts';
import type { Notifier } from '../../shared/notifier/notifier.ts';
import { notifyOnce, recordNotification } from '../shared/notify-once.ts';
import { readOrderBefore } from '../../shared/orders/read-order.ts';

export async function sendNotification(orderId: string, notifier: Notifier, context: Context): Promise<StoredOrder> {
  const { order, isDue } = await readOrderBefore(orderId, 'NOTIFICATION_SENT');
  if (!isDue) return order;
  const told = await notifyOnce(orderId, context, () => notifier.notify(order));
  return recordNotification(orderId, told);
}
