/** Starts a saga for every order that stands still for too long, for any reason, and counts what it finds. */
import { isOrderStatus, isSagaOver } from '../../domain/order-status.ts';
import type { StoredOrder } from '../../domain/order.ts';
import { isRefundSettled, refundsOf } from '../../domain/refunds.ts';
import { idsOf } from '../../domain/order-ids.ts';
import { sagaInputFor } from '../../domain/saga-input.ts';
import { readOrder } from '../shared/orders/read-order.ts';
import { startExecution, startRefund } from '../shared/clients/saga-execution.ts';
import { logger } from '../shared/telemetry/logger.ts';
import { aboutOrder } from '../shared/telemetry/order-scope.ts';
import { PATIENCE_MS, sagasDue } from './patience.ts';
import { reasonsOf, valuesOf } from './settled.ts';
import { waitingOrders } from './waiting-orders.ts';

export type Sweep = {
  /** Orders that a saga was started for. */
  readonly swept: readonly string[];
  /** Those of them that have waited so long that an earlier sweep should have got them going. */
  readonly stuck: readonly string[];
  /** Orders that wait for staff; no saga is started for them. */
  readonly parked: readonly string[];
  /** What went wrong with single orders; the others were swept all the same. */
  readonly errors: readonly unknown[];
};

/** Throws when DynamoDB cannot be asked for the orders. */
export async function sweepOrders(now: Date): Promise<Sweep> {
  const outcomes: PromiseSettledResult<SweptOrder>[] = [];
  for (const [status, patience] of Object.entries(PATIENCE_MS)) {
    if (!isOrderStatus(status)) continue;
    for await (const orderIds of waitingOrders(status, new Date(now.getTime() - patience))) {
      outcomes.push(...(await Promise.allSettled(orderIds.map((orderId) => sweepOrder(orderId, now)))));
    }
  }
  const orders = valuesOf(outcomes);
  return {
    swept: orders.flatMap(({ orderId, sagas }) => (sagas > 0 ? orderId : [])),
    stuck: orders.flatMap(({ orderId, sagas }) => (sagas > 1 ? orderId : [])),
    parked: (await Array.fromAsync(waitingOrders('NEEDS_ATTENTION', now))).flat(),
    errors: reasonsOf(outcomes),
  };
}

type SweptOrder = { readonly orderId: string; readonly sagas: number };

/** Two sweeps at the same time give a saga the same name, so that only one of them starts it. */
async function sweepOrder(orderId: string, now: Date): Promise<SweptOrder> {
  // The index lags behind: the order may have moved on.
  const order = await readOrder(orderId);
  const { status, waitingSince } = order;
  const sagas = waitingSince ? sagasDue(status, now.getTime() - Date.parse(waitingSince)) : 0;
  if (sagas > 0) await aboutOrder(order, () => startAgain(order, sagas));
  return { orderId, sagas };
}

async function startAgain(order: StoredOrder, sagas: number): Promise<void> {
  const { orderId, version, status } = order;
  if (!isSagaOver(order)) await startExecution(`${orderId}-v${version}-${sagas}`, sagaInputFor(order));
  const unsettled = refundsOf(order).filter((refund) => !isRefundSettled(refund));
  await Promise.all(
    unsettled.map(({ refundId }) => startRefund({ ...idsOf(order), refundId }, { suffix: `-${version}-${sagas}` })),
  );
  logger.warn('The order stood still: its sagas are started again', { status, version });
}
