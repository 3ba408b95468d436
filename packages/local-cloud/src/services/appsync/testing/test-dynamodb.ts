/** The real DynamoDB engine for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCallEngine } from '../../dynamodb/engine/call-engine.ts';
import { locateEngine } from '../../dynamodb/engine/locate-engine.ts';
import { startEngine } from '../../dynamodb/engine/start-engine.ts';
import type { CallAws } from '../../../aws/call.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { objectIn } from './value-at.ts';

export type TestDynamoDb = {
  readonly callAws: CallAws;
  /** Makes a call past AppSync and returns the parsed response. */
  readonly call: (operation: string, input: JsonObject) => Promise<JsonObject>;
  readonly close: () => Promise<void>;
};

/** With the table `Items`, whose key is `id`, and the table `Events`, whose key is `id` and `version` (a number). */
export async function startTestDynamoDb(): Promise<TestDynamoDb> {
  const location = locateEngine({ DYNOXIDE_BIN: process.env['DYNOXIDE_BIN'] });
  if (!('binary' in location)) throw new Error('These tests need an engine of their own.');
  const directory = mkdtempSync(join(tmpdir(), 'appsync-'));
  const engine = await startEngine(location.binary, directory);
  const callEngine = createCallEngine(engine.endpoint);
  const callAws: CallAws = ({ operation, input }) => callEngine(`DynamoDB_20120810.${operation}`, input);
  const call = async (operation: string, input: JsonObject): Promise<JsonObject> =>
    objectIn(await callEngine(`DynamoDB_20120810.${operation}`, input));
  await call('CreateTable', { TableName: 'Items', BillingMode: 'PAY_PER_REQUEST', ...keys(['id', 'HASH', 'S']) });
  await call('CreateTable', {
    TableName: 'Events',
    BillingMode: 'PAY_PER_REQUEST',
    ...keys(['id', 'HASH', 'S'], ['version', 'RANGE', 'N']),
  });
  return {
    callAws,
    call,
    close: async () => {
      await callEngine.close();
      await engine.stop();
      rmSync(directory, { recursive: true });
    },
  };
}

function keys(...attributes: readonly (readonly [name: string, keyType: string, type: string])[]): JsonObject {
  return {
    KeySchema: attributes.map(([AttributeName, KeyType]) => ({ AttributeName, KeyType })),
    AttributeDefinitions: attributes.map(([AttributeName, , AttributeType]) => ({ AttributeName, AttributeType })),
  };
}
