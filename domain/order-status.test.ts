/** The status table, walked at random as retries, redeliveries and crashes would. */
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { applyEvent } from './order-event.ts';
import { closingEvent, decide, directionOf, isFinal, isPaid, isSettled, leftToUndo, MOVES } from './order-status.ts';
import type { StoredOrder } from './order.ts';
import { isStoredOrder } from './order.ts';
import type { OrderEventType } from './schema.generated.ts';
import { newOrder } from './testing/new-order.ts';

const eventTypes = Object.keys(MOVES).filter(isEventType);
const statuses = [...new Set(eventTypes.flatMap((eventType) => MOVES[eventType].to ?? []))];
const steps = fc.array(fc.constantFrom(...eventTypes), { maxLength: 60 });

describe('the status table', () => {
  it('never leaves a final status', () => {
    assert.deepEqual(statuses.filter(isFinal), ['COMPLETED', 'FAILED', 'CANCELLED']);
    for (const status of statuses.filter(isFinal)) {
      const leaving = eventTypes.filter((eventType) => MOVES[eventType].from.includes(status) && MOVES[eventType].to);
      assert.deepEqual(leaving, []);
    }
  });

  it('leads from every other status to somewhere else', () => {
    for (const status of statuses.filter((status) => !isFinal(status))) {
      assert.ok(eventTypes.some((eventType) => MOVES[eventType].from.includes(status) && MOVES[eventType].to));
    }
  });
});

describe('an order, whatever steps run in whatever order', () => {
  it('has one event for each version, each of them once', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const { order, events } = walked(walk);
        assert.deepEqual(
          events.map(({ version }) => version),
          events.map((_, index) => index + 2),
        );
        const once = order.happened.filter((eventType) => !MOVES[eventType].repeats);
        assert.equal(new Set(once).size, once.length);
        assert.ok(isStoredOrder(order));
      }),
    );
  });

  it('finds a step that runs twice already done', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const { order } = walked(walk);
        // One that repeats is done while it is what has led to the order's status.
        const led = order.happened.findLast((eventType) => MOVES[eventType].to === order.status);
        const done = order.happened.filter((eventType) => !MOVES[eventType].repeats || eventType === led);
        for (const eventType of done) assert.equal(decide(order, eventType), 'already done');
      }),
    );
  });

  it('turns back at most once, for one reason, and never when it is completed', () => {
    const turns = eventTypes.filter((eventType) => MOVES[eventType].turnsBack);
    const reasons: OrderEventType[] = ['ORDER_COMPLETED', ...turns];
    fc.assert(
      fc.property(steps, (walk) => {
        const { happened } = walked(walk).order;
        assert.ok(happened.filter((eventType) => reasons.includes(eventType)).length <= 1);
      }),
    );
  });

  it('is cancelled only if its customer cancelled it, and before it was paid', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const { happened } = walked(walk).order;
        if (happened.includes('ORDER_CANCELLED')) assert.ok(happened.includes('CANCELLATION_REQUESTED'));
        const isTurned = happened.includes('COMPENSATION_STARTED') || happened.includes('UNDOING_REQUESTED');
        if (happened.includes('ORDER_FAILED')) assert.ok(isTurned);
        if (happened.includes('CANCELLATION_REQUESTED')) assert.ok(!happened.includes('PAYMENT_PROCESSED'));
      }),
    );
  });

  it('only goes forward once it is paid, unless staff turn it back while it waits for them', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const { order } = walked(walk);
        const turn = order.happened.findIndex((eventType) => MOVES[eventType].turnsBack);
        const payment = order.happened.indexOf('PAYMENT_PROCESSED');
        if (payment < 0 || turn < 0) return;
        assert.ok(payment < turn);
        assert.equal(order.happened[turn], 'UNDOING_REQUESTED');
        assert.ok(order.happened.slice(0, turn).includes('ORDER_PARKED'));
      }),
    );
  });

  it('tells its customer only when it is completed, and does that or gives it up', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const { happened, status } = walked(walk).order;
        const told = happened.filter((eventType) => eventType.startsWith('NOTIFICATION_'));
        assert.ok(told.length <= 1);
        if (told.length === 1) assert.deepEqual([status, happened.at(-2)], ['COMPLETED', 'ORDER_COMPLETED']);
      }),
    );
  });

  it('has the time of its last move until it is settled', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const { order } = walked(walk);
        assert.equal(order.waitingSince !== undefined, !isSettled(order));
      }),
    );
  });

  it('releases only what was reserved, and fails only when nothing is left to undo', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const { order } = walked(walk);
        if (order.happened.includes('INVENTORY_RELEASED')) assert.ok(order.happened.includes('INVENTORY_RESERVED'));
        if (['FAILED', 'CANCELLED'].includes(order.status)) assert.deepEqual(leftToUndo(order), []);
      }),
    );
  });

  it('reaches a final status by the saga from wherever it was left', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const saga = [...FORWARD, 'COMPENSATION_STARTED', ...BACKWARD, 'ORDER_CANCELLED'] as const;
        const { order } = walked([...walk, ...saga]);
        assert.ok(isSettled(order));
        // Running the saga once more changes nothing.
        const { order: again } = walked([...walk, ...saga, ...saga]);
        assert.deepEqual(again, order);
      }),
    );
  });
});

