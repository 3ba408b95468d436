/** Serves DynamoDB's operations by the engine: request tokens are kept here, and stream readers learn of writes. */

import type { Account } from '../../aws/place.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { isJsonObject, stringAt } from '../../kernel/json.ts';
import type { Operation } from '../../plugin/service.ts';
import type { Database } from './database.ts';
import { permissionsFor } from './permissions.ts';
import { inOurRegion } from './stream-arn.ts';

const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

/** Operations that a ClientRequestToken makes idempotent. */
const TOKENED = new Set(['TransactWriteItems', 'ExecuteTransaction']);

/** Any operation; the engine knows which there are. */
export function engineOperation(operation: string): Operation<Database> {
  return {
    permissions: (input, _database, account) => permissionsFor(operation, input, account),
    serve: (input, database, { place }) => serve(operation, input, database, place),
  };
}

async function serve(
  operation: string,
  input: JsonObject,
  { callEngine, once, writes }: Pick<Database, 'callEngine' | 'once' | 'writes'>,
  account: Account,
): Promise<string> {
  const ask = (stripped: JsonObject) => callEngine(`DynamoDB_20120810.${operation}`, stripped);
  const output = TOKENED.has(operation) ? await once(input, ask) : await ask(input);
  if (WRITES.has(operation)) writes.signal(tablesOf(input));
  return operation === 'DescribeTable' ? inOurRegion(output, account) : output;
}

/** The tables that a call names: its own, those of a batch, or those of a transaction's items. */
export function tablesOf({
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
