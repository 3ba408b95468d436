/** `@aws-appsync/utils/dynamodb`: request documents. Options that are undefined or null are left out. */
import { entries, hasOwn, isArray, isRecord, keys, mapList, mapMembers } from '../kernel/natives.ts';
import { failCode } from '../kernel/stop.ts';
import { toExpression } from './filter-expression.ts';
import { operations } from './operations.ts';
import { toProjection } from './projection.ts';
import { dynamodb, toItem } from './typed-values.ts';
import { toUpdateExpression } from './update-expression.ts';

type Options = { readonly [name: string]: unknown };
type Convert = (value: unknown) => unknown;

const plain: Convert = (value) => value;

/** An expression object; without `expressionValues` when there are none. */
const toCondition: Convert = (filter) => {
  const { expression, expressionNames, expressionValues } =
    toExpression(filter) ??
    failCode('A filter or condition of @aws-appsync/utils/dynamodb cannot be written as expression');
  return { expression, expressionNames, ...(keys(expressionValues).length > 0 ? { expressionValues } : {}) };
};

const { toMapValues } = dynamodb;

/** Member of the payload → member of the request, and how. */
type Field = readonly [name: string, convert: Convert, requestName?: string];

const KEY: Field = ['key', toMapValues];
const ITEM: Field = ['item', toItem, 'attributeValues'];
const UPDATE: Field = ['update', toUpdateExpression];
const CONDITION: Field = ['condition', toCondition];
const FILTER: Field = ['filter', toCondition];
const PROJECTION: Field = ['projection', toProjection];
const TABLE: Field = ['table', plain];

function plainFields(...names: readonly string[]): Field[] {
  return mapList(names, (name): Field => [name, plain]);
}

const VERSIONED = plainFields('customPartitionKey', 'populateIndexFields', '_version');
const PAGED = plainFields(
  'index',
  'limit',
  'nextToken',
  'consistentRead',
  'totalSegments',
  'segment',
  'select',
  'scanIndexForward',
);

function pick(payload: unknown, fields: readonly Field[]): Options {
  const request: { [name: string]: unknown } = {};
  const options: Options = isRecord(payload) ? payload : {};
  for (const [name, convert, requestName = name] of fields) {
    const value = hasOwn(options, name) ? options[name] : undefined;
    if (value !== undefined && value !== null) request[requestName] = convert(value);
  }
  return request;
}

function createRequest(operation: string, fields: readonly Field[]) {
  return (payload?: unknown): Options => ({ operation, ...pick(payload, fields) });
}

function listOf(convert: Convert): Convert {
  return (list) =>
    isArray(list) ? mapList(list, convert) : failCode('A list is needed here in @aws-appsync/utils/dynamodb');
}

function tablesOf(convert: Convert): Convert {
  return (tables) =>
    isRecord(tables) ? mapMembers(tables, convert) : failCode('Tables are needed here in @aws-appsync/utils/dynamodb');
}

const GET_KEYS: readonly Field[] = [['keys', listOf(toMapValues)], ['consistentRead', plain], PROJECTION];
const GET_ITEM: readonly Field[] = [TABLE, KEY, PROJECTION];

/** The kinds of item that `transactWrite` takes, each under its own name. */
const WRITES: { readonly [kind: string]: readonly [operation: string, fields: readonly Field[]] } = {
  putItem: ['PutItem', [KEY, ITEM, CONDITION]],
  updateItem: ['UpdateItem', [KEY, UPDATE, CONDITION]],
  deleteItem: ['DeleteItem', [KEY, CONDITION]],
  conditionCheck: ['ConditionCheck', [KEY, CONDITION]],
};

const toWrite: Convert = (item) => {
  if (isRecord(item)) {
    for (const [kind, payload] of entries(item)) {
      const write = hasOwn(WRITES, kind) ? WRITES[kind] : undefined;
      if (write !== undefined) return { ...pick(payload, [TABLE]), operation: write[0], ...pick(payload, write[1]) };
    }
  }
  return failCode('transactWrite takes putItem, updateItem, deleteItem and conditionCheck');
};

export const requests = {
  get: createRequest('GetItem', [KEY, ['consistentRead', plain], PROJECTION]),
  put: createRequest('PutItem', [KEY, ITEM, CONDITION, ...VERSIONED]),
  remove: createRequest('DeleteItem', [KEY, CONDITION, ...VERSIONED]),
  update: createRequest('UpdateItem', [KEY, UPDATE, CONDITION, ...VERSIONED]),
  query: createRequest('Query', [['query', toCondition], FILTER, PROJECTION, ...PAGED]),
  scan: createRequest('Scan', [FILTER, PROJECTION, ...PAGED]),
  sync: createRequest('Sync', [
    FILTER,
    ...plainFields('basePartitionKey', 'deltaIndexName', 'limit', 'nextToken', 'lastSync'),
  ]),
  batchGet: createRequest('BatchGetItem', [['tables', tablesOf((table) => pick(table, GET_KEYS))]]),
  batchPut: createRequest('BatchPutItem', [['tables', tablesOf(listOf(toItem))]]),
  batchDelete: createRequest('BatchDeleteItem', [['tables', tablesOf(listOf(toMapValues))]]),
  transactGet: createRequest('TransactGetItems', [['items', listOf((item) => pick(item, GET_ITEM)), 'transactItems']]),
  transactWrite: createRequest('TransactWriteItems', [['items', listOf(toWrite), 'transactItems']]),
  operations,
  // Unlike `util.dynamodb`'s, these know no null.
  toStringSet: (list: unknown) => ({ SS: list }),
  toNumberSet: (list: unknown) => ({ NS: list }),
  toBinarySet: (list: unknown) => ({ BS: list }),
};
