import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject } from '../../../../kernel/json.ts';
import { key, S, useOperations } from '../../testing/use-operations.ts';
import { listIn, stringIn, valueAt } from '../../testing/value-at.ts';

const { put, run, stored, succeeds } = useOperations();

describe('TransactGetItems', () => {
  it('returns items in the order of the request, null for none', async () => {
    await put('a', { t: S('x') });
    const get = (id: string) => ({ table: 'Items', key: key(id) });
    assert.deepEqual(await succeeds({ operation: 'TransactGetItems', transactItems: [get('new'), get('a')] }), {
      items: [null, { id: 'a', t: 'x' }],
      cancellationReasons: null,
    });
  });
});

describe('TransactWriteItems', () => {
  const write = (id: string, more: JsonObject = {}) => ({
    table: 'Items',
    operation: 'PutItem',
    key: key(id),
    attributeValues: { t: S('new') },
    ...more,
  });
  const onlyNew = { expression: 'attribute_not_exists(id)' };

  it('writes all items and returns the keys, the checked ones included', async () => {
    await put('a', { n: { N: '1' } });
    await put('b');
    await put('c');
    const transactItems: JsonObject[] = [
      write('new', { condition: onlyNew }),
      {
        table: 'Items',
        operation: 'UpdateItem',
        key: key('a'),
        update: { expression: 'SET n = :n', expressionValues: { ':n': { N: 5 } } },
      },
      { table: 'Items', operation: 'DeleteItem', key: key('b') },
      { table: 'Items', operation: 'ConditionCheck', key: key('c'), condition: { expression: 'attribute_exists(id)' } },
    ];
    assert.deepEqual(await succeeds({ operation: 'TransactWriteItems', transactItems }), {
      keys: [{ id: 'new' }, { id: 'a' }, { id: 'b' }, { id: 'c' }],
      cancellationReasons: null,
    });
    assert.deepEqual([(await stored('a')) ?? {}, await stored('b')], [{ id: S('a'), n: { N: '5' } }, undefined]);
  });

  it('writes nothing when a condition fails, and returns the old item as plain JSON', async () => {
    await put('a', { n: { N: '1' } });
    const { result, error } = await run({
      operation: 'TransactWriteItems',
      transactItems: [write('new'), write('a', { condition: onlyNew })],
    });
    assert.deepEqual(result, {
      keys: null,
      cancellationReasons: [
        { type: 'None', message: 'None' },
        { item: { id: 'a', n: 1 }, type: 'ConditionalCheckFailed', message: 'The conditional request failed' },
      ],
    });
    assert.equal(valueAt(error, 'type'), 'DynamoDB:TransactionCanceledException');
    assert.match(
      stringIn(error, 'message'),
      /\[None, ConditionalCheckFailed\] \(Service: AmazonDynamoDBv2; Status Code: 400; Error Code: TransactionCanceledException;/,
    );
    assert.equal(await stored('new'), undefined);
  });

  it('returns no item if the document says so', async () => {
    await put('a');
    const condition = { ...onlyNew, returnValuesOnConditionCheckFailure: false };
    const { result } = await run({ operation: 'TransactWriteItems', transactItems: [write('a', { condition })] });
    const [reason] = listIn(result, 'cancellationReasons');
    assert.deepEqual(valueAt(reason, 'item'), undefined);
  });
});
