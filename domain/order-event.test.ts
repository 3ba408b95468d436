/** Events: what an event makes of an order, and what goes out about it. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { toEnvelope } from './event-envelope.ts';
import { applyEvent, EVENT_RETENTION_SECONDS, isOutboxEvent } from './order-event.ts';
import type { StoredOrder } from './order.ts';
import { SCHEMA_VERSION } from './schema-version.ts';
import { newOrder } from './testing/new-order.ts';

const ORDER: StoredOrder = {
  ...newOrder(),
  status: 'INVENTORY_RESERVED',
  version: 2,
  happened: ['ORDER_CREATED', 'INVENTORY_RESERVED'],
};
const occurredAtEpochSeconds = Date.UTC(2026, 0, 1, 0, 0, 5) / 1000;
const occurrence = { eventId: 'e-3', occurredAt: '2026-01-01T00:00:05.000Z', occurredAtEpochSeconds };
const FAILURE = { code: 'PaymentDeclined', step: 'ProcessPayment', message: 'The card was declined.' };

describe('an event', () => {
  const { order: next, event } = applyEvent(ORDER, 'COMPENSATION_STARTED', { failure: FAILURE }, occurrence);

  it('makes the next version of its order', () => {
    assert.equal(next.version, 3);
    assert.equal(next.status, 'COMPENSATING');
    assert.deepEqual(next.failure, FAILURE);
    assert.deepEqual(next.happened, [...ORDER.happened, 'COMPENSATION_STARTED']);
    assert.equal(next.updatedAt, '2026-01-01T00:00:05.000Z');
  });

  it('sets since when its order waits for the next event, as long as one is to come', () => {
    assert.equal(next.waitingSince, '2026-01-01T00:00:05.000Z');
    assert.ok(!('waitingSince' in applyEvent(next, 'ORDER_FAILED', {}, occurrence).order));
  });

  it('keeps the payment method while the payment can be taken, and no longer', () => {
    const pending: StoredOrder = { ...ORDER, status: 'PENDING' };
    assert.equal(applyEvent(pending, 'INVENTORY_RESERVED', {}, occurrence).order.paymentMethodId, 'pm_card_visa');
    const parked = applyEvent(ORDER, 'ORDER_PARKED', { direction: 'FORWARD' }, occurrence).order;
    assert.equal(parked.paymentMethodId, 'pm_card_visa');
    assert.ok(!('paymentMethodId' in applyEvent(parked, 'UNDOING_REQUESTED', {}, occurrence).order));
    for (const eventType of ['PAYMENT_PROCESSED', 'COMPENSATION_STARTED', 'CANCELLATION_REQUESTED'] as const) {
      const moved = applyEvent({ ...ORDER, paymentIntentId: 'pi_1' }, eventType, {}, occurrence);
      assert.ok(!('paymentMethodId' in moved.order), eventType);
      assert.ok(!JSON.stringify(moved).includes('pm_card_visa'));
      assert.equal(moved.order.paymentIntentId, 'pi_1');
    }
  });

  it('says which member of staff caused it, if one did, and consumers are told', () => {
    assert.ok(!('actor' in event) && !('actor' in toEnvelope(event)));
    const { event: byStaff } = applyEvent(ORDER, 'CANCELLATION_REQUESTED', {}, { ...occurrence, actor: 'alice' });
    assert.deepEqual([byStaff.actor, toEnvelope(byStaff).actor], ['alice', 'alice']);
    assert.ok(isOutboxEvent({ ...byStaff }) && !isOutboxEvent({ ...byStaff, actor: '' }));
  });

  it('is an item of the outbox that tells what changed', () => {
    assert.ok(isOutboxEvent({ ...event }));
    assert.deepEqual(event, {
      orderId: 'order-1',
      version: 3,
      schemaVersion: SCHEMA_VERSION,
      eventId: 'e-3',
      eventType: 'COMPENSATION_STARTED',
      status: 'COMPENSATING',
      failure: FAILURE,
      occurredAt: '2026-01-01T00:00:05.000Z',
      payload: { failure: FAILURE },
      correlationId: 'correlation-1',
      expiresAt: occurredAtEpochSeconds + EVENT_RETENTION_SECONDS,
    });
  });

  it('goes over the bus without what only the table needs', () => {
    assert.deepEqual(toEnvelope(event), {
      envelopeVersion: 1,
      eventId: 'e-3',
      eventType: 'COMPENSATION_STARTED',
      orderId: 'order-1',
      orderVersion: 3,
      status: 'COMPENSATING',
      failure: FAILURE,
      occurredAt: '2026-01-01T00:00:05.000Z',
      correlationId: 'correlation-1',
      payload: { failure: FAILURE },
    });
  });

  it('still tells why when the order has failed', () => {
    assert.deepEqual(applyEvent(next, 'ORDER_FAILED', {}, occurrence).event.failure, FAILURE);
  });
});

describe('isOutboxEvent', () => {
  const { event } = applyEvent(ORDER, 'PAYMENT_PROCESSED', {}, occurrence);

  it('rejects anything else', () => {
    for (const broken of [{ eventType: 'ORDER_EATEN' }, { status: 'LOST' }, { version: '3' }, { orderId: 7 }]) {
      assert.ok(!isOutboxEvent({ ...event, ...broken }), JSON.stringify(broken));
    }
  });
});
