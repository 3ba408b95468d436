/** Marks an order that cannot go on, with its way and the step that failed, for staff to see. */
import { directionOf, isFinal } from '../../../domain/order-status.ts';
import type { OrderChange } from '../../../domain/order-event.ts';
import type { StoredOrder } from '../../../domain/order.ts';
import { failureOf } from '../shared/failure.ts';
import { moveOrder } from '../../shared/orders/move-order.ts';
import { readOrder } from '../../shared/orders/read-order.ts';
import type { StepInput } from '../shared/step-input.ts';

/** Returns the order as it is then: parked, or final if another saga has brought it to its end meanwhile. */
export async function parkOrder(input: StepInput): Promise<StoredOrder> {
  const order = await readOrder(input.orderId);
  if (isFinal(order.status)) return order;
  return moveOrder(input.orderId, 'ORDER_PARKED', (current) => ({ change: whereItStands(current, input) }));
}

/** The order's own direction counts, not this saga's: another one may have turned it back meanwhile. */
function whereItStands(order: StoredOrder, { notDone, notUndone }: StepInput): OrderChange {
  const direction = directionOf(order);
  const failure = failureOf(notUndone ?? notDone);
  return direction === 'FORWARD' ? { direction, forwardFailure: failure } : { direction, compensationFailure: failure };
}
