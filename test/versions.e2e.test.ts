import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, it } from 'vitest';
import { clientSettings } from '../commands/client-settings.ts';
import { arrayIn, isRecord, objectIn, parseRecord, stringIn } from '../commands/json.ts';
import type { JsonRecord } from '../commands/json.ts';
import { settled, useCloud } from './testing/cloud.ts';
import { withDefinition } from './testing/saga-of-version.ts';
import { findOrderSagas } from './testing/order-sagas.ts';

const VERSIONS = join(import.meta.dirname, 'versions');
const directory = mkdtempSync(join(tmpdir(), 'versions-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What executions read before events arrive: a record of the outbox's stream starts the order's saga. */
const ORDER_OF_TABLES = ['Products', 'Payments', 'Idempotency', 'Orders', 'Outbox'];

for (const file of readdirSync(VERSIONS)) {
  describe(
    `what code of the schema version ${file.replace('.json', '')} left halfway`,
    { timeout: 120_000 },
    async () => {
      const recorded = parseRecord(readFileSync(join(VERSIONS, file), 'utf8'));
      const assembly = join(directory, file);
      withDefinition(process.env['LOCAL_CLOUD_ASSEMBLY'] ?? '', objectIn(recorded, 'definition'), assembly);
      const cloud = await useCloud('--assembly', assembly);
      const halfway = recordsIn(recorded, 'halfway');
      const tables = objectIn(recorded, 'tables');
      const orderOf = (orderId: string): JsonRecord | undefined =>
        recordsIn(tables, 'Orders').find((order) => order['orderId'] === orderId);

      for (const table of ORDER_OF_TABLES) {
        for (const Item of recordsIn(tables, table)) {
          await cloud.dynamodb.send(new PutCommand({ TableName: cloud.tableName(table), Item: unexpired(Item) }));
        }
      }
      const client = new SFNClient(clientSettings(cloud));
      const stateMachineArn = `${await findOrderSagas(client)}:live`;
      for (const input of recordsIn(recorded, 'inputs')) {
        const name = `${stringIn(input, 'orderId')}-sweep`;
        await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
      }

      for (const one of halfway) {
        const orderId = stringIn(one, 'orderId');
        const { step, end } = one;
        it(`ends by the definition of then and the functions of today: an order before ${String(step)}`, async () => {
          const order = await settled(cloud.orders, orderId);
          assert.equal(order.status, end);
          const versionsBefore = arrayIn(orderOf(orderId) ?? {}, 'happened');
          assert.deepEqual(
            order.history.slice(0, versionsBefore.length).map(({ eventType }) => eventType),
            versionsBefore,
          );
          assert.ok(order.version > versionsBefore.length);
        });
      }
    },
  );
}

/** The fixture outlives the year for which the table keeps an event. */
function unexpired(item: JsonRecord): JsonRecord {
  const inAnHour = Math.floor(Date.now() / 1000) + 3600;
  return 'expiresAt' in item ? { ...item, expiresAt: inAnHour } : item;
}

function recordsIn(record: JsonRecord, name: string): readonly JsonRecord[] {
  return arrayIn(record, name).filter(isRecord);
}
