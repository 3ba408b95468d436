/** The status table, walked at random as retries, redeliveries and crashes would. */
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEvent } from './order-event.ts';
import { decide, leftToUndo, moves, orderStatuses } from './order-status.ts';
import type { StoredOrder } from './order.ts';
import { isStoredOrder } from './order.ts';
import type { OrderEventType, OrderStatus } from './schema.generated.ts';

const eventTypes = Object.keys(moves).filter(isEventType);
const finalStatuses: readonly OrderStatus[] = ['COMPLETED', 'FAILED'];
const steps = fc.array(fc.constantFrom(...eventTypes), { maxLength: 60 });

describe('the status table', () => {
  it('never leaves a final status', () => {
    for (const status of finalStatuses) {
      const leaving = eventTypes.filter((eventType) => moves[eventType].from.includes(status) && moves[eventType].to);
      assert.deepEqual(leaving, []);
    }
  });

  it('leads from every other status to somewhere else', () => {
    for (const status of orderStatuses.filter((status) => !finalStatuses.includes(status))) {
      assert.ok(eventTypes.some((eventType) => moves[eventType].from.includes(status) && moves[eventType].to));
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
        assert.equal(new Set(order.happened).size, order.version);
        assert.ok(isStoredOrder(order));
      }),
    );
  });

  it('finds a step that runs twice already done', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const { order } = walked(walk);
        for (const eventType of order.happened) assert.equal(decide(order, eventType), 'already done');
      }),
    );
  });

  it('is never both completed and undone', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const { happened } = walked(walk).order;
        assert.ok(!(happened.includes('ORDER_COMPLETED') && happened.includes('COMPENSATION_STARTED')));
      }),
    );
  });

  it('releases only what was reserved, and fails only when nothing is left to undo', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const { order } = walked(walk);
        if (order.happened.includes('INVENTORY_RELEASED')) assert.ok(order.happened.includes('INVENTORY_RESERVED'));
        if (order.status === 'FAILED') assert.deepEqual(leftToUndo(order), []);
      }),
    );
  });

  it('reaches a final status by the saga from wherever it was left', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const { order } = walked([...walk, ...forward, ...backward]);
        assert.ok(finalStatuses.includes(order.status));
        // Running the saga once more changes nothing.
        const { order: again } = walked([...walk, ...forward, ...backward, ...forward, ...backward]);
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
      backward.filter((eventType) => decide(order, eventType) !== 'already done'),
      ['PAYMENT_REFUNDED'],
    );
    assert.equal(walked(['COMPENSATION_STARTED', 'ORDER_FAILED', 'PAYMENT_REFUNDED']).order.status, 'FAILED');
  });

  it('is closed to an order that is completed', () => {
    const { order } = walked(forward);
    for (const eventType of backward) assert.equal(decide(order, eventType), 'not allowed');
  });

  it('does not fail an order that holds stock', () => {
    const { order } = walked(['INVENTORY_RESERVED', 'COMPENSATION_STARTED']);
    assert.equal(decide(order, 'ORDER_FAILED'), 'not allowed');
  });
});

const forward: OrderEventType[] = ['INVENTORY_RESERVED', 'PAYMENT_PROCESSED', 'NOTIFICATION_SENT', 'ORDER_COMPLETED'];
const backward: OrderEventType[] = ['COMPENSATION_STARTED', 'PAYMENT_REFUNDED', 'INVENTORY_RELEASED', 'ORDER_FAILED'];

/** Tries every event in turn; those that are no move now change nothing. */
function walked(walk: readonly OrderEventType[]) {
  const occurrence = { eventId: 'event', occurredAt: new Date(0) };
  const start: { order: StoredOrder; events: { version: number }[] } = { order: newOrder(), events: [] };
  return walk.reduce(({ order, events }, eventType) => {
    if (decide(order, eventType) !== 'move') return { order, events };
    const next = applyEvent(order, eventType, {}, occurrence);
    return { order: next.order, events: [...events, next.event] };
  }, start);
}

function newOrder(): StoredOrder {
  return {
    orderId: 'order-1',
    customerId: 'customer-1',
    items: [{ productId: 'laptop', quantity: 1, price: 1299.99 }],
    totalAmount: 1299.99,
    currency: 'USD',
    paymentMethodId: 'pm_card_visa',
    status: 'PENDING',
    version: 1,
    happened: ['ORDER_CREATED'],
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  };
}

function isEventType(name: string): name is OrderEventType {
  return Object.hasOwn(moves, name);
}
