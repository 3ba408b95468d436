/** `@aws-appsync/utils/dynamodb`: the request documents that its functions make. */
import { returns } from './snippet.ts';
import type { Topic } from './snippet.ts';
import { ASSUMED, CAPTURED, DYNAMODB_PAGE } from './sources.ts';

const READ_AND_WRITTEN: readonly (readonly [expression: string, name: string])[] = [
  [`get({ key: { id: 'id' } })`, 'get'],
  [
    `get({ key: { id: 'id' }, consistentRead: true, projection: ['a', 'b.c', 'b.d[1]', 'a'] })`,
    'get with a projection',
  ],
  [`put({ key: { id: 'abc' }, item: { value: 10 } })`, 'put'],
  [
    `put({ key: { id: 'abc' }, item: {}, condition: { v: { eq: 1 } }, _version: 2, customPartitionKey: null })`,
    'put with a condition',
  ],
  [`put({ key: { id: 'abc' }, item: { s: ddb.toStringSet(['a']), m: { n: ddb.toNumberSet([1]) } } })`, 'put with sets'],
  [`put({ key: { id: 'abc' }, item: { a: undefined, b: null } })`, 'put with undefined and null'],
  [`remove({ key: { id: 'test' } })`, 'remove'],
  [`remove({ key: { id: 'test' }, condition: { id: { attributeExists: true } } })`, 'remove with a condition'],
  [`scan({ limit: 10, nextToken: 'abc' })`, 'scan'],
  [`scan({ filter: { v: { eq: 1 } }, limit: undefined, index: null })`, 'scan with a filter, and options of null'],
  [`query({ query: { v: { eq: 1 } }, index: 'byV', scanIndexForward: false })`, 'query of an index'],
  [
    `query({ query: { id: { eq: 'a' }, at: { between: ['1', '2'] } }, filter: { v: { gt: 1 } } })`,
    'query with a range and a filter',
  ],
  [`batchGet({ tables: { t: { keys: [{ id: 1 }], consistentRead: true } } })`, 'batchGet'],
  [`batchPut({ tables: { t: [{ id: 1 }] } })`, 'batchPut'],
  [`batchDelete({ tables: { t: [{ id: 1 }] } })`, 'batchDelete'],
  [`transactGet({ items: [{ table: 't', key: { id: 1 }, projection: ['a'] }] })`, 'transactGet'],
  [`transactWrite({ items: [{ putItem: { table: 't', key: { id: 1 }, item: { a: 2 } } }] })`, 'transactWrite of a put'],
  [
    `transactWrite({ items: [{ updateItem: { table: 't', key: { id: 1 }, update: { a: 1 } } }] })`,
    'transactWrite of an update',
  ],
  [`transactWrite({ items: [{ deleteItem: { table: 't', key: { id: 1 } } }] })`, 'transactWrite of a delete'],
  [
    `transactWrite({ items: [{ conditionCheck: { table: 't', key: { id: 1 }, condition: { id: { attributeExists: true } } } }] })`,
    'transactWrite of a condition check',
  ],
];

/** Members of `update`. Those with "captured" in their name were captured; the others follow from them. */
const UPDATES: readonly (readonly [members: string, name: string])[] = [
  ['a: ddb.operations.add(10)', 'add is a SET (captured)'],
  ['a: ddb.operations.append([1, 2, 3])', 'append (captured)'],
  ['a: ddb.operations.prepend([1, 2, 3])', 'prepend (captured)'],
  ['a: ddb.operations.increment(10)', 'increment (captured)'],
  ['a: ddb.operations.decrement()', 'decrement by 1'],
  ['a: ddb.operations.replace({ b: 10 })', 'replace'],
  ['a: ddb.operations.remove()', 'remove'],
  [`a: [ddb.operations.updateListItem('x', 0), ddb.operations.updateListItem('y', 2)]`, 'updateListItem'],
  [`a: 'x', b: 1`, 'values (captured)'],
  ['a: null, b: undefined', 'null and undefined'],
  ['a: 1, gone: ddb.operations.remove(), b: 2', 'SET and REMOVE together'],
  ['a: { b: ddb.operations.increment(1) }', 'an operation in an object'],
  ['a: { b: 1 }', 'an object'],
];

const OPERATIONS: readonly string[] = [
  'add(10)',
  'append([1])',
  'prepend([1])',
  'increment(10)',
  'decrement(10)',
  'replace({ a: 10 })',
  'remove()',
  `updateListItem('x', 1)`,
];

export const DYNAMODB_REQUESTS: Topic = {
  group: 'DynamoDB requests',
  snippets: [
    ...READ_AND_WRITTEN.map(([expression, name]) => returns(`ddb.${expression}`, name, CAPTURED)),
    ...UPDATES.map(([members, name]) =>
      returns(
        `ddb.update({ key: { id: 'test' }, update: { ${members} } })`,
        `update: ${name}`,
        name.endsWith('(captured)') ? CAPTURED : DYNAMODB_PAGE,
      ),
    ),
    ...OPERATIONS.map((operation) =>
      returns(`ddb.operations.${operation}`, `the value of operations.${operation}`, CAPTURED),
    ),
    returns(`ddb.remove({ key: { id: 1 }, condition: { v: 1 } })`, 'a condition that is no expression', ASSUMED),
    returns(`ddb.sync({ limit: 1, lastSync: 2 })`, 'sync, which a capture did not find', CAPTURED),
  ],
};
