/** Puts the order's items back into the stock in the transaction that records it, if they were reserved. */
import type { StoredOrder } from '../../../domain/order.ts';
import { moveOrder } from '../../shared/orders/move-order.ts';
import { returnToStock } from '../../shared/orders/stock.ts';

export function releaseInventory(orderId: string): Promise<StoredOrder> {
  return moveOrder(orderId, 'INVENTORY_RELEASED', ({ items }) => ({ alongside: items.map(returnToStock) }));
}
