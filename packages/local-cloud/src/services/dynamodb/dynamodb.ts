/** The gateway's DynamoDB: the engine, with request tokens kept here and writes made known to stream readers. */

import type { CallEngine } from './engine/call-engine.ts';
import { isJsonObject, stringAt } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { Service } from '../../gateway/gateway.ts';
import { createRequestTokens } from './request-tokens.ts';
import { inOurRegion } from './stream-arn.ts';
import type { Account } from '../../aws/place.ts';

const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

/** Operations that a ClientRequestToken makes idempotent. */
const TOKENED = new Set(['TransactWriteItems', 'ExecuteTransaction']);

export function createDynamodb(
  callEngine: CallEngine,
  account: Account,
  onWrite: (tables: readonly string[]) => void,
): Service {
  const once = createRequestTokens();
  return async ({ operation, input }) => {
    const serve = (stripped: typeof input) => callEngine(`DynamoDB_20120810.${operation}`, stripped);
    const answer = TOKENED.has(operation) ? await once(input, serve) : await serve(input);
    if (WRITES.has(operation)) onWrite(tablesOf(input));
    return operation === 'DescribeTable' ? inOurRegion(answer, account) : answer;
  };
}

/** The tables that a write names: its own, those of a batch, or those of a transaction's items. */
function tablesOf({
  TableName: table,
  RequestItems: batch,
  TransactItems: transaction,
}: JsonObject): readonly string[] {
  if (typeof table === 'string') return [table];
  if (isJsonObject(batch)) return Object.keys(batch);
  const items = (Array.isArray(transaction) ? transaction : [])
    .filter(isJsonObject)
    .flatMap((item) => Object.values(item));
  return items.filter(isJsonObject).flatMap((item) => stringAt(item, 'TableName') ?? []);
}
