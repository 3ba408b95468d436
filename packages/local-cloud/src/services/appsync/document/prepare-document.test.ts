import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { buildAppsyncSchema } from '../schema/build-schema.ts';
import { createPrepareDocument } from './prepare-document.ts';

function create() {
  return createPrepareDocument(
    buildAppsyncSchema('type Query { a: String self: Query }', { warn: () => {} }),
    'ENABLED',
  );
}

describe('a document', () => {
  it('is parsed and validated once, valid or not', () => {
    const prepare = create();
    for (const query of ['{ a }', '{ b }', '{']) assert.equal(prepare(query), prepare(query));
  });

  it('is forgotten once newer ones fill the memory that documents may have', () => {
    const prepare = create();
    const first = prepare('{ a }');
    const filler = ' '.repeat(49_000);
    for (let index = 0; index < 20; index += 1) prepare(`{ a${index}: a${filler} }`);
    assert.equal(prepare('{ a }'), first);
    prepare(`{ last: a${filler} }`);
    assert.notEqual(prepare('{ a }'), first);
  });

  it('may not select more fields by its fragments than it could without', () => {
    const doubling = (fragments: number): string =>
      `{ ...F0 } fragment F${fragments} on Query { a }` +
      Array.from(
        { length: fragments },
        (_, n) => `fragment F${n} on Query { x: self { ...F${n + 1} } y: self { ...F${n + 1} } }`,
      ).join('');
    assert.equal(create()(doubling(12)).kind, 'valid');
    const refused = create()(doubling(40));
    assert.deepEqual(refused, {
      kind: 'unreadable',
      error: { message: 'Query document selects more than 15000 fields.', errorType: 'MalformedHttpRequestException' },
    });
  });

  it("isn't kept when it is very long", () => {
    const prepare = create();
    const query = `{ a${' '.repeat(50_001)} }`;
    assert.notEqual(prepare(query), prepare(query));
  });
});