describe('the way back', () => {
  it('refunds a charge that the order knows nothing of', () => {
    const { order } = walked(['INVENTORY_RESERVED', 'COMPENSATION_STARTED']);
    assert.equal(decide(order, 'PAYMENT_REFUNDED'), 'move');
  });

  it('has nothing to release when nothing was reserved', () => {
    const { order } = walked(['COMPENSATION_STARTED']);
    assert.equal(decide(order, 'INVENTORY_RELEASED'), 'already done');
    assert.equal(decide(order, 'ORDER_FAILED'), 'move');
  });

  it('is over once the order has failed, but for a charge that turns up late', () => {
    const { order } = walked(['COMPENSATION_STARTED', 'ORDER_FAILED']);
    assert.deepEqual(
      BACKWARD.filter((eventType) => decide(order, eventType) !== 'already done'),
      ['PAYMENT_REFUNDED'],
    );
    assert.equal(walked(['COMPENSATION_STARTED', 'ORDER_FAILED', 'PAYMENT_REFUNDED']).order.status, 'FAILED');
  });

  it('is closed to an order that is completed', () => {
    const { order } = walked(FORWARD);
    const turns: OrderEventType[] = ['COMPENSATION_STARTED', 'CANCELLATION_REQUESTED', 'UNDOING_REQUESTED'];
    for (const eventType of [...turns, ...BACKWARD]) assert.equal(decide(order, eventType), 'not allowed');
  });

  it('does not fail an order that holds stock', () => {
    const { order } = walked(['INVENTORY_RESERVED', 'COMPENSATION_STARTED']);
    assert.equal(decide(order, 'ORDER_FAILED'), 'not allowed');
  });
});

describe('a cancellation', () => {
  it('begins the way back, which then has no failure to record', () => {
    const { order } = walked(['INVENTORY_RESERVED', 'CANCELLATION_REQUESTED']);
    assert.equal(order.status, 'COMPENSATING');
    assert.equal(decide(order, 'COMPENSATION_STARTED'), 'already done');
    assert.equal(closingEvent(order), 'ORDER_CANCELLED');
  });

  it('keeps a payment out that comes after it', () => {
    const { order } = walked(['INVENTORY_RESERVED', 'CANCELLATION_REQUESTED']);
    assert.equal(decide(order, 'PAYMENT_PROCESSED'), 'not allowed');
    assert.equal(decide(order, 'PAYMENT_REFUNDED'), 'move');
  });

  it('comes too late when the order is paid, or is being undone', () => {
    for (const walk of [FORWARD.slice(0, 2), FORWARD, ['COMPENSATION_STARTED']] as const) {
      assert.equal(decide(walked(walk).order, 'CANCELLATION_REQUESTED'), 'not allowed');
    }
  });
});

describe('an order that is parked', () => {
  it('waits for staff until what was left to undo is undone', () => {
    const parking = ['INVENTORY_RESERVED', 'COMPENSATION_STARTED', 'ORDER_PARKED'] as const;
    const { order } = walked(parking);
    assert.equal(order.status, 'NEEDS_ATTENTION');
    assert.equal(decide(order, 'ORDER_FAILED'), 'not allowed');
    assert.equal(decide(order, 'ORDER_PARKED'), 'already done');
    assert.equal(walked([...parking, ...BACKWARD]).order.status, 'FAILED');
  });

  it('goes on where it was on its way forward, wherever it got stuck', () => {
    for (const done of [[], FORWARD.slice(0, 1), FORWARD.slice(0, 2)]) {
      const { order } = walked([...done, 'ORDER_PARKED']);
      assert.deepEqual([order.status, directionOf(order)], ['NEEDS_ATTENTION', 'FORWARD']);
      const { order: resumed } = walked([...done, 'ORDER_PARKED', ...FORWARD]);
      assert.deepEqual([resumed.status, isSettled(resumed)], ['COMPLETED', true]);
    }
  });

  it('is turned back by staff alone once it is paid, and by a step or its customer before', () => {
    const paid = [...FORWARD.slice(0, 2), 'ORDER_PARKED'] as const;
    const { order } = walked(paid);
    assert.ok(isPaid(order));
    for (const turn of ['COMPENSATION_STARTED', 'CANCELLATION_REQUESTED'] as const) {
      assert.equal(decide(order, turn), 'not allowed');
      assert.equal(decide(walked(['INVENTORY_RESERVED', 'ORDER_PARKED']).order, turn), 'move');
    }
    assert.equal(decide(order, 'PAYMENT_REFUNDED'), 'not allowed');
    const { order: turned } = walked([...paid, 'UNDOING_REQUESTED']);
    assert.deepEqual([turned.status, directionOf(turned)], ['COMPENSATING', 'BACKWARD']);
    assert.equal(decide(turned, 'ORDER_COMPLETED'), 'not allowed');
    assert.equal(walked([...paid, 'UNDOING_REQUESTED', ...BACKWARD]).order.status, 'FAILED');
  });

  it('can be parked again after it has gone on, and keeps its direction only while it waits', () => {
    const walk = ['ORDER_PARKED', 'INVENTORY_RESERVED', 'ORDER_PARKED'] as const;
    assert.deepEqual(walked(walk).order.happened.slice(1), walk);
    const parked = { ...walked(walk).order, direction: 'FORWARD' as const };
    const { order } = applyEvent(parked, 'PAYMENT_PROCESSED', {}, OCCURRENCE);
    assert.equal(order.direction, undefined);
  });
});

