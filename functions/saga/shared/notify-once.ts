/**
 * An order's one chance to notify its customer. The step that comes first takes it: the one that sends the mail, or the
 * one that gives up. The second one gets the first one's result.
 */
import type { Context } from 'aws-lambda';
import type { StoredOrder } from '../../../domain/order.ts';
import type { Told } from '../../shared/notifier/notifier.ts';
import { moveOrder } from '../../shared/orders/move-order.ts';
import { oncePerOrder } from './once-per-order.ts';

/** Returns what `notify` returned the first time. If it throws, the error is passed on, and nothing is remembered. */
export function notifyOnce(orderId: string, context: Context, notify: () => Promise<Told>): Promise<Told> {
  return oncePerOrder({ name: 'notify', orderId, context }, notify);
}

/** Writes on the order whether its customer was told, with the event that says so. */
export function recordNotification(orderId: string, told: Told): Promise<StoredOrder> {
  return moveOrder(orderId, told.sent ? 'NOTIFICATION_SENT' : 'NOTIFICATION_GIVEN_UP', () => ({
    change: { notification: told },
  }));
}
