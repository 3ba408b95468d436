import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { createTestApi, local } from '../testing/test-api.ts';

const SCHEMA = `
  type Query { thing: Thing text(value: String): String }
  type Thing { id: ID! size: Int parts: [Thing!]! }
`;

describe('the limits of an API', () => {
  it('fail the fields that lie too deep', async () => {
    const { ask } = createTestApi({
      schema: SCHEMA,
      queryDepthLimit: 2,
      resolvers: [local('Query.thing', 'return { payload: { id: 1, parts: [{ id: 2 }] } };')],
    });
    assert.deepEqual((await ask('{ thing { id } }'))['errors'], undefined);
    const { data, errors } = await ask('{ thing { id parts { id size } } }');
    assert.deepEqual(data, { thing: null });
    assert.deepEqual(
      Array.isArray(errors) &&
        errors.map((error) => JSON.stringify(error).includes('"errorType":"QueryDepthLimitReached"')),
      [true, true],
    );
  });

  it('let the first resolvers run and fail the others', async () => {
    const { ask } = createTestApi({
      schema: SCHEMA,
      resolverCountLimit: 2,
      resolvers: [local('Query.text', 'return { payload: ctx.args.value };')],
    });
    const { data, errors } = await ask('{ a: text(value: "a") b: text(value: "b") c: text(value: "c") }');
    assert.deepEqual(data, { a: 'a', b: 'b', c: null });
    assert.match(JSON.stringify(errors), /^\[\{"path":\["c"\],"data":null,"errorType":"ResolverExecutionLimitReached"/);
  });
});
