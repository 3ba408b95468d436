/** How long an order may stand still, and what is done about it then. */
import type { OrderStatus } from '../../domain/schema.generated.ts';

const MINUTE_MS = 60_000;

/**
 * A step may be retried for hours if a function is throttled or undoing fails. A second saga is started beside it sooner
 * than that, in case the first one is gone. A completed order waits until its customer is notified.
 */
export const PATIENCE_MS: { readonly [status in OrderStatus]?: number } = {
  PENDING: 10 * MINUTE_MS,
  INVENTORY_RESERVED: 10 * MINUTE_MS,
  // Counted from the moment at which the wait is over.
  AWAITING_PAYMENT: 10 * MINUTE_MS,
  PAYMENT_PROCESSED: 10 * MINUTE_MS,
  COMPLETED: 10 * MINUTE_MS,
  COMPENSATING: 30 * MINUTE_MS,
};

/**
 * How many sagas should have been started by now for an order that stands still: one when the patience is over, the
 * second after twice that time, the third after four times, and so on, so that an outage does not pile them up.
 * 0 while none is due.
 */
export function sagasDue(status: OrderStatus, waitedMs: number): number {
  const patience = PATIENCE_MS[status];
  if (patience === undefined || waitedMs < patience) return 0;
  return Math.floor(Math.log2(waitedMs / patience)) + 1;
}
