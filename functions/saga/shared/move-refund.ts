/** What happens to a refund of an order. */
import type { StoredOrder } from '../../../domain/order.ts';
import { refundOf } from '../../../domain/refunds.ts';
import type { OrderEventType, Refund } from '../../../domain/schema.generated.ts';
import { moveOrder } from '../../shared/orders/move-order.ts';
import type { Move } from '../../shared/orders/move-order.ts';

/** A refund, by the order that it belongs to. */
export type RefundPlace = { readonly orderId: string; readonly refundId: string };

type RefundMove = Omit<Move, 'change'> & { readonly change: Partial<Refund> };

/** As `moveOrder`, with what the event sets on the refund. */
export function moveRefund(
  { orderId, refundId }: RefundPlace,
  eventType: OrderEventType,
  moveOf: (refund: Refund) => RefundMove,
): Promise<StoredOrder> {
  const ofOrder = (order: StoredOrder): Move => {
    const refund = refundIn(order, refundId);
    const { change, ...move } = moveOf(refund);
    return { ...move, change: { refund: { ...refund, ...change } } };
  };
  return moveOrder(orderId, eventType, ofOrder, refundId);
}

/** Throws if the order has no such refund: nothing but the saga of one asks for it. */
export function refundIn(order: StoredOrder, refundId: string): Refund {
  const refund = refundOf(order, refundId);
  if (!refund) throw new TypeError(`Order ${order.orderId} has no refund ${refundId}`);
  return refund;
}
