/** How an order begins. Keeps to what APPSYNC_JS allows. */
import { toAmount, totalMinor } from './money.ts';
import { applyEvent } from './order-event.ts';
import type { Occurrence, OutboxEvent } from './order-event.ts';
import type { OrderRequest, StoredOrder } from './order.ts';

type NewOrder = {
  readonly orderId: string;
  /** The currency of the products. */
  readonly currency: string;
  /** By which logs, traces, events and the provider's records of the order are found. */
  readonly correlationId: string;
};

/** The order as `ORDER_CREATED` leaves it, and that event, which tells consumers what was ordered. */
export function createOrder(
  request: OrderRequest,
  { orderId, currency, correlationId }: NewOrder,
  occurrence: Occurrence,
): { readonly order: StoredOrder; readonly event: OutboxEvent } {
  const { customerId, paymentMethodId, email } = request;
  const items = request.items.map(({ productId, quantity, price }) => ({ productId, quantity, price }));
  const totalAmount = toAmount(totalMinor(items, currency), currency);
  const nothingYet: StoredOrder = {
    orderId,
    customerId,
    items,
    totalAmount,
    currency,
    paymentMethodId,
    ...(email ? { email } : {}),
    status: 'PENDING',
    version: 0,
    happened: [],
    correlationId,
    createdAt: occurrence.occurredAt,
    updatedAt: occurrence.occurredAt,
  };
  const { order, event } = applyEvent(nothingYet, 'ORDER_CREATED', {}, occurrence);
  return { order, event: { ...event, payload: { customerId, items, totalAmount, currency } } };
}
