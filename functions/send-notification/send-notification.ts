/** Tells the customer once, and records on the order that it was done. */
import type { Context } from 'aws-lambda';
import type { StoredOrder } from '../../domain/order.ts';
import type { Notifier } from '../notifier/notifier.ts';
import { moveOrder } from '../order-steps/move-order.ts';
import { oncePerOrder } from '../order-steps/once.ts';
import { readOrderBefore } from '../order-steps/read-order.ts';

export async function sendNotification(orderId: string, notifier: Notifier, context: Context): Promise<StoredOrder> {
  const { order, isDue } = await readOrderBefore(orderId, 'NOTIFICATION_SENT');
  if (!isDue) return order;
  const { sent } = await oncePerOrder({ name: 'notify', orderId, context }, async () => {
    await notifier.notify(order);
    return { sent: true };
  });
  return moveOrder(orderId, 'NOTIFICATION_SENT', () => ({ change: { notification: { sent } } }));
}
