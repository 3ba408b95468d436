/** BatchGetItem: items in the order of their keys, null for a missing one. */
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import { isJsonObject } from '../../../../kernel/json.ts';
import { readBoolean, readObject, optional, place, readRequest, refuseOthers } from '../contract/request-document.ts';
import { batchResult, callBatch } from './call-batch.ts';
import { expressionAs } from './expressions.ts';
import { isSameItem } from './same-item.ts';
import type { Operation } from './table-access.ts';
import { listsByTable, readTables, readTypedList, refuseMore, TABLES } from './tables.ts';
import { itemFromWire } from './typed-values.ts';

const MAX_KEYS = 100;

export const batchGetItem: Operation = async ({ call }, request) => {
  const requested = readTables(readRequest(request, ['tables'])).map(([name, value]) => {
    const at = place(TABLES, name);
    const table = readObject(value, at);
    refuseOthers(table, ['keys', 'consistentRead', 'projection'], at);
    const keys = readTypedList(table['keys'], place(at, 'keys'));
    const projection = expressionAs('ProjectionExpression', table['projection'], place(at, 'projection'));
    return { name, keys, projection, consistentRead: optional(table, 'consistentRead', at, readBoolean) ?? false };
  });
  refuseMore(
    requested.reduce((count, { keys }) => count + keys.length, 0),
    MAX_KEYS,
    'BatchGetItem',
  );
  const requestItems = Object.fromEntries(
    requested.map(({ name, keys, projection, consistentRead }) => [
      name,
      { Keys: [...keys], ConsistentRead: consistentRead, ...projection },
    ]),
  );
  const outcome = await callBatch(call, 'BatchGetItem', requestItems);
  const found = outcome.responses.map(({ Responses: responses }) => listsByTable(responses));
  const foundIn = (name: string) => found.flatMap((itemsOf) => itemsOf(name));
  const result = {
    data: Object.fromEntries(requested.map(({ name, keys }) => [name, inOrderOf(keys, foundIn(name))])),
    unprocessedKeys: Object.fromEntries(requested.map(({ name }) => [name, keysOf(outcome.left[name] ?? {})])),
  };
  return batchResult(result, outcome);
};

function keysOf(table: JsonValue) {
  const keys = isJsonObject(table) ? table['Keys'] : [];
  return Array.isArray(keys) ? keys.filter(isJsonObject).map(itemFromWire) : [];
}

function inOrderOf(keys: readonly JsonObject[], items: readonly JsonObject[]) {
  return keys.map((key) => {
    const item = items.find((candidate) => hasKey(candidate, key));
    return item === undefined ? null : itemFromWire(item);
  });
}

function hasKey(item: JsonObject, key: JsonObject): boolean {
  const ofItem = Object.fromEntries(Object.keys(key).map((name) => [name, item[name] ?? null]));
  return isSameItem(ofItem, key);
}
