/** What can happen to a refund of a completed order. Keeps to what APPSYNC_JS allows. */
import { toAmount, toMinor } from './money.ts';
import type { OrderEventType, OrderStatus, Refund, RefundStatus, RestockedItem } from './schema.generated.ts';

/** What an order needs to know of itself to decide about a refund. */
export type Refundable = {
  readonly status: OrderStatus;
  readonly payment?: { readonly refunds?: readonly Refund[] } | null;
};

/** More make the order's item too large for DynamoDB (400 KB), if each puts fifty products back. */
export const MAX_REFUNDS = 50;

type RefundMove = {
  /** The statuses of the refund from which the event may happen; none for the event that creates it. */
  readonly from: readonly RefundStatus[];
  /** In these it has happened, or is needless. */
  readonly doneIn: readonly RefundStatus[];
  /** Only while the customer was not told. */
  readonly tells?: boolean;
};

const REFUND_MOVES: { readonly [type in OrderEventType]?: RefundMove } = {
  REFUND_REQUESTED: { from: [], doneIn: ['REQUESTED', 'ISSUED', 'FAILED'] },
  // Another saga may have learned sooner that the money came back.
  REFUND_ISSUED: { from: ['REQUESTED'], doneIn: ['ISSUED', 'FAILED'] },
  // A bank may send the money of an issued refund back.
  REFUND_FAILED: { from: ['REQUESTED', 'ISSUED'], doneIn: ['FAILED'] },
  REFUND_NOTIFICATION_SENT: { from: ['ISSUED'], doneIn: ['FAILED'], tells: true },
  REFUND_NOTIFICATION_GIVEN_UP: { from: ['ISSUED'], doneIn: ['FAILED'], tells: true },
};

export function isRefundEvent(eventType: OrderEventType): boolean {
  return REFUND_MOVES[eventType] !== undefined;
}

/** As `decide`, for an event of this refund. An event without the id of a refund that the order has isn't allowed. */
export function decideRefund(
  order: Refundable,
  eventType: OrderEventType,
  refundId: string | undefined,
): 'move' | 'already done' | 'not allowed' {
  const move = REFUND_MOVES[eventType];
  if (!move || refundId === undefined || order.status !== 'COMPLETED') return 'not allowed';
  const refund = refundOf(order, refundId);
  if (!refund) return move.from.length === 0 ? 'move' : 'not allowed';
  if (move.doneIn.indexOf(refund.status) >= 0 || (move.tells && refund.notification)) return 'already done';
  return move.from.indexOf(refund.status) >= 0 ? 'move' : 'not allowed';
}

export function refundsOf({ payment }: Refundable): readonly Refund[] {
  return payment?.refunds ?? [];
}

export function refundOf(order: Refundable, refundId: string): Refund | undefined {
  return refundsOf(order).find((refund) => refund.refundId === refundId);
}

/** Whether nothing is left to do for the refund: it has failed, or it is issued and the customer was told. */
export function isRefundSettled({ status, notification }: Refund): boolean {
  return status === 'FAILED' || (status === 'ISSUED' && !!notification);
}

/** The refunds with this one in the place of its former self, or at the end. */
export function withRefund(refunds: readonly Refund[], refund: Refund): Refund[] {
  const isKnown = refunds.some(({ refundId }) => refundId === refund.refundId);
  if (!isKnown) return [...refunds, refund];
  return refunds.map((former) => (former.refundId === refund.refundId ? refund : former));
}

type Paid = Refundable & { readonly totalAmount: number; readonly currency: string };

/** What can still be refunded, in the order's currency: its total without the refunds that have not failed. */
export function refundableAmount(order: Paid): number {
  const { totalAmount, currency } = order;
  const lasting = refundsOf(order).filter(({ status }) => status !== 'FAILED');
  return toAmount(toMinor(totalAmount, currency) - sumMinor(lasting, currency), currency);
}

/** Whether everything that the order has cost is given back by these refunds of it. */
export function isAllGivenBack({ totalAmount, currency }: Paid, refunds: readonly Refund[]): boolean {
  const issued = refunds.filter(({ status }) => status === 'ISSUED');
  return sumMinor(issued, currency) === toMinor(totalAmount, currency);
}

/** How many of a product the order's refunds have put back into the stock, or will. */
export function restockedQuantity(order: Refundable, productId: string): number {
  const counting = refundsOf(order).filter(({ status, restocked }) => restocked || status === 'REQUESTED');
  const items: readonly RestockedItem[] = counting.flatMap(({ restock }) => restock);
  return items.reduce((sum, item) => (item.productId === productId ? sum + item.quantity : sum), 0);
}

function sumMinor(refunds: readonly Refund[], currency: string): number {
  return refunds.reduce((sum, { amount }) => sum + toMinor(amount, currency), 0);
}
