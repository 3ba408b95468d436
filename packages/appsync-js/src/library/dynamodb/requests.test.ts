import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { runBody, valueOf } from '../../testing/run-code.ts';

function update(expression: string, names: object, values: object): object {
  return {
    operation: 'UpdateItem',
    key: { id: { S: 'test' } },
    update: { expression, expressionNames: names, expressionValues: values },
  };
}

const NAMES = { '#expName_1': 'a' };
const LIST = { ':expValue_1': { L: [{ N: 1 }, { N: 2 }, { N: 3 }] } };

const CONDITION = {
  expression: '(#v = :v_eq)',
  expressionNames: { '#v': 'v' },
  expressionValues: { ':v_eq': { N: 1 } },
};
const EXISTS = { expression: '(attribute_exists(#id))', expressionNames: { '#id': 'id' } };

describe('@aws-appsync/utils/dynamodb', () => {
  for (const [expression, expected] of [
    [`get({ key: { id: 'id' } })`, { operation: 'GetItem', key: { id: { S: 'id' } } }],
    [
      `get({ key: { id: 'id' }, consistentRead: true, projection: ['a', 'b.c', 'b.d[1]', 'a'] })`,
      {
        operation: 'GetItem',
        key: { id: { S: 'id' } },
        consistentRead: true,
        projection: {
          expression: '#expName_1, #expName_2.#expName_3, #expName_2.#expName_4[1], #expName_1',
          expressionNames: { '#expName_1': 'a', '#expName_2': 'b', '#expName_3': 'c', '#expName_4': 'd' },
        },
      },
    ],
    [
      `put({ key: { id: 'abc' }, item: { value: 10 } })`,
      { operation: 'PutItem', key: { id: { S: 'abc' } }, attributeValues: { value: { N: 10 } } },
    ],
    [
      `put({ key: { id: 'abc' }, item: {}, condition: { v: { eq: 1 } }, _version: 2, customPartitionKey: null })`,
      { operation: 'PutItem', key: { id: { S: 'abc' } }, attributeValues: {}, condition: CONDITION, _version: 2 },
    ],
    [`remove({ key: { id: 'test' } })`, { operation: 'DeleteItem', key: { id: { S: 'test' } } }],
    [
      `remove({ key: { id: 'test' }, condition: { id: { attributeExists: true } } })`,
      { operation: 'DeleteItem', key: { id: { S: 'test' } }, condition: EXISTS },
    ],
    [`scan({ limit: 10, nextToken: 'abc' })`, { operation: 'Scan', limit: 10, nextToken: 'abc' }],
    [`scan({ filter: { v: { eq: 1 } }, limit: undefined, index: null })`, { operation: 'Scan', filter: CONDITION }],
    [
      `query({ query: { v: { eq: 1 } }, index: 'byV', scanIndexForward: false })`,
      { operation: 'Query', query: CONDITION, index: 'byV', scanIndexForward: false },
    ],
    [
      `sync({ basePartitionKey: 'a', deltaIndexName: 'b', limit: 1, nextToken: 'c', lastSync: 2 })`,
      { operation: 'Sync', basePartitionKey: 'a', deltaIndexName: 'b', limit: 1, nextToken: 'c', lastSync: 2 },
    ],
    [
      `batchGet({ tables: { t: { keys: [{ id: 1 }], consistentRead: true } } })`,
      { operation: 'BatchGetItem', tables: { t: { keys: [{ id: { N: 1 } }], consistentRead: true } } },
    ],
    [`batchPut({ tables: { t: [{ id: 1 }] } })`, { operation: 'BatchPutItem', tables: { t: [{ id: { N: 1 } }] } }],
    [
      `batchDelete({ tables: { t: [{ id: 1 }] } })`,
      { operation: 'BatchDeleteItem', tables: { t: [{ id: { N: 1 } }] } },
    ],
    [
      `transactGet({ items: [{ table: 't', key: { id: 1 }, projection: ['a'] }] })`,
      {
        operation: 'TransactGetItems',
        transactItems: [
          { table: 't', key: { id: { N: 1 } }, projection: { expression: '#expName_1', expressionNames: NAMES } },
        ],
      },
    ],
    [
      `transactWrite({ items: [
        { putItem: { table: 't', key: { id: 1 }, item: { a: 2 } } },
        { updateItem: { table: 't', key: { id: 1 }, update: { a: 1 } } },
        { deleteItem: { table: 't', key: { id: 1 } } },
        { conditionCheck: { table: 't', key: { id: 1 }, condition: { id: { attributeExists: true } } } },
      ] })`,
      {
        operation: 'TransactWriteItems',
        transactItems: [
          { table: 't', operation: 'PutItem', key: { id: { N: 1 } }, attributeValues: { a: { N: 2 } } },
          {
            table: 't',
            operation: 'UpdateItem',
            key: { id: { N: 1 } },
            update: {
              expression: 'SET #expName_1 = :expValue_1',
              expressionNames: NAMES,
              expressionValues: { ':expValue_1': { N: 1 } },
            },
          },
          { table: 't', operation: 'DeleteItem', key: { id: { N: 1 } } },
          { table: 't', operation: 'ConditionCheck', key: { id: { N: 1 } }, condition: EXISTS },
        ],
      },
    ],
    ['toStringSet(["a"])', { SS: ['a'] }],
    [
      `put({ key: { id: 'abc' }, item: { s: ddb.toStringSet(['a']), m: { n: ddb.toNumberSet([1]) } } })`,
      {
        operation: 'PutItem',
        key: { id: { S: 'abc' } },
        attributeValues: { s: { SS: ['a'] }, m: { M: { n: { NS: [1] } } } },
      },
    ],
    [
      `update({ key: { id: 'test' }, update: { a: ddb.toStringSet(['a']) } })`,
      update('SET #expName_1 = :expValue_1', NAMES, { ':expValue_1': { SS: ['a'] } }),
    ],
    [
      `batchPut({ tables: { t: [{ s: ddb.toBinarySet(['Zm9v']) }] } })`,
      { operation: 'BatchPutItem', tables: { t: [{ s: { BS: ['Zm9v'] } }] } },
    ],
    [
      `put({ key: { id: 'abc' }, item: { a: { SS: 'a' }, b: { SS: [], other: 1 } } })`,
      {
        operation: 'PutItem',
        key: { id: { S: 'abc' } },
        attributeValues: { a: { M: { SS: { S: 'a' } } }, b: { M: { SS: { L: [] }, other: { N: 1 } } } },
      },
    ],
    ['toNumberSet([1])', { NS: [1] }],
    ['toBinarySet(["YQ=="])', { BS: ['YQ=='] }],
  ] as const) {
    it(`${expression.slice(0, 100)} gives the request document`, () => {
      assert.deepEqual(valueOf(`ddb.${expression}`), expected);
    });
  }

  it('fails with a condition that is not an expression', () => {
    assert.equal(
      runBody(`return ddb.remove({ key: { id: 1 }, condition: { v: 1 } });`).error?.message,
      'Runtime Error',
    );
  });
});

