/**
 * What happens to an order: each event makes the order's next version, and is one item of the Outbox table.
 * `applyEvent` keeps to what APPSYNC_JS allows.
 */
import { isFilled, isInstant } from './event-attributes.ts';
import { isObject } from './is-object.ts';
import { directionOf, isOrderStatus, isPaid, isSettled, MOVES, statusAfter } from './order-status.ts';
import type { OrderProgress } from './order-status.ts';
import type { StoredOrder, StoredPayment } from './order.ts';
import { SCHEMA_VERSION } from './schema-version.ts';
import type { Versioned } from './schema-version.ts';
import { isAllGivenBack, withRefund } from './refunds.ts';
import type { OrderEvent, OrderEventType, Refund } from './schema.generated.ts';

/** How long an order's events are kept, a year: they are its history, and hold what an outage left unpublished. */
export const EVENT_RETENTION_SECONDS = 365 * 24 * 60 * 60;

export type OutboxEvent = Versioned &
  OrderEvent & {
    /** What the event set on the order; for `ORDER_CREATED` the order itself. Never the payment method. */
    readonly payload: { readonly [attribute: string]: unknown };
    /** The trace header of the request or step that caused it. */
    readonly traceId?: string;
    /** Epoch seconds; the table deletes the event some time after. */
    readonly expiresAt: number;
  };

/** What an event may set on its order. `paymentAction` is set on the order alone; no event tells it. */
export type OrderChange = Partial<
  Pick<
    StoredOrder,
    'payment' | 'paymentAction' | 'notification' | 'failure' | 'direction' | 'forwardFailure' | 'compensationFailure'
  >
> & {
  /** The refund that the event is about, as it is afterwards. */
  readonly refund?: Refund;
};

export type Occurrence = {
  readonly eventId: string;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  /** The same instant. */
  readonly occurredAtEpochSeconds: number;
  readonly traceId?: string | null | undefined;
  /** Which member of staff causes it; absent for customers and the saga. */
  readonly actor?: string | null | undefined;
};

/** The order after an event, and the event. Only for what `decide` calls a move. */
export function applyEvent(
  order: StoredOrder,
  eventType: OrderEventType,
  change: OrderChange,
  { eventId, occurredAt, occurredAtEpochSeconds, traceId, actor }: Occurrence,
): { readonly order: StoredOrder; readonly event: OutboxEvent } {
  const status = statusAfter(order, eventType);
  const happened = [...order.happened, eventType];
  const { waitingSince: _since, direction: parkedDirection, paymentMethodId, paymentAction: _action, ...rest } = order;
  const { payment: _before, ...kept } = rest;
  const { paymentAction, ...payload } = change;
  const { refund, ...attributes } = payload;
  const payment = paymentAfter(order, eventType, change);
  const waits = status === 'AWAITING_PAYMENT';
  const next: StoredOrder = {
    ...kept,
    ...(status === 'NEEDS_ATTENTION' && parkedDirection ? { direction: parkedDirection } : {}),
    ...attributes,
    ...(payment ? { payment } : {}),
    ...(waits && paymentAction ? { paymentAction } : {}),
    status,
    version: order.version + 1,
    happened,
    updatedAt: occurredAt,
    schemaVersion: SCHEMA_VERSION,
    ...(paymentMethodId && mayBeCharged({ status, happened }) ? { paymentMethodId } : {}),
    ...(isSettled({ status, happened, payment })
      ? {}
      : { waitingSince: (waits ? change.payment?.expiresAt : undefined) ?? occurredAt }),
  };
  const event: OutboxEvent = {
    orderId: next.orderId,
    ...(refund ? { refundId: refund.refundId } : {}),
    version: next.version,
    eventId,
    eventType,
    status: next.status,
    ...(next.failure ? { failure: next.failure } : {}),
    ...(actor ? { actor } : {}),
    occurredAt: next.updatedAt,
    payload,
    ...(traceId ? { traceId } : {}),
    ...(next.correlationId ? { correlationId: next.correlationId } : {}),
    expiresAt: occurredAtEpochSeconds + EVENT_RETENTION_SECONDS,
    schemaVersion: SCHEMA_VERSION,
  };
  return { order: next, event };
}

function paymentAfter(
  order: StoredOrder,
  eventType: OrderEventType,
  { payment: changed, refund }: OrderChange,
): StoredPayment | null {
  if (changed) return changed;
  const payment = order.payment ?? null;
  if (!payment || endsWait(order, eventType)) return null;
  if (!refund) return payment;
  const refunds = withRefund(payment.refunds ?? [], refund);
  return { ...payment, refunds, refunded: isAllGivenBack(order, refunds) };
}

/** Whether the order turns back with a payment that only waits: it isn't the customer's payment, and never will be. */
function endsWait(order: OrderProgress, eventType: OrderEventType): boolean {
  return MOVES[eventType].turnsBack === true && !isPaid(order);
}

/** Whether a charge may still be begun: afterwards the payment method is used up, and leaves the order. */
function mayBeCharged(order: OrderProgress): boolean {
  return directionOf(order) === 'FORWARD' && !isPaid(order);
}

/** Whether an item of the Outbox table is an event that can be published: what consumers rely on is there and valid. */
export function isOutboxEvent(value: Record<string, unknown>): value is OutboxEvent {
  return (
    isFilled(value['orderId']) &&
    isFilled(value['eventId']) &&
    Number.isSafeInteger(value['version']) &&
    Number(value['version']) >= 1 &&
    typeof value['eventType'] === 'string' &&
    Object.hasOwn(MOVES, value['eventType']) &&
    isOrderStatus(value['status']) &&
    isInstant(value['occurredAt']) &&
    (value['refundId'] === undefined || isFilled(value['refundId'])) &&
    (value['actor'] === undefined || isFilled(value['actor'])) &&
    (value['failure'] === undefined || value['failure'] === null || isFailure(value['failure'])) &&
    isObject(value['payload'])
  );
}

function isFailure(value: unknown): boolean {
  return isObject(value) && [value['code'], value['step'], value['message']].every((text) => typeof text === 'string');
}
