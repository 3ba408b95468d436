/** An order as the Orders table holds it. */
import { isCurrency } from './currencies.ts';
import { isObject } from './is-object.ts';
import { isOrderStatus } from './order-status.ts';
import type { Versioned } from './schema-version.ts';
import type { Order, OrderEventType, OrderItem, Payment, Refund } from './schema.generated.ts';

/** What the API shows of an order (its history is the Outbox table), and what only the saga needs. */
/** Confidential: whoever has these can confirm the payment in the customer's place. */
export type PaymentAction = { readonly clientSecret?: string; readonly actionUrl?: string };

export type StoredPayment = Omit<Payment, 'refunds'> & { readonly refunds?: readonly Refund[] };

export type StoredOrder = Versioned &
  Omit<Order, 'history' | 'payment'> & {
    /** `refunds` is absent until there is one. */
    readonly payment?: StoredPayment | null;
    /** The provider's token for the customer's card; kept while the payment can still be taken, and no longer. */
    readonly paymentMethodId?: string;
    /** The provider's id of the one charge that may ever be confirmed; stored before that is asked for. */
    readonly paymentIntentId?: string;
    /** What the customer needs to confirm the payment; for the customer's eyes, and only while the payment waits. */
    readonly paymentAction?: PaymentAction;
    /** The address for the confirmation mail. */
    readonly email?: string;
    /** Every event that the order has been through, oldest first: as many as its `version`. */
    readonly happened: readonly OrderEventType[];
    /**
     * When it last moved, or when its payment's wait is over; only until it is settled, so that an index of this finds what
     * got stuck.
     */
    readonly waitingSince?: string;
    /** Of the request that created the order, and of everything that came of it. Absent from orders of older code. */
    readonly correlationId?: string;
  };

/** What a customer asks for, checked. */
export type OrderRequest = {
  readonly customerId: string;
  readonly items: OrderItem[];
  readonly paymentMethodId: string;
  readonly email?: string;
};

/** Whether an item of the Orders table is an order that the saga can work with. */
export function isStoredOrder(value: unknown): value is StoredOrder {
  return (
    isObject(value) &&
    typeof value['orderId'] === 'string' &&
    typeof value['customerId'] === 'string' &&
    typeof value['totalAmount'] === 'number' &&
    typeof value['currency'] === 'string' &&
    isCurrency(value['currency']) &&
    typeof value['version'] === 'number' &&
    isOrderStatus(value['status']) &&
    Array.isArray(value['items']) &&
    Array.isArray(value['happened']) &&
    value['happened'].length === value['version']
  );
}