describe('update of @aws-appsync/utils/dynamodb', () => {
  for (const [members, expected] of [
    ['a: ddb.operations.add(10)', update('SET #expName_1 = :expValue_1', NAMES, { ':expValue_1': { N: 10 } })],
    [
      'a: ddb.operations.append([1, 2, 3])',
      update('SET #expName_1 = list_append(#expName_1, :expValue_1)', NAMES, LIST),
    ],
    [
      'a: ddb.operations.prepend([1, 2, 3])',
      update('SET #expName_1 = list_append(:expValue_1, #expName_1)', NAMES, LIST),
    ],
    [
      'a: ddb.operations.increment(10)',
      update('SET #expName_1 = #expName_1 + :expValue_1', NAMES, { ':expValue_1': { N: 10 } }),
    ],
    [
      'a: ddb.operations.decrement()',
      update('SET #expName_1 = #expName_1 - :expValue_1', NAMES, { ':expValue_1': { N: 1 } }),
    ],
    [
      'a: ddb.operations.replace({ b: 10 })',
      update('SET #expName_1 = :expValue_1', NAMES, { ':expValue_1': { M: { b: { N: 10 } } } }),
    ],
    ['a: ddb.operations.remove()', update('REMOVE #expName_1', NAMES, {})],
    [
      'a: [ddb.operations.updateListItem("x", 0), ddb.operations.updateListItem("y", 2)]',
      update('SET #expName_1[0] = :expValue_1, #expName_1[2] = :expValue_2', NAMES, {
        ':expValue_1': { S: 'x' },
        ':expValue_2': { S: 'y' },
      }),
    ],
    ['a: "x"', update('SET #expName_1 = :expValue_1', NAMES, { ':expValue_1': { S: 'x' } })],
    ['a: null, b: undefined', update('SET #expName_1 = :expValue_1', NAMES, { ':expValue_1': { NULL: null } })],
    [
      'a: 1, gone: ddb.operations.remove(), b: 2',
      update(
        'SET #expName_1 = :expValue_1, #expName_2 = :expValue_2 REMOVE #expName_3',
        { ...NAMES, '#expName_2': 'b', '#expName_3': 'gone' },
        {
          ':expValue_1': { N: 1 },
          ':expValue_2': { N: 2 },
        },
      ),
    ],
    [
      'a: { b: ddb.operations.increment(1) }',
      update(
        'SET #expName_1.#expName_2 = #expName_1.#expName_2 + :expValue_1',
        { ...NAMES, '#expName_2': 'b' },
        {
          ':expValue_1': { N: 1 },
        },
      ),
    ],
  ] as const) {
    it(`writes { ${members} } as update expression`, () => {
      assert.deepEqual(valueOf(`ddb.update({ key: { id: 'test' }, update: { ${members} } })`), expected);
    });
  }
});

describe('operations of @aws-appsync/utils/dynamodb', () => {
  for (const [expression, expected] of [
    ['add(10)', { type: 'OPERATION_ADD', value: 10 }],
    ['append([1])', { type: 'OPERATION_APPEND', items: [1] }],
    ['prepend([1])', { type: 'OPERATION_PREPEND', items: [1] }],
    ['increment(10)', { type: 'OPERATION_INCREMENT', by: 10 }],
    ['decrement(10)', { type: 'OPERATION_DECREMENT', by: 10 }],
    ['replace({ a: 10 })', { type: 'OPERATION_REPLACE', value: { a: 10 } }],
  ] as const) {
    it(`${expression} is ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(valueOf(`ddb.operations.${expression}`), expected);
    });
  }
});
