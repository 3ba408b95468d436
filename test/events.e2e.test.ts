import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, it } from 'vitest';
import { arrayIn, objectIn, parseRecord } from '../commands/json.ts';
import { readArchive } from '../commands/chaos/published.ts';
import { toEnvelope } from '../domain/event-envelope.ts';
import { isOutboxEvent } from '../domain/order-event.ts';
import { MOVES } from '../domain/order-status.ts';
import type { OrderEventType } from '../domain/schema.generated.ts';
import { ORDER, settled, useCloud } from './testing/cloud.ts';
import { holdFunction } from './testing/hold-function.ts';

const schema = parseRecord(readFileSync(new URL('../docs/events/order-event.v1.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

const cloud = await useCloud();

async function place(paymentMethodId: string, email?: string) {
  const { orderId } = await cloud.orders.createOrder({ ...ORDER, paymentMethodId, email });
  await settled(cloud.orders, orderId);
  return orderId;
}

/** An order whose payment waits until its customer cancels it. */
async function cancelWaiting(paymentMethodId: string): Promise<string> {
  const { orderId } = await cloud.orders.createOrder({ ...ORDER, paymentMethodId });
  for await (const { status } of cloud.orders.orderStatus(orderId)) if (status === 'AWAITING_PAYMENT') break;
  await cloud.orders.cancelOrder(orderId);
  await settled(cloud.orders, orderId);
  return orderId;
}

/** A completed order with a refund for which nothing is left to do. */
async function refund(paymentMethodId: string, email?: string): Promise<string> {
  const orderId = await place(paymentMethodId, email);
  const restock = ORDER.items.map(({ productId }) => ({ productId, quantity: 1 }));
  await cloud.orders.refundOrder({ orderId, refundId: 'part', amount: 1, restock });
  for (;;) {
    const [one] = (await cloud.orders.order(orderId)).payment?.refunds ?? [];
    if (one?.status === 'FAILED' || one?.notification) return orderId;
    await setTimeout(50);
  }
}

/** A paid order that cannot be completed, and that staff let be undone. */
async function parkAndTurnBack(): Promise<string> {
  const release = await holdFunction(cloud, 'CompleteOrder');
  const { orderId } = await cloud.orders.createOrder(ORDER);
  for await (const { status } of cloud.orders.orderStatus(orderId)) if (status === 'PAYMENT_PROCESSED') break;
  await cloud.invoke('ParkOrder', {
    orderId,
    notDone: { CompleteOrder: { Error: 'Lambda.TooManyRequestsException' } },
  });
  for (const step of ['RefundPayment', 'ReleaseInventory', 'FailOrder']) await cloud.invoke(step, { orderId });
  await release();
  return orderId;
}

/** A paid order that could not be completed, and that staff let go on. */
async function parkAndResume(): Promise<string> {
  const release = await holdFunction(cloud, 'CompleteOrder');
  const { orderId } = await cloud.orders.createOrder(ORDER);
  for await (const { status } of cloud.orders.orderStatus(orderId)) if (status === 'PAYMENT_PROCESSED') break;
  await cloud.invoke('ParkOrder', {
    orderId,
    notDone: { CompleteOrder: { Error: 'Lambda.TooManyRequestsException' } },
  });
  await cloud.orders.resumeOrder(orderId);
  await release();
  await settled(cloud.orders, orderId);
  return orderId;
}

/** The archive once it has kept so many events. */
async function archivedOf(count: number) {
  for (;;) {
    const kept = await readArchive(cloud);
    if (kept.length >= count) return kept;
    await setTimeout(50);
  }
}

const eventTypes = Object.keys(MOVES).filter((name): name is OrderEventType => name in MOVES);

describe('the events on the bus', () => {
  it('keep the documented schema, whatever becomes of an order, and carry nothing by which it is paid', async () => {
    const orderIds = [
      await place('pm_card_visa'),
      await place('pm_card_chargeDeclined'),
      // The charge is made, its answer is lost: so it is refunded.
      await place('pm_sandbox_timeout'),
      await place('pm_card_visa', 'ada@example.com'),
      await cancelWaiting('pm_card_authenticationRequired'),
      await cancelWaiting('pm_sandbox_bank_debit'),
      await parkAndTurnBack(),
      await parkAndResume(),
      await refund('pm_card_visa', 'ada@example.com'),
      await refund('pm_card_visa'),
      await refund('pm_sandbox_refunds_refused'),
    ];
    const events = (await cloud.scan('Outbox')).filter(isOutboxEvent).map(toEnvelope);
    for (const event of events) assert.ok(validate(event), JSON.stringify([event, validate.errors]));
    const seen = new Set(events.map(({ eventType }) => eventType));
    const unseen = eventTypes.filter((eventType) => !seen.has(eventType));
    assert.deepEqual(unseen, []);
    assert.doesNotMatch(JSON.stringify(events), /pm_|secret|actionUrl/i);

    const kept = await archivedOf(events.length);
    for (const event of events.filter(({ orderId }) => orderIds.includes(orderId))) {
      const copy = kept.find(({ detail }) => detail['eventId'] === event.eventId);
      assert.ok(copy, event.eventType);
      assert.deepEqual(copy.detail, JSON.parse(JSON.stringify(event)), event.eventType);
      assert.equal(copy['detail-type'], event.eventType);
      assert.equal(copy.source, 'ordersaga');
    }
  });
});

const PAID = {
  envelopeVersion: 1,
  eventId: 'e',
  eventType: 'PAYMENT_PROCESSED',
  orderId: 'o',
  orderVersion: 3,
  status: 'PAYMENT_PROCESSED',
  occurredAt: '2026-01-01T00:00:00.000Z',
  payload: { payment: { paymentId: 'p', refunded: false } },
};

describe('the documented schema', () => {
  it('knows every event type of the status table, and no other', () => {
    assert.deepEqual(
      arrayIn(objectIn(objectIn(schema, 'properties'), 'eventType'), 'enum').toSorted(),
      Object.keys(MOVES).sort(),
    );
  });

  it('refuses a refund’s event without its id, with another status or with a gap, and an id where there is no refund', () => {
    const refund = {
      refundId: 'part',
      amount: 1,
      status: 'ISSUED',
      restock: [],
      restocked: false,
      requestedAt: '2026-01-01T00:00:00.000Z',
    };
    const event = { ...PAID, eventType: 'REFUND_ISSUED', status: 'COMPLETED', refundId: 'part', payload: { refund } };
    assert.ok(validate(event), JSON.stringify(validate.errors));
    const { refundId: _, ...withoutId } = event;
    const { amount: __, ...gap } = refund;
    const failure = { code: 'RefundRefused', step: 'IssueRefund', message: '' };
    for (const wrong of [
      withoutId,
      { ...PAID, refundId: 'part' },
      { ...event, payload: { refund: gap } },
      { ...event, payload: { refund: { ...refund, status: 'REQUESTED' } } },
      { ...event, payload: { refund: { ...refund, failure } } },
      { ...event, payload: { refund: { ...refund, card: 'x' } } },
      { ...event, eventType: 'REFUND_FAILED', payload: { refund: { ...refund, status: 'FAILED' } } },
      { ...event, eventType: 'REFUND_NOTIFICATION_SENT' },
    ]) {
      assert.equal(validate(wrong), false, JSON.stringify(wrong));
    }
  });

  it('takes an actor, but no empty one', () => {
    assert.ok(validate({ ...PAID, actor: 'api-key' }), JSON.stringify(validate.errors));
    assert.equal(validate({ ...PAID, actor: '' }), false);
  });

  it('refuses an event with another status, an unknown member or a gap in its payload', () => {
    assert.ok(validate(PAID), JSON.stringify(validate.errors));
    for (const change of [
      { status: 'COMPLETED' },
      { card: 'x' },
      { payload: {} },
      { envelopeVersion: 2 },
      { orderVersion: 0 },
    ]) {
      assert.equal(validate({ ...PAID, ...change }), false, JSON.stringify(change));
    }
  });
});
