/** An order event as it goes over the event bus. Consumers rely on it: a change of shape is a new `envelopeVersion`. */
import type { OutboxEvent } from './order-event.ts';

export const EVENT_SOURCE = 'ordersaga';

export type EventEnvelope = Pick<
  OutboxEvent,
  'eventId' | 'eventType' | 'orderId' | 'refundId' | 'status' | 'failure' | 'occurredAt' | 'payload'
> & {
  readonly envelopeVersion: 1;
  /** The order's version after the event; an order's events have no gaps in it. */
  readonly orderVersion: number;
};

/** The `detail` of the bus's event; its `detail-type` is the event type, its `source` is `EVENT_SOURCE`. */
export function toEnvelope(event: OutboxEvent): EventEnvelope {
  const { eventId, eventType, orderId, refundId, version, status, failure, occurredAt, payload } = event;
  return {
    envelopeVersion: 1,
    eventId,
    eventType,
    orderId,
    ...(refundId ? { refundId } : {}),
    orderVersion: version,
    status,
    ...(failure ? { failure } : {}),
    occurredAt,
    payload,
  };
}
