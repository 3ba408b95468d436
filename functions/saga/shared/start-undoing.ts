/** Turns an order back: from here on it is undone. */
import type { BusinessErrorName } from '../../../domain/errors.ts';
import { isPaid } from '../../../domain/order-status.ts';
import { MoveNotAllowed, OrderPaid } from '../../shared/errors/business-errors.ts';
import { countRefusedCard } from '../../shared/orders/count-refused-card.ts';
import { failureOf } from './failure.ts';
import { moveOrder } from '../../shared/orders/move-order.ts';
import { readOrder } from '../../shared/orders/read-order.ts';
import type { OrderFailure } from '../../../domain/schema.generated.ts';
import type { StepInput } from './step-input.ts';

/**
 * Turns the order back for the failure of a step or, if none has failed, because staff ask for it. Does nothing if it
 * goes back already. Throws `OrderPaid` if a step failed after the payment was recorded.
 */
export async function startUndoing({ orderId, failed }: StepInput): Promise<void> {
  try {
    if (failed) await undoFor(orderId, failureOf(failed));
    else
      await moveOrder(orderId, 'UNDOING_REQUESTED', ({ forwardFailure = null }) => ({
        change: { failure: forwardFailure },
      }));
  } catch (error) {
    if (error instanceof MoveNotAllowed && isPaid(await readOrder(orderId))) throw new OrderPaid(orderId);
    throw error;
  }
}

const REFUSED: BusinessErrorName = 'PaymentDeclined';

/** The card counts after the move: a step that ends between the two comes here again, and finds the move made. */
async function undoFor(orderId: string, failure: OrderFailure): Promise<void> {
  const order = await moveOrder(orderId, 'COMPENSATION_STARTED', () => ({ change: { failure } }));
  if (failure.code === REFUSED) await countRefusedCard(order, new Date());
}
