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
const CASES: readonly { readonly name: string; readonly payload: JsonValue; readonly done: number }[] = [
  { name: 'a null answer', payload: null, done: 3 },
  { name: 'an empty answer', payload: {}, done: 3 },
  { name: 'a null list', payload: { batchItemFailures: null }, done: 3 },
  { name: 'an empty list', payload: { batchItemFailures: [] }, done: 3 },
  { name: 'one failure', payload: failed('99'), done: 1 },
  { name: 'several failures, of which the lowest number counts', payload: failed('100', '99'), done: 1 },
  { name: 'an empty identifier', payload: failed('99', ''), done: 0 },
  { name: 'a null identifier', payload: failed(null), done: 0 },
  { name: 'an identifier of no record of the batch', payload: failed('97'), done: 0 },
  { name: 'an identifier under a wrong name', payload: { batchItemFailures: [{ foo: '99' }] }, done: 0 },
];

describe('countDone', () => {
  for (const { name, payload, done } of CASES) {
    it(`takes ${done} of 3 records for done after ${name}`, () => assert.equal(countDone(payload, BATCH), done));
  }
});
