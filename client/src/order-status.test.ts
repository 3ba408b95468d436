/** The client has its own list of final statuses, which must be the contract's. */
import { buildSchema, isEnumType } from 'graphql';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { FINAL_STATUSES } from './order-status.ts';

const schema = buildSchema(
  ['../appsync.graphql', '../../schema.graphql']
    .map((path) => readFileSync(new URL(path, import.meta.url), 'utf8'))
    .join('\n'),
);

describe('the final statuses', () => {
  it('are those that the contract calls final', () => {
    const statuses = schema.getType('OrderStatus');
    assert.ok(isEnumType(statuses));
    const final = statuses.getValues().filter(({ description }) => /\bFinal\b/.test(description ?? ''));
    assert.deepEqual(new Set(final.map(({ name }) => name)), FINAL_STATUSES);
    assert.equal(final.length, 3);
  });
});
