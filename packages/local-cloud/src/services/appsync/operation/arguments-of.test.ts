import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { createTestApi, local } from '../testing/test-api.ts';
import { listIn, stringIn, valueAt } from '../testing/value-at.ts';

describe('a null for an argument that has a default and may not be null', () => {
  it('fails the field alone', async () => {
    const { ask } = createTestApi({
      schema: 'type Query { page(limit: Int! = 20, of: Page): Int } input Page { size: Int! = 5 }',
      resolvers: [local('Query.page', 'return { payload: ctx.args.limit };')],
    });
    const query = 'query($n: Int) { a: page(limit: $n) b: page(of: { size: $n }) c: page }';
    const { data, errors } = await ask(query, { n: null });
    assert.deepEqual(data, { a: null, b: null, c: 20 });
    const message = "An argument of 'page' has coerced Null value for a NonNull type";
    const faults = listIn(errors).map((error) => ({
      type: valueAt(error, 'errorType'),
      message: stringIn(error, 'message'),
    }));
    assert.deepEqual(faults, [
      { type: null, message },
      { type: null, message },
    ]);
    assert.deepEqual((await ask(query))['data'], { a: 20, b: 20, c: 20 });
  });
});
