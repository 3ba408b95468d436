/** What parses as a message of the protocol, and what does not. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { dataMessage, parseClientMessage, parseServerMessage } from './messages.ts';

const START = {
  type: 'start',
  id: 's1',
  payload: { data: '{"query":"subscription { a }"}', extensions: { authorization: { host: 'h', 'x-api-key': 'k' } } },
};

describe('parseClientMessage', () => {
  const accepted = [{ type: 'connection_init' }, START, { type: 'stop', id: 's1' }];
  for (const message of accepted) {
    it(`reads ${message.type}`, () => assert.deepEqual(parseClientMessage(JSON.stringify(message)), message));
  }

  it('leaves out header values that are not texts', () => {
    const withNumber = { ...START, payload: { ...START.payload, extensions: { authorization: { host: 'h', n: 1 } } } };
    const parsed = parseClientMessage(JSON.stringify(withNumber));
    assert.deepEqual(parsed?.type === 'start' && parsed.payload.extensions.authorization, { host: 'h' });
  });

  const refused: [string, string][] = [
    ['a text that is not JSON', 'hello'],
    ['JSON that is no object', '[1]'],
    ['an unknown type', '{"type":"subscribe","id":"1"}'],
    ['a type that objects inherit', '{"type":"constructor"}'],
    ['a stop without an id', '{"type":"stop"}'],
    ['a start without an id', JSON.stringify({ ...START, id: undefined })],
    ['a start whose data is not a text', JSON.stringify({ ...START, payload: { ...START.payload, data: {} } })],
    ['a start without its authorization', JSON.stringify({ ...START, payload: { data: START.payload.data } })],
  ];
  for (const [what, text] of refused) {
    it(`does not read ${what}`, () => assert.equal(parseClientMessage(text), undefined));
  }

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseClientMessage(text)));
  });
});

describe('parseServerMessage', () => {
  const accepted = [
    { type: 'connection_ack', payload: { connectionTimeoutMs: 1000 } },
    { type: 'connection_error', payload: { errors: [{ errorType: 'E', message: 'm', errorCode: 401 }] } },
    { type: 'ka' },
    { type: 'start_ack', id: '1' },
    { type: 'data', id: '1', payload: { data: { a: 1 } } },
    { type: 'data', id: '1', payload: { data: null, errors: [{ message: 'm' }] } },
    { type: 'error', id: '1', payload: { errors: [{ message: 'm' }] } },
    { type: 'error', payload: { errors: [] } },
    { type: 'complete', id: '1' },
  ];
  for (const message of accepted) {
    it(`reads ${JSON.stringify(message)}`, () =>
      assert.deepEqual(parseServerMessage(JSON.stringify(message)), message));
  }

  it('takes five minutes for an ack that names no timeout', () => {
    assert.deepEqual(parseServerMessage('{"type":"connection_ack"}'), {
      type: 'connection_ack',
      payload: { connectionTimeoutMs: 300_000 },
    });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseServerMessage(text)));
  });
});

describe('dataMessage', () => {
  it('is a data message whatever the id holds', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        const message = parseServerMessage(dataMessage(id, '{"data":{"a":1}}'));
        assert.deepEqual(message, { type: 'data', id, payload: { data: { a: 1 } } });
      }),
    );
  });
});
