/** Records why the customer of a completed order was not notified, unless they were. */
import type { Context } from 'aws-lambda';
import type { StoredOrder } from '../../../domain/order.ts';
import { messageOf } from '../shared/failure.ts';
import { notifyOnce, recordNotification } from '../shared/notify-once.ts';
import { readOrderBefore } from '../../shared/orders/read-order.ts';
import type { StepInput } from '../shared/step-input.ts';

export async function giveUpNotification(input: StepInput, context: Context): Promise<StoredOrder> {
  const { orderId, notificationError } = input;
  if (!notificationError) throw new TypeError('The input does not say why nobody was told');
  const { order, isDue } = await readOrderBefore(orderId, 'NOTIFICATION_GIVEN_UP');
  if (!isDue) return order;
  const told = await notifyOnce(orderId, context, () =>
    Promise.resolve({ sent: false, error: messageOf(notificationError) }),
  );
  return recordNotification(orderId, told);
}
