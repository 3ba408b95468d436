/** Refunds of the orders in memory. All of them are in dollars. */
import { ordersErrorFrom } from '../errors.ts';
import type { OrdersError } from '../errors.ts';
import type { Refund, RefundOrderInput } from '../types.ts';
import type { Move, StoredOrder } from './order-book.ts';

/** The move that asks for a refund; undefined if it was asked for before. Throws the errors that depend on the order. */
export function refundRequest(order: StoredOrder, { refundId, amount, restock }: RefundOrderInput): Move | undefined {
  const { payment, status, totalAmount } = order;
  const before = payment?.refunds.find((refund) => refund.refundId === refundId);
  if (before && before.amount !== amount) {
    throw rejection('IdempotencyKeyReused', 'refundId: was used for another refund of the order');
  }
  if (before) return undefined;
  if (!payment || status !== 'COMPLETED') {
    throw rejection('Conflict', `The order is ${status}; only a completed order can be refunded`);
  }
  const lasting = payment.refunds.filter((refund) => refund.status !== 'FAILED');
  const left = lasting.reduce((cents, refund) => cents - toCents(refund.amount), toCents(totalAmount));
  if (toCents(amount) > left) {
    const message = `amount: must be at most ${left / 100} USD, which is what is left to refund`;
    throw rejection('RefundExceedsPayment', message);
  }
  return moveTo(order, 'REFUND_REQUESTED', {
    refundId,
    amount,
    status: 'REQUESTED',
    restock: [restock ?? []].flat(),
    restocked: false,
    requestedAt: '2026-01-02T00:00:00.000Z',
    failure: null,
    notification: null,
  });
}

/** What the order's last refund comes to when the provider gives it back. */
export function refundIssued(order: StoredOrder): readonly Move[] {
  const requested = order.payment?.refunds.at(-1);
  if (!requested) return [];
  const issued: Refund = { ...requested, status: 'ISSUED', restocked: requested.restock.length > 0 };
  const told: Refund = { ...issued, notification: { sent: true, error: null } };
  return [moveTo(order, 'REFUND_ISSUED', issued), moveTo(order, 'REFUND_NOTIFICATION_SENT', told)];
}

function moveTo({ payment, status, totalAmount }: StoredOrder, eventType: Move['eventType'], refund: Refund): Move {
  if (!payment) throw new TypeError('An order that is refunded has a payment');
  const refunds = [...payment.refunds.filter(({ refundId }) => refundId !== refund.refundId), refund];
  const issued = refunds.filter((one) => one.status === 'ISSUED');
  const refunded = issued.reduce((cents, { amount }) => cents + toCents(amount), 0) === toCents(totalAmount);
  return { eventType, status, refundId: refund.refundId, payment: { ...payment, refunds, refunded } };
}

function toCents(dollars: number): number {
  return Math.round(dollars * 100);
}

function rejection(errorType: string, message: string): OrdersError {
  return ordersErrorFrom([{ errorType, message }]);
}
