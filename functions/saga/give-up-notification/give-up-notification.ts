/** Records why the customer of a completed order, or of a refund, was not notified, unless they were. */
import type { Context } from 'aws-lambda';
import type { StoredOrder } from '../../../domain/order.ts';
import { messageOf } from '../shared/failure.ts';
import { notifyOnce, recordNotification } from '../shared/notify-once.ts';
import { readOrderBefore } from '../../shared/orders/read-order.ts';
import type { StepInput } from '../shared/step-input.ts';

export async function giveUpNotification(input: StepInput, context: Context): Promise<StoredOrder> {
  const { orderId, refundId, notificationError } = input;
  if (!notificationError) throw new TypeError('The input does not say why nobody was told');
  const eventType = refundId === undefined ? 'NOTIFICATION_GIVEN_UP' : 'REFUND_NOTIFICATION_GIVEN_UP';
  const { order, isDue } = await readOrderBefore(orderId, eventType, refundId);
  if (!isDue) return order;
  const told = await notifyOnce(input, context, () =>
    Promise.resolve({ sent: false, error: messageOf(notificationError) }),
  );
  return recordNotification(input, told);
}
