/** What a saga is started with. */
import { directionOf, isPaid } from './order-status.ts';
import type { Direction } from './order-status.ts';
import { idsOf } from './order-ids.ts';
import type { OrderIds } from './order-ids.ts';
import type { StoredOrder } from './order.ts';
import type { OrderStatus } from './schema.generated.ts';

export type SagaInput = OrderIds & {
  /** `BACKWARD` begins with undoing; for an order that is parked on its way forward, that turns it back. */
  readonly direction?: Direction;
  /** Begins behind the payment. */
  readonly isPaid?: boolean;
};

/** What a refund's saga is started with. */
export type RefundInput = OrderIds & { readonly refundId: string };

/**
 * The input of a saga that takes the order on from its status, without a detour over steps that are done. What it says
 * of the order stays true: no order turns forward again, and no paid one becomes unpaid.
 */
export function sagaInputFor(order: StoredOrder): SagaInput {
  return { ...idsOf(order), direction: directionOf(order), isPaid: isPaid(order) };
}

/** The same for an order that staff have just let go on or turned back: the status that it has got tells its way. */
export function sagaInputFrom(ids: OrderIds, status: OrderStatus): SagaInput {
  const direction = status === 'COMPENSATING' ? 'BACKWARD' : 'FORWARD';
  return { ...idsOf(ids), direction, isPaid: status === 'PAYMENT_PROCESSED' };
}
