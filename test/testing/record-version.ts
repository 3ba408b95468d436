/**
 * Records what the present code leaves halfway, for the code that comes after it: the tables, with an order at each step of
 * the saga, the inputs with which a sweep starts their sagas again, and the saga's definition. docs/evolving.md says when to run it.
 *
 *   node test/testing/record-version.ts
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { createOrdersClient } from '@ordersaga/client';
import { clientSettings } from '../../commands/client-settings.ts';
import { startCloud } from '../../commands/running-cloud.ts';
import { isStoredOrder } from '../../domain/order.ts';
import { sagaInputFor } from '../../domain/saga-input.ts';
import { SCHEMA_VERSION } from '../../domain/schema-version.ts';
import { leaveHalfway } from './leave-halfway.ts';

const PROJECT = resolve(import.meta.dirname, '../..');

const cloud = await startCloud();
const orders = createOrdersClient({ url: cloud.graphqlUrl, apiKey: cloud.apiKey });
const client = DynamoDBDocumentClient.from(new DynamoDBClient(clientSettings(cloud)));
try {
  const halfway = await leaveHalfway(cloud, orders);
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const tables = Object.fromEntries(await Promise.all(TableNames.flatMap((name) => readTable(name))));
  const inputs = tables['Orders']?.filter(isStoredOrder).map(sagaInputFor);
  const definition: unknown = JSON.parse(
    execFileSync(process.execPath, ['infra/export-asl.ts'], { cwd: PROJECT, encoding: 'utf8' }),
  );
  const file = resolve(PROJECT, `test/versions/${SCHEMA_VERSION}.json`);
  writeFileSync(file, `${JSON.stringify({ halfway, inputs, tables, definition }, null, 1)}\n`);
} finally {
  orders.close();
  client.destroy();
  await cloud.stop();
}

/** The items of a table by its logical name, such as `Orders`; nothing for what isn't a table of the stack. */
function readTable(TableName: string): Promise<[string, unknown[]]>[] {
  const name = /-Tables(\D+?)[0-9A-F]{8}$/.exec(TableName)?.[1];
  return name === undefined ? [] : [itemsOf(name, TableName)];
}

async function itemsOf(name: string, TableName: string): Promise<[string, unknown[]]> {
  const pages = await Array.fromAsync(paginateScan({ client }, { TableName }));
  return [name, pages.flatMap(({ Items = [] }) => Items)];
}
