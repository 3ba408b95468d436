/** What Stripe's events are news of. Nothing else of them is used. */
import { isObject } from '../../domain/is-object.ts';

/** A payment that may be decided, or a refund that may have come to nothing. */
export type News = {
  readonly orderId: string;
  readonly refundId?: string;
  /** The order's, as the payment has it. */
  readonly correlationId?: string;
};

/** What a payment that waits can come to. Of charges, Stripe has events besides; they say no more than these. */
const OF_PAYMENTS = new Set([
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'payment_intent.processing',
]);

/** `refund.failed` comes for each refund since version 2024-10-28 of the API; before, `charge.refund.updated` alone did. */
const OF_REFUNDS = new Set(['refund.failed', 'refund.updated', 'charge.refund.updated']);

/** The statuses of a refund in which the money is not with the customer, and will not be. */
const CAME_TO_NOTHING = new Set(['failed', 'canceled']);

/** Order and refund with what is between and behind them name an execution of the refund's saga: 80 characters. */
const ID = /^[\w-]{1,36}$/;

/** Undefined for other events, and for what somebody else has begun in the same Stripe account. */
export function newsIn(event: unknown): News | undefined {
  if (!isObject(event)) return undefined;
  const type = String(event['type']);
  const object = objectIn(event);
  const { orderId, refundId, correlationId } = metadataOf(object);
  if (!isId(orderId)) return undefined;
  const ids = { orderId, ...(isId(correlationId) && { correlationId }) };
  if (OF_PAYMENTS.has(type)) return ids;
  const isOver = OF_REFUNDS.has(type) && CAME_TO_NOTHING.has(String(object['status']));
  return isOver && isId(refundId) ? { ...ids, refundId } : undefined;
}

function objectIn({ data }: Record<string, unknown>): Record<string, unknown> {
  const object = isObject(data) ? data['object'] : undefined;
  return isObject(object) ? object : {};
}

function metadataOf({ metadata }: Record<string, unknown>): Record<string, unknown> {
  return isObject(metadata) ? metadata : {};
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}
