/** What a saga is started with, whoever starts it: the sweep, the webhook, or `npm run resume`. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { sagaInputFor } from './saga-input.ts';
import { newOrder } from './testing/new-order.ts';

describe('sagaInputFor', () => {
  it('takes the order on from its status, under its correlation id', () => {
    const input = { orderId: 'order-1', correlationId: 'correlation-1', direction: 'FORWARD', isPaid: false };
    assert.deepEqual(sagaInputFor(newOrder()), input);
  });

  it('has none for an order of older code', () => {
    const { correlationId: _, ...older } = newOrder();
    assert.deepEqual(sagaInputFor(older), { orderId: 'order-1', direction: 'FORWARD', isPaid: false });
  });
});
