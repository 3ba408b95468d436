import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonValue } from '../../kernel/json.ts';
import { countDone } from './batch-response.ts';
import type { StreamRecord } from './stream-record.ts';

const BATCH: readonly StreamRecord[] = ['98', '99', '100'].map((sequenceNumber) => ({
  sequenceNumber,
  createdAtEpochSeconds: 0,
  sizeBytes: 0,
  keys: {},
  event: {},
}));

function failed(...itemIdentifiers: JsonValue[]): JsonValue {
  return {
    batchItemFailures: itemIdentifiers.map((itemIdentifier) => ({ itemIdentifier })),
  };
}

/** The guide's conditions of success and failure: the answer, and how many of the three records are done. */
const CASES: readonly (readonly [name: string, payload: JsonValue, done: number])[] = [
  ['a null answer', null, 3],
  ['an empty answer', {}, 3],
  ['a null list', { batchItemFailures: null }, 3],
  ['an empty list', { batchItemFailures: [] }, 3],
  ['one failure', failed('99'), 1],
  ['several failures, of which the lowest number counts', failed('100', '99'), 1],
  ['an empty identifier', failed('99', ''), 0],
  ['a null identifier', failed(null), 0],
  ['an identifier of no record of the batch', failed('97'), 0],
  ['an identifier under a wrong name', { batchItemFailures: [{ foo: '99' }] }, 0],
];

describe('countDone', () => {
  for (const [name, payload, done] of CASES) {
    it(`takes ${done} of 3 records for done after ${name}`, () => assert.equal(countDone(payload, BATCH), done));
  }
});
