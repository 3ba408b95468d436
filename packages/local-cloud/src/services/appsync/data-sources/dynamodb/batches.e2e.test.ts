import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { key, S, useOperations } from '../../testing/use-operations.ts';

const { put, run, stored, succeeds } = useOperations();

describe('batches', () => {
  it('get items in the order of their keys, null for none', async () => {
    await put('a', { t: S('x') });
    await put('b');
    const tables = { Items: { keys: [key('b'), key('new'), key('a')], consistentRead: true } };
    assert.deepEqual(await succeeds({ operation: 'BatchGetItem', tables }), {
      data: { Items: [{ id: 'b' }, null, { id: 'a', t: 'x' }] },
      unprocessedKeys: { Items: [] },
    });
  });

  it('put items of several tables and return them', async () => {
    const tables = { Items: [{ ...key('a'), n: { N: 1 } }], Events: [{ ...key('e'), version: { N: 1 } }] };
    assert.deepEqual(await succeeds({ operation: 'BatchPutItem', tables }), {
      data: { Items: [{ id: 'a', n: 1 }], Events: [{ id: 'e', version: 1 }] },
      unprocessedItems: { Items: [], Events: [] },
    });
    assert.deepEqual((await stored('a')) ?? {}, { id: S('a'), n: { N: '1' } });
  });

  it('delete keys and return them', async () => {
    await put('a');
    assert.deepEqual(await succeeds({ operation: 'BatchDeleteItem', tables: { Items: [key('a')] } }), {
      data: { Items: [{ id: 'a' }] },
      unprocessedKeys: { Items: [] },
    });
    assert.equal(await stored('a'), undefined);
  });

  it('reject more than 25 writes', async () => {
    const items = Array.from({ length: 26 }, (_, index) => key(`${index}`));
    const { errors } = await run({ operation: 'BatchPutItem', tables: { Items: items } });
    assert.match(JSON.stringify(errors), /"errorType":"MappingTemplate".*BatchPutItem takes 1 to 25 items, got 26/);
  });
});
