/** Lets sagas ask Stripe what became of a payment or a refund. Sagas that are started in vain find nothing to do. */
import type { StoredOrder } from '../../domain/order.ts';
import { refundOf } from '../../domain/refunds.ts';
import { idsOf } from '../../domain/order-ids.ts';
import { sagaInputFor } from '../../domain/saga-input.ts';
import type { RefundInput } from '../../domain/saga-input.ts';
import { startExecution, startRefund } from '../shared/clients/saga-execution.ts';
import { OrderMissing } from '../shared/errors/business-errors.ts';
import { wakeSagas } from '../shared/orders/payment-waits.ts';
import { readOrder } from '../shared/orders/read-order.ts';
import type { News } from './news.ts';

/** Throws if Step Functions or DynamoDB can't be reached. */
export async function tellSagas({ orderId, refundId }: News): Promise<void> {
  if (refundId === undefined) await tellOfPayment(orderId);
  else await tellOfRefund({ orderId, refundId });
}

/** If no saga of the order waits, though the order does, its saga was stopped: another one takes the order on at once. */
async function tellOfPayment(orderId: string): Promise<void> {
  if ((await wakeSagas(orderId)) > 0) return;
  const order = await findOrder(orderId);
  if (order?.status !== 'AWAITING_PAYMENT') return;
  await startExecution(`${orderId}-v${order.version}-told`, sagaInputFor(order));
}

/** Stripe has several events for the same thing: they start one saga, and none once the refund has failed here. */
async function tellOfRefund({ orderId, refundId }: Pick<RefundInput, 'orderId' | 'refundId'>): Promise<void> {
  const order = await findOrder(orderId);
  const refund = order && refundOf(order, refundId);
  if (!refund || refund.status === 'FAILED') return;
  await startRefund({ ...idsOf(order), refundId }, { suffix: '-failed' });
}

/** Undefined for an order of another stage, which may use the same Stripe account. */
async function findOrder(orderId: string): Promise<StoredOrder | undefined> {
  try {
    return await readOrder(orderId);
  } catch (error) {
    if (error instanceof OrderMissing) return undefined;
    throw error;
  }
}
