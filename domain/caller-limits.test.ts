import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import {
  instantOf,
  isOver,
  isUnpaid,
  markOf,
  minuteOf,
  minutesBefore,
  orderIdOf,
  secondsToNextMinute,
  secondsUntilFewer,
} from './caller-limits.ts';
import type { OrderEventType } from './schema.generated.ts';
import { applyEvent } from './order-event.ts';
import type { StoredOrder } from './order.ts';
import { newOrder } from './testing/new-order.ts';

const NOON = '2026-11-28T12:00:00.000Z';
const NOON_SECONDS = Date.parse(NOON) / 1000;

function after(...events: readonly OrderEventType[]): StoredOrder {
  const occurrence = { eventId: 'e', occurredAt: NOON, occurredAtEpochSeconds: NOON_SECONDS };
  return events.reduce((order, event) => applyEvent(order, event, {}, occurrence).order, newOrder());
}

describe('a mark', () => {
  it('holds when something happened, and to which order', () => {
    const mark = markOf(NOON, '5b0c2f1e-6a50-4f0e-9d3a-3f5f0a1b2c3d');
    assert.equal(instantOf(mark), NOON);
    assert.equal(orderIdOf(mark), '5b0c2f1e-6a50-4f0e-9d3a-3f5f0a1b2c3d');
  });

  it('sorts by its instant', () => {
    const instants = ['2026-11-28T12:00:00.001Z', '2026-11-28T11:59:59.999Z', '2027-01-01T00:00:00.000Z'];
    const marks = instants.map((instant, index) => markOf(instant, `order-${index}`));
    assert.deepEqual(marks.toSorted().map(instantOf), instants.toSorted());
  });
});

describe('a minute', () => {
  it('is the one of the clock', () => {
    assert.equal(minuteOf('2026-11-28T11:59:59.999Z'), 'orders 2026-11-28T11:59');
    assert.equal(minuteOf(NOON), 'orders 2026-11-28T12:00');
  });

  it('ends when the next one begins', () => {
    assert.equal(secondsToNextMinute(NOON_SECONDS), 60);
    assert.equal(secondsToNextMinute(NOON_SECONDS + 1), 59);
    assert.equal(secondsToNextMinute(NOON_SECONDS + 59), 1);
    for (let second = 0; second < 60; second += 1) {
      const next = NOON_SECONDS + second + secondsToNextMinute(NOON_SECONDS + second);
      assert.equal(next, NOON_SECONDS + 60);
    }
  });

  it('is old news once another one has begun', () => {
    const tally = {
      customerId: 'ada',
      unpaid: ['x'],
      refused: ['y'],
      expiresAt: 1,
      'orders 2026-11-28T11:59': ['a'],
      'orders 2026-11-28T12:00': ['b'],
      'orders 2026-11-28T12:01': ['c'],
    };
    assert.deepEqual(minutesBefore(tally, NOON), ['orders 2026-11-28T11:59']);
  });
});

describe('refused cards', () => {
  const MINUTE = 60;
  const refusedAt = [70, 50, 40, 10, 5].map((minutes) => NOON_SECONDS - minutes * MINUTE);

  it('stop nobody while fewer than the limit were refused within the hour', () => {
    assert.equal(secondsUntilFewer([], 1, NOON_SECONDS), 0);
    assert.equal(secondsUntilFewer(refusedAt, 5, NOON_SECONDS), 0);
  });

  it('stop their customer until as many are older than an hour as must be, and not a second longer', () => {
    for (const [max, minutes] of [
      [4, 10],
      [3, 20],
      [2, 50],
      [1, 55],
    ] as const) {
      const seconds = secondsUntilFewer(refusedAt, max, NOON_SECONDS);
      assert.equal(seconds, minutes * MINUTE);
      assert.equal(secondsUntilFewer(refusedAt, max, NOON_SECONDS + seconds), 0);
      assert.equal(secondsUntilFewer(refusedAt, max, NOON_SECONDS + seconds - 1), 1);
    }
  });

  it('count for an hour to the second', () => {
    assert.equal(secondsUntilFewer([NOON_SECONDS - 3600], 1, NOON_SECONDS), 0);
    assert.equal(secondsUntilFewer([NOON_SECONDS - 3599], 1, NOON_SECONDS), 1);
  });
});

describe('an unpaid order', () => {
  it('counts until it is paid', () => {
    assert.ok(isUnpaid(after()));
    assert.ok(isUnpaid(after('INVENTORY_RESERVED')));
    assert.ok(isUnpaid(after('INVENTORY_RESERVED', 'PAYMENT_AWAITS_CUSTOMER')));
    assert.ok(!isUnpaid(after('INVENTORY_RESERVED', 'PAYMENT_PROCESSED')));
    assert.ok(!isUnpaid(after('INVENTORY_RESERVED', 'PAYMENT_PROCESSED', 'ORDER_COMPLETED')));
  });

  it('counts until all of it is undone, so that its refused card is counted before', () => {
    assert.ok(isUnpaid(after('COMPENSATION_STARTED')));
    assert.ok(isUnpaid(after('CANCELLATION_REQUESTED')));
    assert.ok(!isUnpaid(after('COMPENSATION_STARTED', 'ORDER_FAILED')));
    assert.ok(!isUnpaid(after('CANCELLATION_REQUESTED', 'ORDER_CANCELLED')));
  });

  it('does not count while it waits for staff', () => {
    assert.ok(!isUnpaid(after('INVENTORY_RESERVED', 'ORDER_PARKED')));
  });
});

describe('the mark of an order', () => {
  const mark = markOf(NOON, 'order-1');
  const [before, later] = ['2026-11-28T11:59:59.999Z', '2026-11-28T12:00:00.001Z'];

  it('is over when the order counts no more', () => {
    assert.ok(!isOver(mark, after('INVENTORY_RESERVED'), later));
    assert.ok(isOver(mark, after('INVENTORY_RESERVED', 'PAYMENT_PROCESSED'), before));
  });

  it('is over when no request can write the order any more', () => {
    assert.ok(!isOver(mark, null, before));
    assert.ok(isOver(mark, null, later));
  });
});
