/**
 * What staff change about a product: each event makes the product's next version, and is one item of the Outbox table, as
 * an order's are. What orders take out of the stock and put back isn't an event. Keeps to what APPSYNC_JS allows.
 */
import { isFilled, isInstant } from './event-attributes.ts';
import { isObject } from './is-object.ts';
import { EVENT_RETENTION_SECONDS } from './order-event.ts';
import type { Occurrence } from './order-event.ts';
import { SCHEMA_VERSION } from './schema-version.ts';
import type { Versioned } from './schema-version.ts';
import type { Product, ProductEventType } from './schema.generated.ts';

export type StoredProduct = Product & {
  /** How many events it has; absent until there is one, as for products that no member of staff has added. */
  readonly version?: number;
};

/** What an event tells, besides which product it is about. */
export type ProductChange = {
  readonly name?: string;
  readonly price?: number;
  readonly previousPrice?: number;
  readonly currency?: string;
  /** What came into the stock. */
  readonly quantity?: number;
  readonly restockId?: string;
};

export type StoredProductEvent = Versioned & {
  /** The partition of the product's events; the name of the Outbox table's key is older than they are. */
  readonly orderId: string;
  readonly version: number;
  readonly productId: string;
  readonly eventId: string;
  readonly eventType: ProductEventType;
  /** Which member of staff did it. */
  readonly actor: string;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  readonly payload: ProductChange;
  readonly traceId?: string;
  /** Epoch seconds; the table deletes the event some time after. */
  readonly expiresAt: number;
};

/** Where in the Outbox table the events of a product are. No order has such an id. */
export function partitionOf(productId: string): string {
  return `product#${productId}`;
}

/** The event that makes the product's next version. */
export function productEvent(
  { productId, version }: StoredProduct,
  eventType: ProductEventType,
  payload: ProductChange,
  { eventId, occurredAt, occurredAtEpochSeconds, traceId, actor }: Occurrence & { readonly actor: string },
): StoredProductEvent {
  return {
    orderId: partitionOf(productId),
    version: (version ?? 0) + 1,
    productId,
    eventId,
    eventType,
    actor,
    occurredAt,
    payload,
    ...(traceId ? { traceId } : {}),
    expiresAt: occurredAtEpochSeconds + EVENT_RETENTION_SECONDS,
    schemaVersion: SCHEMA_VERSION,
  };
}

const EVENT_TYPES: { readonly [type in ProductEventType]: true } = {
  PRODUCT_ADDED: true,
  PRICE_CHANGED: true,
  PRODUCT_RESTOCKED: true,
};

/** Whether it's an event of a product, and none of an order. */
export function isOfProduct(event: object): event is StoredProductEvent {
  return Object.hasOwn(event, 'productId');
}

/** Whether an item of the Outbox table is an event of a product that can be published. */
export function isProductEvent(value: Record<string, unknown>): value is StoredProductEvent {
  return (
    isFilled(value['productId']) &&
    value['orderId'] === partitionOf(value['productId']) &&
    isFilled(value['eventId']) &&
    isFilled(value['actor']) &&
    Number.isSafeInteger(value['version']) &&
    Number(value['version']) >= 1 &&
    typeof value['eventType'] === 'string' &&
    Object.hasOwn(EVENT_TYPES, value['eventType']) &&
    isInstant(value['occurredAt']) &&
    isObject(value['payload'])
  );
}
