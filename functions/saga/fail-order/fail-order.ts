/** Closes an order that is undone: as failed, or as cancelled if its customer cancelled it. */
import { closingEvent } from '../../../domain/order-status.ts';
import type { StoredOrder } from '../../../domain/order.ts';
import { moveOrder } from '../../shared/orders/move-order.ts';
import { readOrder } from '../../shared/orders/read-order.ts';

export async function failOrder(orderId: string): Promise<StoredOrder> {
  return moveOrder(orderId, closingEvent(await readOrder(orderId)));
}
