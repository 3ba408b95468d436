/** An event as it goes over the event bus. Consumers rely on it: a change of shape is a new `envelopeVersion`. */
import type { OutboxEvent } from './order-event.ts';
import type { StoredProductEvent } from './product-event.ts';

/** Of order events. */
export const EVENT_SOURCE = 'ordersaga';

/** Of what staff change about products: a source of its own, so that rules for orders don't match it. */
export const PRODUCT_EVENT_SOURCE = 'ordersaga.products';

export type EventEnvelope = Pick<
  OutboxEvent,
  | 'eventId'
  | 'eventType'
  | 'orderId'
  | 'refundId'
  | 'status'
  | 'failure'
  | 'actor'
  | 'occurredAt'
  | 'correlationId'
  | 'payload'
> & {
  readonly envelopeVersion: 1;
  /** The order's version after the event; an order's events have no gaps in it. */
  readonly orderVersion: number;
};

/** The `detail` of the bus's event; its `detail-type` is the event type, its `source` is `EVENT_SOURCE`. */
export function toEnvelope(event: OutboxEvent): EventEnvelope {
  const { eventId, eventType, orderId, refundId, version, status, failure, actor, occurredAt, correlationId, payload } =
    event;
  return {
    envelopeVersion: 1,
    eventId,
    eventType,
    orderId,
    ...(refundId ? { refundId } : {}),
    orderVersion: version,
    status,
    ...(failure ? { failure } : {}),
    ...(actor ? { actor } : {}),
    occurredAt,
    ...(correlationId ? { correlationId } : {}),
    payload,
  };
}

type ProductEventEnvelope = Pick<
  StoredProductEvent,
  'eventId' | 'eventType' | 'productId' | 'actor' | 'occurredAt' | 'payload'
> & {
  readonly envelopeVersion: 1;
  /** The product's version after the event; a product's events have no gaps in it. */
  readonly productVersion: number;
};

/** The same for an event of a product, whose source is `PRODUCT_EVENT_SOURCE`. */
export function toProductEnvelope(event: StoredProductEvent): ProductEventEnvelope {
  const { eventId, eventType, productId, version, actor, occurredAt, payload } = event;
  return { envelopeVersion: 1, eventId, eventType, productId, productVersion: version, actor, occurredAt, payload };
}
