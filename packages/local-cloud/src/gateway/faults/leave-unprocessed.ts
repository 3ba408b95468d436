/** A batch of DynamoDB for which the table has no capacity left at its end. */

import { isJsonObject, parseObject } from '../../kernel/json.ts';
import type { AwsCall } from '../../aws/call.ts';
import type { Serve } from '../operation.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';

/** The answer without the last key or write of each table, which it says are unprocessed, as DynamoDB does. */
export async function leaveUnprocessed(call: AwsCall, next: Serve): Promise<string> {
  const tables = isJsonObject(call.input['RequestItems']) ? call.input['RequestItems'] : {};
  const served = withEach(tables, (list) => list.slice(0, -1));
  const left = withEach(tables, (list) => list.slice(-1));
  const member = call.operation === 'BatchGetItem' ? 'UnprocessedKeys' : 'UnprocessedItems';
  const serve = async (): Promise<JsonObject> =>
    parseObject(await next({ ...call, input: { ...call.input, RequestItems: served } })) ?? {};
  // A batch without anything in it would be refused.
  const answer: JsonObject = isEmpty(served) ? { Responses: {} } : await serve();
  const already = answer[member];
  return JSON.stringify({ ...answer, [member]: { ...(isJsonObject(already) ? already : {}), ...left } });
}

/** Each table with other keys, or other writes; without the tables that then have none. */
function withEach(tables: JsonObject, change: (list: readonly JsonValue[]) => JsonValue[]): JsonObject {
  return Object.fromEntries(
    Object.entries(tables).flatMap(([name, table]) => {
      const list = isJsonObject(table) ? table['Keys'] : table;
      const changed = Array.isArray(list) ? change(list) : [];
      if (changed.length === 0) return [];
      return [[name, isJsonObject(table) ? { ...table, Keys: changed } : changed]];
    }),
  );
}

function isEmpty(tables: JsonObject): boolean {
  return Object.keys(tables).length === 0;
}
