/**
 * What happens to an order: each event makes the order's next version, and is one item of the Outbox table.
 * `applyEvent` keeps to what APPSYNC_JS allows.
 */
import { eventRetentionSeconds } from './event-retention.ts';
import { isOrderStatus, isSettled, moves } from './order-status.ts';
import type { StoredOrder } from './order.ts';
import type { OrderEvent, OrderEventType } from './schema.generated.ts';

export type OutboxEvent = OrderEvent & {
  /** What the event set on the order; for `ORDER_CREATED` the order itself. Never the payment method. */
  readonly payload: { readonly [attribute: string]: unknown };
  /** The X-Ray trace of the request or step that caused it. */
  readonly traceId?: string;
  /** Epoch seconds; the table deletes the event some time after. */
  readonly expiresAt: number;
};

/** What an event may set on its order. */
export type OrderChange = Partial<
  Pick<StoredOrder, 'payment' | 'notification' | 'failure' | 'direction' | 'forwardFailure' | 'compensationFailure'>
>;

export type Occurrence = {
  readonly eventId: string;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  /** The same instant. */
  readonly occurredAtEpochSeconds: number;
  readonly traceId?: string | null | undefined;
};

/** The order after an event, and the event. Only for what `decide` calls a move. */
export function applyEvent(
  order: StoredOrder,
  eventType: OrderEventType,
  change: OrderChange,
  { eventId, occurredAt, occurredAtEpochSeconds, traceId }: Occurrence,
): { readonly order: StoredOrder; readonly event: OutboxEvent } {
  const { status: statusBefore } = order;
  const status = moves[eventType].to ?? statusBefore;
  const happened = [...order.happened, eventType];
  const { waitingSince: _since, direction: parkedDirection, ...kept } = order;
  const next: StoredOrder = {
    ...kept,
    ...(status === 'NEEDS_ATTENTION' && parkedDirection ? { direction: parkedDirection } : {}),
    ...change,
    status,
    version: order.version + 1,
    happened,
    updatedAt: occurredAt,
    ...(isSettled({ status, happened }) ? {} : { waitingSince: occurredAt }),
  };
  const event: OutboxEvent = {
    orderId: next.orderId,
    version: next.version,
    eventId,
    eventType,
    status: next.status,
    ...(next.failure ? { failure: next.failure } : {}),
    occurredAt: next.updatedAt,
    payload: change,
    ...(traceId ? { traceId } : {}),
    expiresAt: occurredAtEpochSeconds + eventRetentionSeconds,
  };
  return { order: next, event };
}

/** Whether an item of the Outbox table is an event. */
export function isOutboxEvent(value: Record<string, unknown>): value is OutboxEvent {
  const texts = [value.orderId, value.eventId, value.occurredAt];
  return (
    texts.every((text) => typeof text === 'string') &&
    typeof value.version === 'number' &&
    typeof value.eventType === 'string' &&
    Object.hasOwn(moves, value.eventType) &&
    isOrderStatus(value.status) &&
    typeof value.payload === 'object'
  );
}
