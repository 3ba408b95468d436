import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { BY_API_KEY, createTestApi, local } from '../testing/test-api.ts';

describe('extensions.evictFromApiCache', () => {
  const evict = "extensions.evictFromApiCache('Query', 'run', { 'ctx.args.a': 'x' }); return 'done';";
  const { api } = createTestApi({
    schema: 'type Query { run: String } type Mutation { change: String }',
    resolvers: [local('Mutation.change', 'return {};', evict), local('Query.run', 'return {};', evict)],
  });
  const bodyOf = async (query: string): Promise<unknown> => {
    const { body } = await api.execute(BY_API_KEY, { query, variables: {}, operationName: null }, {});
    return JSON.parse(body);
  };

  it('reports for a mutation that it deleted no cache entry, since there is no cache', async () => {
    const extensions = { apiCacheEntriesDeleted: 0 };
    assert.deepEqual(await bodyOf('mutation { change }'), { extensions, data: { change: 'done' } });
  });

  it('does nothing in a query', async () => {
    assert.deepEqual(await bodyOf('{ run }'), { data: { run: 'done' } });
  });
});
