/** What a batch of events counts for. */
import type { DynamoDBRecord } from 'aws-lambda';
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { tallyOf } from './tally.ts';

function recordOf(eventType: string, status: string, failureCode?: string): DynamoDBRecord {
  const text = (S: string) => ({ S });
  const failure = { M: { code: text(failureCode ?? ''), step: text('ProcessPayment'), message: text('No.') } };
  return {
    dynamodb: {
      NewImage: {
        orderId: text('order-1'),
        version: { N: '2' },
        eventId: text('event-1'),
        eventType: text(eventType),
        status: text(status),
        occurredAt: text('2026-01-01T00:00:00.000Z'),
        payload: { M: {} },
        expiresAt: { N: '1798761600' },
        ...(failureCode !== undefined && { failure }),
      },
    },
  };
}

describe('tallyOf', () => {
  it('counts orders by what became of them', () => {
    const records = [
      recordOf('ORDER_CREATED', 'PENDING'),
      recordOf('ORDER_CREATED', 'PENDING'),
      recordOf('INVENTORY_RESERVED', 'INVENTORY_RESERVED'),
      recordOf('PAYMENT_AWAITS_CUSTOMER', 'AWAITING_PAYMENT'),
      recordOf('PAYMENT_AWAITS_PROVIDER', 'AWAITING_PAYMENT'),
      recordOf('ORDER_COMPLETED', 'COMPLETED'),
      recordOf('REFUND_REQUESTED', 'COMPLETED'),
      recordOf('ORDER_FAILED', 'FAILED', 'PaymentDeclined'),
      recordOf('ORDER_CANCELLED', 'CANCELLED'),
    ];
    assert.deepEqual(tallyOf(records), {
      OrdersCreated: 2,
      PaymentsAwaited: 2,
      OrdersCompleted: 1,
      OrdersFailed: 1,
      OrdersCancelled: 1,
    });
  });

  it('has a 1 for each payment that is declined, and a 0 for each that is taken', () => {
    const records = [
      recordOf('PAYMENT_PROCESSED', 'PAYMENT_PROCESSED'),
      recordOf('COMPENSATION_STARTED', 'COMPENSATING', 'PaymentDeclined'),
      recordOf('COMPENSATION_STARTED', 'COMPENSATING', 'OutOfStock'),
      recordOf('PAYMENT_PROCESSED', 'PAYMENT_PROCESSED'),
    ];
    assert.deepEqual(tallyOf(records), { PaymentDeclined: [0, 1, 0] });
  });

  it('has nothing for a record that is no event', () => {
    assert.deepEqual(tallyOf([{}, { dynamodb: { NewImage: { id: { S: '1' } } } }]), {});
  });
});
