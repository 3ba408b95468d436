/** The order of a batch's events, with failures in it. */
import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { inOrder } from './in-order.ts';

describe('inOrder', () => {
  it('handles the records of each order one after the other', async () => {
    const batches = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 20 }).map(numbered);
    await fc.assert(
      fc.asyncProperty(batches, async (records) => {
        const handled: DynamoDBRecord[] = [];
        const running = new Set<string>();
        const answer = await inOrder(records, async (record) => {
          assert.ok(!running.has(orderIdOf(record)));
          running.add(orderIdOf(record));
          await Promise.resolve();
          running.delete(orderIdOf(record));
          handled.push(record);
        });
        assert.deepEqual(answer, { batchItemFailures: [] });
        for (const orderId of ['a', 'b', 'c']) assert.deepEqual(of(orderId, handled), of(orderId, records));
      }),
    );
  });

  it('returns the record that failed and the later ones of its order, and goes on with the others', async () => {
    const records = numbered(['a', 'b', 'a', 'b', 'a']);
    const handled: (string | undefined)[] = [];
    const answer = await inOrder(records, (record) => {
      if (record === records[2]) return Promise.reject(new Error('not now'));
      handled.push(record.dynamodb?.SequenceNumber);
      return Promise.resolve();
    });
    assert.deepEqual(answer, { batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '4' }] });
    assert.deepEqual(handled.sort(), ['0', '1', '3']);
  });
});

function numbered(orderIds: readonly string[]): DynamoDBRecord[] {
  return orderIds.map((orderId, index) => ({
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: String(index), Keys: { orderId: { S: orderId }, version: { N: String(index) } } },
  }));
}

function of(orderId: string, records: readonly DynamoDBRecord[]): readonly DynamoDBRecord[] {
  return records.filter((record) => orderIdOf(record) === orderId);
}

function orderIdOf(record: DynamoDBRecord): string {
  return record.dynamodb?.Keys?.['orderId']?.S ?? '';
}
