import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { pageOf } from './stream-record.ts';

const ARN = 'arn:aws:dynamodb:eu-west-1:111122223333:table/Outbox/stream/local';

describe('pageOf', () => {
  for (const { speaker, userIdentity } of [
    { speaker: 'the streams API', userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' } },
    { speaker: 'the engine', userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } },
  ] as const) {
    it(`writes who expired an item as Lambda does, out of the words of ${speaker}`, () => {
      const { records } = pageOf(
        JSON.stringify({ Records: [{ dynamodb: { SequenceNumber: '1' }, userIdentity }] }),
        ARN,
      );
      assert.deepEqual(records[0]?.event['userIdentity'], { principalId: 'dynamodb.amazonaws.com', type: 'Service' });
    });
  }

  it('names no one where a client wrote the item', () => {
    const { records } = pageOf(JSON.stringify({ Records: [{ dynamodb: { SequenceNumber: '1' } }] }), ARN);
    assert.equal('userIdentity' in (records[0]?.event ?? {}), false);
  });

  it('knows that a shard without an iterator is closed', () => {
    assert.deepEqual(pageOf('{"Records":[]}', ARN), { records: [] });
  });
});
