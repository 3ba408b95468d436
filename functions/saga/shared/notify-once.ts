/**
 * The one chance to notify a customer of an order, and of each refund of it. The step that comes first takes it: the one that
 * sends the mail, or the one that gives up. The second one gets the first one's result.
 */
import type { Context } from 'aws-lambda';
import type { StoredOrder } from '../../../domain/order.ts';
import type { Told } from '../../shared/notifier/notifier.ts';
import { moveOrder } from '../../shared/orders/move-order.ts';
import { moveRefund } from './move-refund.ts';
import { onlyOnce } from './only-once.ts';
import type { StepInput } from './step-input.ts';

/** What the customer is told about: the order, or a refund of it. */
type Subject = Pick<StepInput, 'orderId' | 'refundId'>;

/** Returns what `notify` returned the first time. If it throws, the error is passed on, and nothing is remembered. */
export function notifyOnce(
  { orderId, refundId }: Subject,
  context: Context,
  notify: () => Promise<Told>,
): Promise<Told> {
  if (refundId === undefined) return onlyOnce({ name: 'notify', key: orderId, context }, notify);
  return onlyOnce({ name: 'notify-refund', key: `${orderId}/${refundId}`, context }, notify);
}

/** Writes on the order whether its customer was told, with the event that says so. */
export function recordNotification({ orderId, refundId }: Subject, told: Told): Promise<StoredOrder> {
  const change = { notification: told };
  if (refundId === undefined) {
    return moveOrder(orderId, told.sent ? 'NOTIFICATION_SENT' : 'NOTIFICATION_GIVEN_UP', () => ({ change }));
  }
  const eventType = told.sent ? 'REFUND_NOTIFICATION_SENT' : 'REFUND_NOTIFICATION_GIVEN_UP';
  return moveRefund({ orderId, refundId }, eventType, () => ({ change }));
}
