/** Events of products, and what of the outbox is one. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { toProductEnvelope } from './event-envelope.ts';
import { isOutboxEvent } from './order-event.ts';
import { isOfProduct, isProductEvent, partitionOf, productEvent } from './product-event.ts';

const OCCURRENCE = {
  eventId: 'event-1',
  occurredAt: '2026-01-01T00:00:00.000Z',
  occurredAtEpochSeconds: Date.UTC(2026, 0, 1) / 1000,
  actor: 'alice',
};
const MUG = { productId: 'mug', name: 'Mug', price: 12.5, currency: 'USD', available: 100 };

const EVENT = productEvent({ ...MUG, version: 4 }, 'PRODUCT_RESTOCKED', { restockId: 'r', quantity: 1 }, OCCURRENCE);

describe('an event of a product', () => {
  it('makes the next version of the product, or the first one if nobody of the staff has added it', () => {
    assert.equal(EVENT.version, 5);
    assert.equal(productEvent(MUG, 'PRICE_CHANGED', {}, OCCURRENCE).version, 1);
  });

  it('is in a partition of the outbox that no order has, and is kept for a year', () => {
    assert.deepEqual([EVENT.orderId, partitionOf('mug')], ['product#mug', 'product#mug']);
    assert.equal(EVENT.expiresAt - OCCURRENCE.occurredAtEpochSeconds, 365 * 24 * 60 * 60);
    assert.ok(isProductEvent({ ...EVENT }) && isOfProduct(EVENT));
    assert.ok(!isOutboxEvent({ ...EVENT }));
  });

  it('can be published only with everything that consumers rely on', () => {
    for (const change of [
      { orderId: 'mug' },
      { productId: 'plate' },
      { productId: '' },
      { eventId: '' },
      { actor: undefined },
      { version: 0 },
      { version: 1.5 },
      { eventType: 'ORDER_CREATED' },
      { occurredAt: 'today' },
      { payload: 'none' },
    ]) {
      assert.ok(!isProductEvent({ ...EVENT, ...change }), JSON.stringify(change));
    }
  });

  it('tells consumers the product, its version and who did it', () => {
    assert.deepEqual(toProductEnvelope(EVENT), {
      envelopeVersion: 1,
      eventId: 'event-1',
      eventType: 'PRODUCT_RESTOCKED',
      productId: 'mug',
      productVersion: 5,
      actor: 'alice',
      occurredAt: '2026-01-01T00:00:00.000Z',
      payload: { restockId: 'r', quantity: 1 },
    });
  });
});
