/** What the books of a run of chaos are made of. */
import type { OrderStatus, RefundStatus, RestockedItem } from '../../domain/schema.generated.ts';

export type OrderRow = {
  readonly orderId: string;
  readonly status: OrderStatus;
  readonly version: number;
  readonly totalAmount: number;
  readonly currency: string;
  readonly items: readonly { readonly productId: string; readonly quantity: number }[];
  /** The provider's id of its charge, once one is begun. */
  readonly paymentIntentId?: string;
  readonly payment?: { readonly refunds?: readonly RefundRow[] } | null;
  readonly failure?: { readonly code: string } | null;
  readonly notification?: Notification | null;
  /** While something is left to do for it. */
  readonly waitingSince?: string;
};

export type RefundRow = {
  readonly refundId: string;
  readonly amount: number;
  readonly status: RefundStatus;
  readonly restock: readonly RestockedItem[];
  readonly restocked: boolean;
  readonly notification?: Notification | null;
};

type Notification = { readonly sent: boolean; readonly error?: string | null };

export type EventRow = {
  readonly orderId: string;
  readonly version: number;
  readonly eventType: string;
  readonly status: OrderStatus;
};

export type PaymentRow = {
  readonly paymentId?: string;
  /** Of a charge or an intent: whether it can still be confirmed. */
  readonly state?: string;
  readonly kind: string;
  readonly orderId?: string;
  /** Of a refund of a completed order. */
  readonly refundId?: string;
  readonly amountMinor?: number;
  readonly currency?: string;
};

export type Books = {
  /** Every order id that createOrder has returned for an idempotency key. */
  readonly answers: ReadonlyMap<string, readonly string[]>;
  readonly orders: readonly OrderRow[];
  readonly events: readonly EventRow[];
  readonly payments: readonly PaymentRow[];
  readonly stockBefore: ReadonlyMap<string, number>;
  readonly stockAfter: ReadonlyMap<string, number>;
  /** `<orderId> <version>` of every event that was published to both targets. */
  readonly published: ReadonlySet<string>;
  /** Every refund that staff have asked for. */
  readonly refundsAsked: readonly RefundAsked[];
  /** How many mails each order and each refund has caused, by `subjectOf`. */
  readonly mails: ReadonlyMap<string, number>;
  /** How many tries to send a mail had no good end, by `subjectOf`: SES has no idempotency key. */
  readonly failedTries: ReadonlyMap<string, number>;
  /** How many mails may have been under way when the stack was killed. */
  readonly killedTries: number;
};

/** One line of the books: what must hold, how many cases were checked, and which of them break it. */
export type BookLine = { readonly title: string; readonly checked: number; readonly wrong: readonly string[] };

/** What staff were told when they asked for a refund, and what has to become of it. */
export type RefundAsked = {
  readonly orderId: string;
  readonly refundId: string;
  readonly amount: number;
  /** How the API has answered the calls that came to an answer: `taken`, or the type of the error. */
  readonly answers: readonly string[];
  /** `one of` those which together are over the order's total. */
  readonly expected: 'issued' | 'failed' | 'rejected' | 'one of';
};

/** What a mail is about. */
export function subjectOf(orderId: string, refundId?: string): string {
  return refundId === undefined ? orderId : `${orderId}/${refundId}`;
}

export function line<T>(title: string, checked: number, wrong: readonly T[], describe: (one: T) => string): BookLine {
  return { title, checked, wrong: wrong.map(describe) };
}
