/** Records why nobody was told of a completed order, unless somebody was. */
import type { Context } from 'aws-lambda';
import type { StoredOrder } from '../../../domain/order.ts';
import { messageOf } from '../../shared/order-steps/failure.ts';
import { notifyOnce, recordNotification } from '../../shared/order-steps/notify-once.ts';
import { readOrderBefore } from '../../shared/order-steps/read-order.ts';
import type { StepInput } from '../../shared/order-steps/step-input.ts';

export async function giveUpNotification(input: StepInput, context: Context): Promise<StoredOrder> {
  const { orderId, notificationError } = input;
  if (!notificationError) throw new TypeError('The input does not say why nobody was told');
  const { order, isDue } = await readOrderBefore(orderId, 'NOTIFICATION_GIVEN_UP');
  if (!isDue) return order;
  const told = await notifyOnce(orderId, context, async () => ({ sent: false, error: messageOf(notificationError) }));
  return recordNotification(orderId, told);
}
