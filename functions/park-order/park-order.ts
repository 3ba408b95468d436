/** Marks an order whose undoing failed for good, with the step that failed, for staff to see. */
import { isFinal } from '../../domain/order-status.ts';
import type { StoredOrder } from '../../domain/order.ts';
import { failureOf } from '../order-steps/failure.ts';
import { moveOrder } from '../order-steps/move-order.ts';
import { readOrder } from '../order-steps/read-order.ts';
import type { StepInput } from '../order-steps/step-input.ts';

/**
 * The order as it is then: parked, or final, where another saga of the order has brought it to its end meanwhile.
 * Throws `MoveNotAllowed` where not even the beginning of the undoing is written: the sweep finds such an order.
 */
export async function parkOrder({ orderId, notUndone }: StepInput): Promise<StoredOrder> {
  const order = await readOrder(orderId);
  if (isFinal(order.status)) return order;
  return moveOrder(orderId, 'ORDER_PARKED', () => ({ change: { compensationFailure: failureOf(notUndone) } }));
}
