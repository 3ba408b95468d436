/** Takes the order's items out of the stock in the transaction that moves the order. */
import type { StoredOrder } from '../../../domain/order.ts';
import { OutOfStock } from '../../shared/errors/business-errors.ts';
import { moveOrder } from '../../shared/orders/move-order.ts';
import { takeFromStock } from '../../shared/orders/stock.ts';

/** Throws `OutOfStock`, naming the products, when fewer are left than were ordered. */
export function reserveInventory(orderId: string): Promise<StoredOrder> {
  return moveOrder(orderId, 'INVENTORY_RESERVED', ({ items }) => ({
    alongside: items.map(takeFromStock),
    refusal: (indexes) => new OutOfStock(indexes.flatMap((index) => items[index]?.productId ?? [])),
  }));
}
