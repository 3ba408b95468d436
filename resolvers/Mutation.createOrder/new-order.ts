/** The items of a new order's transaction. */
import { util } from '@aws-appsync/utils';
import { toAmount, totalMinor } from '../../domain/money.ts';
import { EVENT_RETENTION_SECONDS } from '../../domain/event-retention.ts';
import type { OutboxEvent } from '../../domain/order-event.ts';
import type { OrderRequest, StoredOrder } from '../../domain/order.ts';

/** The order as it begins: `PENDING`, version 1. */
export function newOrder(request: OrderRequest, currency: string): StoredOrder {
  const now = util.time.nowISO8601();
  return {
    orderId: util.autoId(),
    customerId: request.customerId,
    items: request.items.map((item) => ({ productId: item.productId, quantity: item.quantity, price: item.price })),
    totalAmount: toAmount(totalMinor(request.items, currency), currency),
    currency,
    paymentMethodId: request.paymentMethodId,
    ...(request.email ? { email: request.email } : {}),
    status: 'PENDING',
    version: 1,
    happened: ['ORDER_CREATED'],
    createdAt: now,
    updatedAt: now,
    waitingSince: now,
  };
}

/** The event of a new order. `traceId` is the header that AppSync adds to every request. */
export function orderCreated(order: StoredOrder, traceId: string | null): OutboxEvent {
  return {
    orderId: order.orderId,
    version: order.version,
    eventId: util.autoId(),
    eventType: 'ORDER_CREATED',
    status: order.status,
    occurredAt: order.createdAt,
    payload: {
      customerId: order.customerId,
      items: order.items,
      totalAmount: order.totalAmount,
      currency: order.currency,
    },
    ...(traceId ? { traceId } : {}),
    expiresAt: util.time.nowEpochSeconds() + EVENT_RETENTION_SECONDS,
  };
}
