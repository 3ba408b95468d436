/** The engine's own rate over HTTP for what the API asks of it, on tables of the same shape. */

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCallEngine, locateEngine, startEngine } from '@ordersaga/local-cloud/testing';
import type { CallEngine } from '@ordersaga/local-cloud/testing';
import { CONNECTIONS } from './graphql-pool.ts';
import { measureLoad } from './load.ts';
import type { Load } from './load.ts';

export type EngineLoad = {
  /** Of the two calls that createOrder makes. */
  readonly createOrder: Load;
  /** Of the one call that order makes. */
  readonly getItem: Load;
};

export async function measureEngine(count: number): Promise<EngineLoad> {
  const location = locateEngine(process.env);
  if ('endpoint' in location) throw new Error('The benchmark measures the bundled engine; unset DYNAMODB_ENDPOINT.');
  const directory = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'bench-'));
  const engine = await startEngine(location.binary, directory);
  const call = createCallEngine(engine.endpoint);
  try {
    await createTables(call);
    const measure = (send: (number: number) => Promise<void>) =>
      measureLoad({ connections: CONNECTIONS, warmUp: 1000, count }, send);
    return {
      createOrder: await measure(async (number) => {
        await call('DynamoDB_20120810.BatchGetItem', READ);
        await call('DynamoDB_20120810.TransactWriteItems', writeOf(`order-${number}`));
      }),
      getItem: await measure(async () => {
        const item = await call('DynamoDB_20120810.GetItem', GET_ITEM);
        if (!item.includes('order-1')) throw new Error(`GetItem answered ${item}`);
      }),
    };
  } finally {
    await call.close();
    await engine.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function createTables(call: CallEngine): Promise<void> {
  const key = (name: string, type = 'S') => ({ AttributeName: name, AttributeType: type });
  await call('DynamoDB_20120810.CreateTable', {
    TableName: 'Orders',
    KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
    AttributeDefinitions: [key('orderId'), key('customerId'), key('createdAt')],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byCustomer',
        KeySchema: [
          { AttributeName: 'customerId', KeyType: 'HASH' },
          { AttributeName: 'createdAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  });
  await call('DynamoDB_20120810.CreateTable', {
    TableName: 'Outbox',
    KeySchema: [
      { AttributeName: 'orderId', KeyType: 'HASH' },
      { AttributeName: 'version', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [key('orderId'), key('version', 'N')],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    BillingMode: 'PAY_PER_REQUEST',
  });
  for (const [TableName, id] of [
    ['Idempotency', 'id'],
    ['Products', 'productId'],
  ] as const) {
    await call('DynamoDB_20120810.CreateTable', {
      TableName,
      KeySchema: [{ AttributeName: id, KeyType: 'HASH' }],
      AttributeDefinitions: [key(id)],
      BillingMode: 'PAY_PER_REQUEST',
    });
  }
  await call('DynamoDB_20120810.PutItem', {
    TableName: 'Products',
    Item: {
      productId: { S: 'keyboard' },
      name: { S: 'Keyboard' },
      price: { N: '89.99' },
      currency: { S: 'USD' },
      available: { N: '100000' },
    },
  });
}

const GET_ITEM = { TableName: 'Orders', Key: { orderId: { S: 'order-1' } } };

const READ = {
  RequestItems: {
    Products: { Keys: [{ productId: { S: 'keyboard' } }], ConsistentRead: true },
    Idempotency: { Keys: [{ id: { S: 'createOrder#bench#none' } }], ConsistentRead: true },
  },
};

function writeOf(orderId: string) {
  const order = {
    orderId: { S: orderId },
    customerId: { S: 'bench' },
    items: { L: [{ M: { productId: { S: 'keyboard' }, quantity: { N: '1' }, price: { N: '89.99' } } }] },
    totalAmount: { N: '89.99' },
    currency: { S: 'USD' },
    status: { S: 'PENDING' },
    version: { N: '1' },
    paymentMethodId: { S: 'pm_card_visa' },
    createdAt: { S: '2026-01-01T00:00:00.000Z' },
    updatedAt: { S: '2026-01-01T00:00:00.000Z' },
  };
  const event = {
    orderId: { S: orderId },
    version: { N: '1' },
    eventId: { S: orderId },
    eventType: { S: 'ORDER_CREATED' },
    status: { S: 'PENDING' },
    occurredAt: { S: '2026-01-01T00:00:00.000Z' },
    expiresAt: { N: '9999999999' },
    payload: { M: order },
  };
  const record = {
    id: { S: `createOrder#bench#${orderId}` },
    status: { S: 'COMPLETED' },
    expiration: { N: '9999999999' },
    data: { M: order },
    validation: { S: JSON.stringify(order) },
  };
  const putNew = (TableName: string, id: string, Item: object) => ({
    Put: { TableName, Item: { ...Item }, ConditionExpression: `attribute_not_exists(${id})` },
  });
  return {
    TransactItems: [
      putNew('Orders', 'orderId', order),
      putNew('Outbox', 'orderId', event),
      putNew('Idempotency', 'id', record),
    ],
  };
}
