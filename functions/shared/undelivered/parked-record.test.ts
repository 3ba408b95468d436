/** Where a record lies in the bucket. */
import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { keyOf } from './parked-record.ts';

function recordOf(orderId: string, version: string): DynamoDBRecord {
  return {
    eventID: 'e',
    dynamodb: { Keys: { orderId: { S: orderId }, version: { N: version } } },
  };
}

/** Halves of surrogate pairs among them, up to the length of a key of DynamoDB. */
const anyString = fc.uint16Array({ maxLength: 2048 }).map((units) => String.fromCharCode(...units));

describe('keyOf', () => {
  it('sorts an order by its versions', () => {
    const keys = ['1', '2', '10', '9007199254740991'].map((version) => keyOf('bus', recordOf('a', version)));
    assert.deepEqual(keys.toSorted(), keys);
    assert.equal(keys[0], 'bus/a/0000000000000001');
  });

  it('is a key of S3 for any order id and version, below the name of its target', () => {
    fc.assert(
      fc.property(anyString, fc.string({ maxLength: 40 }), (orderId, version) => {
        const key = keyOf('subscribers', recordOf(orderId, version));
        assert.ok(key.startsWith('subscribers/') && key.split('/').length === 3);
        assert.ok(Buffer.byteLength(key) <= 1024);
        assert.equal(key, keyOf('subscribers', recordOf(orderId, version)));
      }),
    );
  });

  it('differs for different records, those without keys by their event', () => {
    const long = 'x'.repeat(1000);
    const keys = [
      recordOf('a', '1'),
      recordOf('a', '2'),
      recordOf('b', '1'),
      recordOf(`${long}a`, '1'),
      recordOf(`${long}b`, '1'),
      { eventID: '1' },
      { eventID: '2' },
    ];
    assert.equal(new Set(keys.map((record) => keyOf('sagas', record))).size, keys.length);
  });
});