describe('an order that staff let go on', () => {
  it('has the status in which it was stuck, as its direction and its payment tell it', () => {
    for (const [before, status] of [
      [[], 'PENDING'],
      [['INVENTORY_RESERVED'], 'INVENTORY_RESERVED'],
      [['INVENTORY_RESERVED', 'PAYMENT_AWAITS_CUSTOMER'], 'INVENTORY_RESERVED'],
      [['INVENTORY_RESERVED', 'PAYMENT_PROCESSED'], 'PAYMENT_PROCESSED'],
      [['INVENTORY_RESERVED', 'COMPENSATION_STARTED', 'PAYMENT_REFUNDED'], 'COMPENSATING'],
    ] as const) {
      const { order } = walked([...before, 'ORDER_PARKED', 'RESUME_REQUESTED']);
      assert.equal(order.status, status);
      assert.ok(order.waitingSince, 'the sweep watches it');
      assert.equal(decide(order, 'RESUME_REQUESTED'), 'not allowed');
    }
  });

  it('may be asked for its payment anew, and may be parked and resumed again', () => {
    const parked = ['INVENTORY_RESERVED', 'PAYMENT_AWAITS_CUSTOMER', 'ORDER_PARKED', 'RESUME_REQUESTED'] as const;
    const { order } = walked([...parked, ...parked.slice(1)]);
    assert.deepEqual(order.happened.slice(1), [...parked, ...parked.slice(1)]);
    assert.equal(walked([...parked, ...FORWARD]).order.status, 'COMPLETED');
  });

  it('is one that waits for staff', () => {
    for (const walk of [[], FORWARD.slice(0, 1), FORWARD.slice(0, 2), FORWARD, ['COMPENSATION_STARTED']] as const) {
      assert.equal(decide(walked(walk).order, 'RESUME_REQUESTED'), 'not allowed');
    }
  });
});

describe('a completed order', () => {
  it('waits until its customer is told or that is given up', () => {
    const { order } = walked(FORWARD.slice(0, 3));
    assert.deepEqual([order.status, isFinal(order.status), isSettled(order)], ['COMPLETED', true, false]);
    assert.ok(order.waitingSince);
    for (const outcome of ['NOTIFICATION_SENT', 'NOTIFICATION_GIVEN_UP'] as const) {
      const { order: settled } = walked([...FORWARD.slice(0, 3), outcome]);
      assert.deepEqual([settled.status, settled.version, settled.waitingSince], ['COMPLETED', 5, undefined]);
    }
  });
});

const OCCURRENCE = { eventId: 'event', occurredAt: '1970-01-01T00:00:00.000Z', occurredAtEpochSeconds: 0 };
const FORWARD: OrderEventType[] = ['INVENTORY_RESERVED', 'PAYMENT_PROCESSED', 'ORDER_COMPLETED', 'NOTIFICATION_SENT'];
const BACKWARD: OrderEventType[] = ['PAYMENT_REFUNDED', 'INVENTORY_RELEASED', 'ORDER_FAILED'];

/** Tries every event in turn; those that are no move now change nothing. */
function walked(walk: readonly OrderEventType[]) {
  const start: { order: StoredOrder; events: { version: number }[] } = { order: newOrder(), events: [] };
  return walk.reduce(({ order, events }, eventType) => {
    if (decide(order, eventType) !== 'move') return { order, events };
    const next = applyEvent(order, eventType, {}, OCCURRENCE);
    return { order: next.order, events: [...events, next.event] };
  }, start);
}

function isEventType(name: string): name is OrderEventType {
  return Object.hasOwn(MOVES, name);
}
