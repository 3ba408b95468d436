/** What a new order and its first event hold, to the last attribute: both are stored as they are here. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { createOrder } from './create-order.ts';
import { SCHEMA_VERSION } from './schema-version.ts';
import { isOutboxEvent } from './order-event.ts';
import { isStoredOrder } from './order.ts';

const REQUEST = {
  customerId: 'customer-1',
  items: [
    { productId: 'laptop', quantity: 1, price: 1299.99, __typename: 'OrderItemInput' },
    { productId: 'mouse', quantity: 3, price: 0.1 },
  ],
  paymentMethodId: 'pm_card_visa',
};
const OCCURRENCE = {
  eventId: 'event-1',
  occurredAt: '2026-01-01T00:00:05.000Z',
  occurredAtEpochSeconds: Date.UTC(2026, 0, 1, 0, 0, 5) / 1000,
  traceId: null,
};
const NEW = { orderId: 'order-1', currency: 'USD', correlationId: 'correlation-1' };
const ITEMS = [
  { productId: 'laptop', quantity: 1, price: 1299.99 },
  { productId: 'mouse', quantity: 3, price: 0.1 },
];

describe('createOrder', () => {
  it('makes an order that is pending, at version 1, and waits for its saga', () => {
    const { order } = createOrder(REQUEST, NEW, OCCURRENCE);
    assert.deepEqual(order, {
      orderId: 'order-1',
      customerId: 'customer-1',
      items: ITEMS,
      totalAmount: 1300.29,
      currency: 'USD',
      paymentMethodId: 'pm_card_visa',
      status: 'PENDING',
      version: 1,
      schemaVersion: SCHEMA_VERSION,
      happened: ['ORDER_CREATED'],
      correlationId: 'correlation-1',
      createdAt: '2026-01-01T00:00:05.000Z',
      updatedAt: '2026-01-01T00:00:05.000Z',
      waitingSince: '2026-01-01T00:00:05.000Z',
    });
    assert.ok(isStoredOrder(order));
  });

  it('makes the event that tells what was ordered, and nothing of the payment method', () => {
    const { event } = createOrder(REQUEST, NEW, OCCURRENCE);
    assert.deepEqual(event, {
      orderId: 'order-1',
      version: 1,
      schemaVersion: SCHEMA_VERSION,
      eventId: 'event-1',
      eventType: 'ORDER_CREATED',
      status: 'PENDING',
      occurredAt: '2026-01-01T00:00:05.000Z',
      payload: { customerId: 'customer-1', items: ITEMS, totalAmount: 1300.29, currency: 'USD' },
      correlationId: 'correlation-1',
      expiresAt: 1_798_761_605,
    });
    assert.ok(isOutboxEvent({ ...event }));
  });

  it('keeps the e-mail address on the order alone, and the trace on the event alone', () => {
    const traced = { ...OCCURRENCE, traceId: 'Root=1-2-3' };
    const plain = createOrder(REQUEST, NEW, OCCURRENCE);
    const { order, event } = createOrder({ ...REQUEST, email: 'ada@example.com' }, NEW, traced);
    assert.deepEqual(order, { ...plain.order, email: 'ada@example.com' });
    assert.deepEqual(event, { ...plain.event, traceId: 'Root=1-2-3' });
  });

  it('takes an empty e-mail address for none', () => {
    const plain = createOrder(REQUEST, NEW, OCCURRENCE);
    assert.deepEqual(createOrder({ ...REQUEST, email: '' }, NEW, OCCURRENCE), plain);
  });
});
