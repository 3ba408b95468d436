/** Completes a paid order. */
import type { StoredOrder } from '../../../domain/order.ts';
import { moveOrder } from '../../shared/orders/move-order.ts';

export function completeOrder(orderId: string): Promise<StoredOrder> {
  return moveOrder(orderId, 'ORDER_COMPLETED');
}
