/** Refunds of a completed order: what may happen to each, and how much is left. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { toEnvelope } from './event-envelope.ts';
import { applyEvent, isOutboxEvent } from './order-event.ts';
import { decide, isSagaOver, isSettled } from './order-status.ts';
import type { StoredOrder } from './order.ts';
import { decideRefund, refundableAmount, refundsOf, restockedQuantity } from './refunds.ts';
import type { OrderEventType, Refund } from './schema.generated.ts';
import { newOrder } from './testing/new-order.ts';

const COMPLETED: StoredOrder = {
  ...newOrder(),
  status: 'COMPLETED',
  totalAmount: 89.99,
  payment: { paymentId: 'pi_1', refunded: false },
  version: 5,
  happened: ['ORDER_CREATED', 'INVENTORY_RESERVED', 'PAYMENT_PROCESSED', 'ORDER_COMPLETED', 'NOTIFICATION_SENT'],
};
const REQUESTED: Refund = {
  refundId: 'r-1',
  amount: 10,
  status: 'REQUESTED',
  restock: [],
  restocked: false,
  requestedAt: '2026-01-01T00:00:00.000Z',
};
const ISSUED: Refund = { ...REQUESTED, status: 'ISSUED' };
const TOLD: Refund = { ...ISSUED, notification: { sent: true } };
const FAILED: Refund = { ...REQUESTED, status: 'FAILED' };

const occurrence = { eventId: 'e', occurredAt: '2026-01-02T00:00:00.000Z', occurredAtEpochSeconds: 1_767_312_000 };

function withRefunds(...refunds: readonly Refund[]): StoredOrder {
  return { ...COMPLETED, payment: { paymentId: 'pi_1', refunded: false, refunds } };
}

function after(order: StoredOrder, eventType: OrderEventType, refund: Refund) {
  return applyEvent(order, eventType, { refund }, occurrence);
}

describe('a refund', () => {
  it('is asked for once by its id, and only of a completed order', () => {
    assert.equal(decide(COMPLETED, 'REFUND_REQUESTED', 'r-1'), 'move');
    assert.equal(decide(withRefunds(FAILED), 'REFUND_REQUESTED', 'r-2'), 'move');
    for (const refund of [REQUESTED, ISSUED, FAILED]) {
      assert.equal(decide(withRefunds(refund), 'REFUND_REQUESTED', 'r-1'), 'already done');
    }
    for (const status of ['PAYMENT_PROCESSED', 'COMPENSATING', 'FAILED', 'NEEDS_ATTENTION'] as const) {
      assert.equal(decide({ ...COMPLETED, status }, 'REFUND_REQUESTED', 'r-1'), 'not allowed', status);
    }
  });

  const decisions: readonly (readonly [OrderEventType, Refund, string])[] = [
    ['REFUND_ISSUED', REQUESTED, 'move'],
    ['REFUND_ISSUED', ISSUED, 'already done'],
    ['REFUND_ISSUED', FAILED, 'already done'],
    ['REFUND_FAILED', REQUESTED, 'move'],
    ['REFUND_FAILED', TOLD, 'move'],
    ['REFUND_FAILED', FAILED, 'already done'],
    ['REFUND_NOTIFICATION_SENT', REQUESTED, 'not allowed'],
    ['REFUND_NOTIFICATION_SENT', ISSUED, 'move'],
    ['REFUND_NOTIFICATION_SENT', TOLD, 'already done'],
    ['REFUND_NOTIFICATION_SENT', FAILED, 'already done'],
    ['REFUND_NOTIFICATION_GIVEN_UP', ISSUED, 'move'],
    ['REFUND_NOTIFICATION_GIVEN_UP', TOLD, 'already done'],
  ];
  for (const [eventType, refund, decision] of decisions) {
    it(`that is ${refund.status}${refund.notification ? ' and told' : ''} takes ${eventType}: ${decision}`, () => {
      assert.equal(decide(withRefunds(refund), eventType, 'r-1'), decision);
    });
  }

  it('takes no event without its id, and an order takes none of a refund that it has not', () => {
    assert.equal(decide(withRefunds(REQUESTED), 'REFUND_ISSUED'), 'not allowed');
    assert.equal(decide(withRefunds(REQUESTED), 'REFUND_ISSUED', 'r-2'), 'not allowed');
    assert.equal(decideRefund(withRefunds(REQUESTED), 'ORDER_COMPLETED', 'r-1'), 'not allowed');
  });

  it('is on its order, and its event tells of it alone', () => {
    const { order, event } = after(withRefunds(TOLD), 'REFUND_REQUESTED', { ...REQUESTED, refundId: 'r-2' });
    assert.deepEqual(
      refundsOf(order).map(({ refundId, status }) => [refundId, status]),
      [
        ['r-1', 'ISSUED'],
        ['r-2', 'REQUESTED'],
      ],
    );
    assert.equal(order.status, 'COMPLETED');
    assert.deepEqual([event.refundId, event.payload], ['r-2', { refund: { ...REQUESTED, refundId: 'r-2' } }]);
    assert.ok(isOutboxEvent({ ...event }));
    assert.equal(toEnvelope(event).refundId, 'r-2');
  });

  it('keeps its order waiting until it has failed, or is issued and the customer was told', () => {
    for (const refund of [REQUESTED, ISSUED]) {
      const { order } = after(COMPLETED, 'REFUND_REQUESTED', refund);
      assert.equal(order.waitingSince, occurrence.occurredAt);
      assert.ok(!isSettled(order) && isSagaOver(order));
    }
    for (const refund of [TOLD, FAILED]) {
      const { order } = after(withRefunds(REQUESTED), 'REFUND_FAILED', refund);
      assert.ok(!('waitingSince' in order) && isSettled(order));
    }
  });

  it('does not let an order settle whose own customer was not told, nor the other way round', () => {
    const untold: StoredOrder = { ...withRefunds(REQUESTED), version: 4, happened: COMPLETED.happened.slice(0, -1) };
    const { order: told } = applyEvent(untold, 'NOTIFICATION_SENT', { notification: { sent: true } }, occurrence);
    assert.ok('waitingSince' in told, 'the refund is still to come');
    const { order: issued } = after(
      { ...untold, payment: withRefunds(ISSUED).payment ?? null },
      'REFUND_NOTIFICATION_SENT',
      TOLD,
    );
    assert.ok('waitingSince' in issued, 'the mail of the order is still to come');
    assert.ok(!isSagaOver(issued));
  });
});

describe('what is left to refund', () => {
  it('is the total without the refunds that have not failed, exact to the smallest unit', () => {
    assert.equal(refundableAmount(COMPLETED), 89.99);
    const order = withRefunds({ ...TOLD, amount: 0.1 }, { ...REQUESTED, refundId: 'r-2', amount: 0.2 }, FAILED);
    assert.equal(refundableAmount(order), 89.69);
    const yen = { ...withRefunds({ ...TOLD, amount: 300 }), totalAmount: 1000, currency: 'JPY' };
    assert.equal(refundableAmount(yen), 700);
  });

  it('is nothing once all is given back, and then the payment counts as refunded', () => {
    const half = { ...TOLD, amount: 80 };
    const rest = { ...REQUESTED, refundId: 'r-2', amount: 9.99 };
    const { order } = after(withRefunds(half), 'REFUND_REQUESTED', rest);
    assert.deepEqual([refundableAmount(order), order.payment?.refunded], [0, false]);
    const { order: issued } = after(order, 'REFUND_ISSUED', { ...rest, status: 'ISSUED' });
    assert.equal(issued.payment?.refunded, true);
    const { order: failed } = after(issued, 'REFUND_FAILED', { ...rest, status: 'FAILED' });
    assert.deepEqual([refundableAmount(failed), failed.payment?.refunded], [9.99, false]);
  });

  it('counts goods that went back, or will', () => {
    const restock = [{ productId: 'keyboard', quantity: 1 }];
    const order = withRefunds(
      { ...REQUESTED, restock },
      { ...TOLD, restock, restocked: true },
      { ...FAILED, restock },
      // It failed after it was issued: the goods stay where they are.
      { ...FAILED, restock, restocked: true },
    );
    assert.deepEqual([restockedQuantity(order, 'keyboard'), restockedQuantity(order, 'mouse')], [3, 0]);
  });
});
