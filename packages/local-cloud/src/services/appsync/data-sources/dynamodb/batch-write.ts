/** What BatchPutItem and BatchDeleteItem share: BatchWriteItem with one kind of write. */
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import { isJsonObject } from '../../../../kernel/json.ts';
import { place, readRequest } from '../contract/request-document.ts';
import type { DataSourceResult } from '../contract/data-source.ts';
import { batchResult, callBatch } from './call-batch.ts';
import { isSameItem } from './same-item.ts';
import type { TableAccess } from './table-access.ts';
import { listsByTable, readTables, readTypedList, refuseMore, TABLES } from './tables.ts';
import { itemFromWire } from './typed-values.ts';

export type BatchWriteKind = {
  readonly operation: 'BatchPutItem' | 'BatchDeleteItem';
  /** The write as DynamoDB names it, and the member of it that holds the item or key. */
  readonly write: 'PutRequest' | 'DeleteRequest';
  readonly member: 'Item' | 'Key';
  /** Where the result lists what was not done. */
  readonly unprocessed: 'unprocessedItems' | 'unprocessedKeys';
};

const MAX_WRITES = 25;

export async function batchWrite(
  kind: BatchWriteKind,
  { call }: TableAccess,
  request: JsonValue,
): Promise<DataSourceResult> {
  const requested = readTables(readRequest(request, ['tables'])).map(([name, value]) => ({
    name,
    entries: readTypedList(value, place(TABLES, name)),
  }));
  refuseMore(
    requested.reduce((count, { entries }) => count + entries.length, 0),
    MAX_WRITES,
    kind.operation,
  );
  const writesOf = (entries: readonly JsonObject[]) =>
    entries.map((entry) => ({ [kind.write]: { [kind.member]: entry } }));
  const requestItems = Object.fromEntries(requested.map(({ name, entries }) => [name, writesOf(entries)]));
  const outcome = await callBatch(call, 'BatchWriteItem', requestItems);
  const unprocessedOf = listsByTable(outcome.left);
  const results = requested.map(({ name, entries }) => {
    const undone = unprocessedOf(name).map((write) => entryOf(kind, write));
    const isUndone = (entry: JsonObject) => undone.some((other) => isSameItem(entry, other));
    return {
      name,
      data: entries.map((entry) => (isUndone(entry) ? null : itemFromWire(entry))),
      undone: undone.map(itemFromWire),
    };
  });
  const result = {
    data: Object.fromEntries(results.map(({ name, data }) => [name, data])),
    [kind.unprocessed]: Object.fromEntries(results.map(({ name, undone }) => [name, undone])),
  };
  return batchResult(result, outcome);
}

function entryOf(kind: BatchWriteKind, write: JsonObject): JsonObject {
  const request = write[kind.write];
  const entry = isJsonObject(request) ? request[kind.member] : undefined;
  return isJsonObject(entry) ? entry : {};
}
