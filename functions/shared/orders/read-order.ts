/** Reads an order as it is now, and decides whether a step still has work to do. */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { decide } from '../../../domain/order-status.ts';
import { isStoredOrder } from '../../../domain/order.ts';
import type { StoredOrder } from '../../../domain/order.ts';
import { isOfLaterVersion } from '../../../domain/schema-version.ts';
import type { OrderEventType } from '../../../domain/schema.generated.ts';
import { environment } from '../clients/environment.ts';
import { MoveNotAllowed, OrderMissing } from '../errors/business-errors.ts';
import { LaterSchemaVersion } from '../errors/later-schema-version.ts';
import { database } from '../clients/database.ts';

/**
 * The order, and whether this event has yet to happen to it. A step whose event has happened returns the order and does
 * nothing more. Throws `MoveNotAllowed` if the event can never happen.
 */
export async function readOrderBefore(
  orderId: string,
  eventType: OrderEventType,
  refundId?: string,
): Promise<{ readonly order: StoredOrder; readonly isDue: boolean }> {
  const order = await readOrder(orderId);
  const decision = decide(order, eventType, refundId);
  if (decision === 'not allowed') throw new MoveNotAllowed(order, eventType);
  return { order, isDue: decision === 'move' };
}

/** The order as it was last written. Throws `OrderMissing` when there is none, and `LaterSchemaVersion`. */
export async function readOrder(orderId: string): Promise<StoredOrder> {
  const { Item } = await database.send(
    new GetCommand({ TableName: environment('ORDERS_TABLE'), Key: { orderId }, ConsistentRead: true }),
  );
  if (!Item) throw new OrderMissing(orderId);
  if (isOfLaterVersion(Item)) throw new LaterSchemaVersion(`A later deployment has written order ${orderId}`);
  if (!isStoredOrder(Item)) throw new TypeError(`Order ${orderId} is stored as something else`);
  return Item;
}
