import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonValue } from '../../../kernel/json.ts';
import { recordsDone } from './batch-response.ts';

describe('what a function is done with', () => {
  const batch = ['a', 'b', 'c'].map((messageId) => ({ messageId, receiptHandle: messageId }));
  const cases: readonly (readonly [JsonValue, readonly string[]])[] = [
    [null, ['a', 'b', 'c']],
    [{}, ['a', 'b', 'c']],
    ['text', ['a', 'b', 'c']],
    [{ batchItemFailures: null }, ['a', 'b', 'c']],
    [{ batchItemFailures: [] }, ['a', 'b', 'c']],
    [{ batchItemFailures: [{ itemIdentifier: 'b' }] }, ['a', 'c']],
    [{ batchItemFailures: [{ itemIdentifier: '' }] }, []],
    [{ batchItemFailures: [{ itemIdentifier: null }] }, []],
    [{ batchItemFailures: [{ messageId: 'b' }] }, []],
    [{ batchItemFailures: [{ itemIdentifier: 'other' }] }, []],
    [{ batchItemFailures: 'b' }, []],
  ];
  for (const [payload, done] of cases) {
    it(`is ${JSON.stringify(done)} if it returns ${JSON.stringify(payload)}`, () =>
      assert.deepEqual(
        recordsDone(payload, batch).map(({ messageId }) => messageId),
        done,
      ));
  }
});
