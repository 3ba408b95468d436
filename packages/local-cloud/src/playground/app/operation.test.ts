import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { operationIn } from './operation.ts';

describe('the operation of a document', () => {
  it('is the only one, even if GraphiQL still names the operation of the tab before', () => {
    const query = 'subscription Changes { changed }';
    assert.deepEqual(operationIn(query, 'Boil'), { query, kind: 'subscription', operationName: 'Changes' });
  });

  it('is cut out of a document with several, with the fragments that it uses', () => {
    const text = 'query A { ...F } mutation B { b } fragment F on Query { a }';
    const { query, kind } = operationIn(text, 'A');
    assert.equal(kind, 'query');
    assert.equal(query.replace(/\s+/g, ' '), 'query A { ...F } fragment F on Query { a }');
  });

  it("is left to the server if the text doesn't parse", () => {
    assert.deepEqual(operationIn('query {', 'A'), { query: 'query {', operationName: 'A' });
  });
});
