import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { key, S, useOperations } from '../../testing/use-operations.ts';
import { stringIn, valueAt } from '../../testing/value-at.ts';

const { put, run, stored, succeeds } = useOperations();

describe('GetItem', () => {
  it('returns plain JSON: sets as lists, numbers as numbers', async () => {
    const item = {
      text: S('t'),
      whole: { N: '12' },
      part: { N: '1.5' },
      yes: { BOOL: true },
      nothing: { NULL: true },
      texts: { SS: ['x'] },
      numbers: { NS: ['3'] },
      bytes: { B: 'Zm9v' },
      list: { L: [S('l'), { M: { deep: { N: '1' } } }] },
    };
    await put('a', item);
    assert.deepEqual(await succeeds({ operation: 'GetItem', key: key('a'), consistentRead: true }), {
      id: 'a',
      text: 't',
      whole: 12,
      part: 1.5,
      yes: true,
      nothing: null,
      texts: ['x'],
      numbers: [3],
      bytes: 'Zm9v',
      list: ['l', { deep: 1 }],
    });
  });

  it('returns null if there is none', async () => {
    assert.equal(await succeeds({ operation: 'GetItem', key: key('new') }), null);
  });

  it('returns the attributes of the projection', async () => {
    await put('a', { text: S('t'), more: S('m') });
    const projection = { expression: '#t', expressionNames: { '#t': 'text' } };
    assert.deepEqual(await succeeds({ operation: 'GetItem', key: key('a'), projection }), { text: 't' });
  });
});

describe('PutItem', () => {
  it('stores key and values, numbers given as numbers included, and returns the item', async () => {
    const attributeValues = {
      price: { N: 12.5 },
      sizes: { NS: [1, 2] },
      gone: { NULL: null },
      deep: { M: { n: { N: '7' } } },
    };
    assert.deepEqual(await succeeds({ operation: 'PutItem', key: key('new'), attributeValues }), {
      id: 'new',
      price: 12.5,
      sizes: [1, 2],
      gone: null,
      deep: { n: 7 },
    });
    assert.deepEqual((await stored('new')) ?? {}, {
      id: S('new'),
      price: { N: '12.5' },
      sizes: { NS: ['1', '2'] },
      gone: { NULL: true },
      deep: { M: { n: { N: '7' } } },
    });
  });

  const onlyNew = { expression: 'attribute_not_exists(id)' };
  const FAILED =
    /^The conditional request failed \(Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException; Request ID: [0-9A-Z]{52}\)$/;

  it('returns the stored item beside the error when a condition fails', async () => {
    await put('a', { text: S('old') });
    const { result, error } = await run({
      operation: 'PutItem',
      key: key('a'),
      attributeValues: { text: S('new') },
      condition: onlyNew,
    });
    assert.deepEqual(result, { id: 'a', text: 'old' });
    assert.equal(valueAt(error, 'type'), 'DynamoDB:ConditionalCheckFailedException');
    assert.match(stringIn(error, 'message'), FAILED);
  });

  it('takes the condition as JSON text, as util.transform writes it', async () => {
    await put('a');
    const condition = JSON.stringify({ ...onlyNew, expressionNames: {}, expressionValues: {} });
    const { error } = await run({ operation: 'PutItem', key: key('a'), attributeValues: { t: S('x') }, condition });
    assert.notEqual(error, null);
  });

  it('has succeeded when the stored item is what it wants to store', async () => {
    await put('a', { n: { N: '1' }, set: { SS: ['x', 'y'] }, at: S('then') });
    const attributeValues = { n: { N: 1 }, set: { SS: ['y', 'x'] }, at: S('now') };
    const request = { operation: 'PutItem', key: key('a'), attributeValues };
    assert.notEqual((await run({ ...request, condition: onlyNew }))['error'], null);
    assert.deepEqual(await succeeds({ ...request, condition: { ...onlyNew, equalsIgnore: ['at'] } }), {
      id: 'a',
      n: 1,
      set: ['x', 'y'],
      at: 'then',
    });
  });
});

describe('UpdateItem', () => {
  const update = {
    expression: 'SET #n = #n + :one',
    expressionNames: { '#n': 'n' },
    expressionValues: { ':one': { N: 1 } },
  };

  it('returns the whole item after the update', async () => {
    await put('a', { n: { N: '1' }, other: S('o') });
    assert.deepEqual(await succeeds({ operation: 'UpdateItem', key: key('a'), update }), { id: 'a', n: 2, other: 'o' });
  });

  it('returns the unchanged item beside the error when a condition fails', async () => {
    await put('a', { n: { N: '1' } });
    const condition = {
      expression: '#n = :two',
      expressionNames: { '#n': 'n' },
      expressionValues: { ':two': { N: 2 } },
    };
    const { result, error } = await run({ operation: 'UpdateItem', key: key('a'), update, condition });
    assert.deepEqual([result, valueAt(error, 'type')], [{ id: 'a', n: 1 }, 'DynamoDB:ConditionalCheckFailedException']);
  });
});

describe('DeleteItem', () => {
  it('returns the deleted item, or null', async () => {
    await put('a', { t: S('x') });
    assert.deepEqual(await succeeds({ operation: 'DeleteItem', key: key('a') }), { id: 'a', t: 'x' });
    assert.equal(await succeeds({ operation: 'DeleteItem', key: key('a') }), null);
  });

  it('has succeeded when a failed condition finds nothing to delete', async () => {
    const condition = { expression: 'attribute_exists(id)' };
    assert.equal(await succeeds({ operation: 'DeleteItem', key: key('new'), condition }), null);
  });
});
