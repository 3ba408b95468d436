/** Starts an order's saga when it is created or resumed, and makes sure that one runs when it is cancelled. */
import type { OrderIds } from '../../../domain/order-ids.ts';
import { sagaInputFrom } from '../../../domain/saga-input.ts';
import type { OrderStatus } from '../../../domain/schema.generated.ts';
import { wakeSagas } from '../../shared/orders/payment-waits.ts';
import { startExecution } from '../../shared/clients/saga-execution.ts';

/** An order's ids, and the trace of the request that calls for a saga. */
export type CausedOrder = OrderIds & { readonly traceHeader: string | null };

/** The saga of a new order bears the order's id: a record that is delivered again finds it running, or over. */
export async function startSaga({ traceHeader, ...ids }: CausedOrder): Promise<void> {
  await startExecution(ids.orderId, ids, traceHeader);
}

/**
 * The saga of a new order notices a cancellation by itself, as long as it runs. If it is over, another one undoes
 * the order. One of them is enough, though two would do no harm. A saga that waits for the payment is woken.
 */
export async function startUndoing({ traceHeader, ...ids }: CausedOrder): Promise<void> {
  const { orderId } = ids;
  await wakeSagas(orderId);
  const first = await startExecution(orderId, ids, traceHeader);
  if (first === 'ended') {
    await startExecution(`${orderId}-cancellation`, { ...ids, direction: 'BACKWARD' }, traceHeader);
  }
}

/**
 * Staff let a parked order go on, or turn it back: the sagas that it had are over. The saga bears the version that this gave
 * the order, so that each resuming starts one.
 */
export async function startResumed(
  { traceHeader, ...ids }: CausedOrder,
  version: string,
  status: OrderStatus,
): Promise<void> {
  await startExecution(`${ids.orderId}-v${version}-resumed`, sagaInputFrom(ids, status), traceHeader);
}
