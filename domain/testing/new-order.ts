/** An order for tests, as `createOrder` makes it. */
import { createOrder } from '../create-order.ts';
import type { StoredOrder } from '../order.ts';

const OCCURRENCE = {
  eventId: 'e-1',
  occurredAt: '2026-01-01T00:00:00.000Z',
  occurredAtEpochSeconds: Date.UTC(2026, 0, 1) / 1000,
};

export function newOrder(): StoredOrder {
  const items = [{ productId: 'laptop', quantity: 1, price: 1299.99 }];
  const request = { customerId: 'customer-1', items, paymentMethodId: 'pm_card_visa' };
  return createOrder(request, { orderId: 'order-1', currency: 'USD', correlationId: 'correlation-1' }, OCCURRENCE)
    .order;
}
