/** Stream records and the events in them. */
import assert from 'node:assert/strict';
import { SCHEMA_VERSION } from '../../../domain/schema-version.ts';
import { describe, it } from 'vitest';
import { Unmendable } from '../../shared/errors/unmendable.ts';
import { parseOutboxEvent } from './outbox-event.ts';

const IMAGE = {
  orderId: { S: 'order-1' },
  version: { N: '1' },
  eventId: { S: 'event-1' },
  eventType: { S: 'ORDER_CREATED' },
  status: { S: 'PENDING' },
  occurredAt: { S: '2026-01-01T00:00:00.000Z' },
  payload: {
    M: {
      totalAmount: { N: '1299.99' },
      items: { L: [{ M: { productId: { S: 'laptop' }, gift: { BOOL: false }, note: { NULL: true } } }] },
    },
  },
  expiresAt: { N: '1798761600' },
};

describe('parseOutboxEvent', () => {
  it('reads the event out of the new image', () => {
    assert.deepEqual(parseOutboxEvent({ dynamodb: { NewImage: IMAGE } }), {
      orderId: 'order-1',
      version: 1,
      eventId: 'event-1',
      eventType: 'ORDER_CREATED',
      status: 'PENDING',
      occurredAt: '2026-01-01T00:00:00.000Z',
      payload: { totalAmount: 1299.99, items: [{ productId: 'laptop', gift: false, note: null }] },
      expiresAt: 1798761600,
    });
  });

  it('reads numbers as JSON does, beyond those that are exact too', () => {
    const payload = { M: { far: { N: '9007199254740993' } } };
    const event = parseOutboxEvent({ dynamodb: { NewImage: { ...IMAGE, payload } } });
    assert.deepEqual(event.payload, { far: 9007199254740992 });
  });

  it('rejects a record with a value that no event has', () => {
    const others = [
      { B: 'aGk=' },
      { SS: ['a'] },
      { L: [{ NS: ['1'] }] },
      { M: { deep: { BS: ['aGk='] } } },
      { N: 1 },
      { S: 'a', N: '1' },
      {},
      null,
    ];
    for (const other of others) {
      const payload = { M: { ...IMAGE.payload.M, other } };
      const record = { dynamodb: { NewImage: { ...IMAGE, payload } } };
      assert.throws(() => parseOutboxEvent(record), Unmendable, JSON.stringify(other));
    }
  });

  it('asks for patience for an event of a later schema version, whatever its shape', () => {
    const image = { ...IMAGE, schemaVersion: { N: String(SCHEMA_VERSION + 1) }, status: { S: 'NEW_STATUS' } };
    assert.throws(() => parseOutboxEvent({ dynamodb: { NewImage: image } }), { name: 'LaterSchemaVersion' });
  });

  it('rejects a record of another table, and one without an image', () => {
    assert.throws(() => parseOutboxEvent({ dynamodb: { NewImage: { id: { S: '1' } } } }), /no item of the outbox/);
    for (const record of [{}, { dynamodb: {} }]) {
      assert.throws(() => parseOutboxEvent(record), /no item of the outbox/);
    }
  });
});
