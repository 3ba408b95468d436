/** Each alarm of the stack rings: most by a fault or an order, the others by values of their metric. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, it } from 'vitest';
import { clientSettings } from '../commands/client-settings.ts';
import { clearFaults, setFaults } from '../commands/faults.ts';
import { callCloudWatch, describeAlarms, idOf, putWhatRings, untilMailed } from './testing/alarms.ts';
import { changedAssembly } from './testing/changed-cloud.ts';
import { useCloudInProcess } from './testing/cloud-in-process.ts';
import { ORDER, settled } from './testing/cloud.ts';
import { findOrderSagas, findRefundSagas } from './testing/order-sagas.ts';

// Lambda gives a batch up at its first failure here, and not after an hour of tries.
const cloud = await useCloudInProcess(
  changedAssembly((template) => template.replaceAll('"MaximumRetryAttempts": 1000', '"MaximumRetryAttempts": 0')),
);
const { orders } = cloud;
const settings = { ...clientSettings(cloud), maxAttempts: 1 };
const lambda = new LambdaClient(settings);
const stepFunctions = new SFNClient(settings);
const database = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
const sagaArn = await findOrderSagas(stepFunctions);
const refundSagaArn = await findRefundSagas(stepFunctions);

afterEach(() => clearFaults(cloud));

function fault(service: string, operation: string, effect: object, more: object = {}): Promise<void> {
  return setFaults(cloud, { rules: [{ service, operation, effect, ...more }] });
}

/** A function that gets an event that it can't read throws. */
async function failFunction(name: string): Promise<void> {
  const { functionError } = await cloud.invoke(name, { Records: [null] });
  assert.equal(functionError, 'Unhandled', name);
}

function start(stateMachineArn: string, orderId: string = randomUUID()) {
  const input = JSON.stringify({ orderId, refundId: 'none' });
  return stepFunctions.send(new StartExecutionCommand({ stateMachineArn, input }));
}

/** The execution is in its first step when it is stopped. */
async function startAndStop(stateMachineArn: string, firstStep: string): Promise<void> {
  await fault('lambda', 'Invoke', { type: 'throttle' }, { functionName: firstStep });
  const { executionArn } = await start(stateMachineArn);
  await stepFunctions.send(new StopExecutionCommand({ executionArn }));
}

async function placed(paymentMethodId?: string): Promise<string> {
  const { orderId } = await orders.createOrder({ ...ORDER, ...(paymentMethodId !== undefined && { paymentMethodId }) });
  return orderId;
}

/** An order that stands still for so long, with what is still to do. */
async function leave(minutes: number, more: object): Promise<void> {
  const since = new Date(Date.now() - minutes * 60_000).toISOString();
  const Item = {
    ...{
      ...ORDER,
      orderId: randomUUID(),
      totalAmount: 89.99,
      currency: 'USD',
      version: 1,
      happened: ['ORDER_CREATED'],
    },
    ...{ createdAt: since, updatedAt: since, waitingSince: since, ...more },
  };
  await cloud.dynamodb.send(new PutCommand({ TableName: cloud.tableName('Orders'), Item }));
}

async function sweep(): Promise<void> {
  const { functionError, payload } = await cloud.invoke('SweepOrders', {});
  assert.equal(functionError, undefined, JSON.stringify(payload));
}

/** Every call of the database is throttled, and this one is about the table or index. */
async function throttled(send: () => Promise<unknown>): Promise<void> {
  await fault('dynamodb', '*', { type: 'throttle' });
  await assert.rejects(send(), { name: 'ProvisionedThroughputExceededException' });
}

const KEYS: { readonly [table: string]: object } = {
  Orders: { orderId: 'x' },
  Outbox: { orderId: 'x', version: 1 },
  Idempotency: { id: 'x' },
  Products: { productId: 'x' },
  Payments: { paymentId: 'x' },
  PaymentWaits: { orderId: 'x', executionName: 'x' },
  CallerLimits: { customerId: 'x' },
};

function tableCauses(): Causes {
  const causes = Object.entries(KEYS).flatMap(([table, key]) => {
    const TableName = cloud.tableName(table);
    return [
      [`${table}ReadsThrottled`, () => throttled(() => database.send(new GetCommand({ TableName, Key: key })))],
      [`${table}WritesThrottled`, () => throttled(() => database.send(new PutCommand({ TableName, Item: key })))],
    ] as const;
  });
  const indexes = Object.entries({ byCustomer: 'customerId', byStatus: 'status', waiting: 'status' }).map(
    ([IndexName, key]) => {
      const query = new QueryCommand({
        TableName: cloud.tableName('Orders'),
        IndexName,
        KeyConditionExpression: '#key = :key',
        ExpressionAttributeNames: { '#key': key },
        ExpressionAttributeValues: { ':key': 'x' },
      });
      return [`Orders${IndexName}ReadsThrottled`, () => throttled(() => database.send(query))] as const;
    },
  );
  return Object.fromEntries([...causes, ...indexes]);
}

type Causes = { readonly [alarm: string]: () => Promise<unknown> };

const NEVER_DEPLOYED = {
  happened: ['ORDER_CREATED', 'INVENTORY_RESERVED', 'PAYMENT_PROCESSED', 'COMPENSATION_STARTED'],
};

const CAUSES: Causes = {
  SweepStopped: () => {
    cloud.evaluateAlarms(Date.now() + 60 * 60_000);
    return Promise.resolve();
  },
  ApiErrors: async () => {
    await fault('appsync', 'GraphQL', { type: 'error', name: 'InternalFailure', message: 'No.', status: 500 });
    for (let time = 0; time < 3; time += 1) assert.equal((await cloud.post('{"query":"{ __typename }"}')).status, 500);
  },
  SagaFailed: () => start(sagaArn),
  SagaAborted: () => startAndStop(sagaArn, 'ReserveInventory'),
  RefundSagaFailed: () => start(refundSagaArn),
  RefundSagaAborted: () => startAndStop(refundSagaArn, 'IssueRefund'),
  RefundsRefused: async () => {
    const orderId = await placed('pm_sandbox_refunds_refused');
    await settled(orders, orderId);
    await orders.refundOrder({ orderId, refundId: 'back', amount: 1 });
  },
  completeOrderErrors: () => failFunction('CompleteOrder'),
  giveUpNotificationErrors: () => failFunction('GiveUpNotification'),
  refundPaymentErrors: () => failFunction('RefundPayment'),
  releaseInventoryErrors: () => failFunction('ReleaseInventory'),
  failOrderErrors: () => failFunction('FailOrder'),
  parkOrderErrors: () => failFunction('ParkOrder'),
  issueRefundErrors: () => failFunction('IssueRefund'),
  StartSagaErrors: () => failFunction('StartSaga'),
  PublishStatusErrors: () => failFunction('PublishStatus'),
  StartSagaUndelivered: async () => {
    await fault('lambda', 'Invoke', { type: 'crash-before' }, { functionName: 'StartSaga', count: 1 });
    await placed();
  },
  PublishStatusUndelivered: async () => {
    await fault('lambda', 'Invoke', { type: 'crash-before' }, { functionName: 'PublishStatus', count: 1 });
    await placed();
  },
  StartSagaParked: async () => {
    // An event that can start no saga: it doesn't say which refund it is about.
    const Item = { orderId: randomUUID(), version: 1, eventType: 'REFUND_REQUESTED' };
    await cloud.dynamodb.send(new PutCommand({ TableName: cloud.tableName('Outbox'), Item }));
  },
  PublishStatusParked: async () => {
    await fault('events', 'PutEvents', { type: 'error', name: 'InternalException', message: 'No.', status: 500 });
    await placed();
    await untilMailed(cloud, 'PublishStatusParked');
  },
  EventsUndelivered: async () => {
    await fault('lambda', 'Invoke', { type: 'throttle' }, { functionName: 'PublishStatus' });
    // It says that it can't hand the events over.
    const { functionError } = await cloud.invoke('SweepOrders', {});
    assert.equal(functionError, 'Unhandled');
  },
  OrdersParked: async () => {
    await leave(1, { status: 'NEEDS_ATTENTION', ...NEVER_DEPLOYED });
    await sweep();
  },
  OrdersStuck: async () => {
    await leave(21, { status: 'PENDING' });
    await sweep();
  },
  SweepErrors: async () => {
    await fault('dynamodb', 'Query', { type: 'error', name: 'InternalServerError', message: 'No.', status: 500 });
    const { functionError } = await cloud.invoke('SweepOrders', {});
    assert.equal(functionError, 'Unhandled');
  },
  FunctionsThrottled: async () => {
    const { Functions: [first] = [] } = await lambda.send(new ListFunctionsCommand({}));
    await fault('lambda', 'Invoke', { type: 'throttle' });
    const invoke = new InvokeCommand({ FunctionName: first?.FunctionName });
    await assert.rejects(lambda.send(invoke), { name: 'TooManyRequestsException' });
  },
  ...tableCauses(),
  DeclinesRising: async () => {
    const cards = Array.from({ length: 12 }, () => placed('pm_card_chargeDeclined'));
    for (const orderId of await Promise.all(cards)) await settled(orders, orderId);
  },
};

/**
 * What has no cause here that a test can wait for: executions of days, tries a minute apart, records that are a minute old, a
 * schedule that may not invoke its target, quotas that only AWS has, and a quarter of an hour of slow requests.
 */
const BY_VALUES = [
  'ApiSlow',
  'SagaTimedOut',
  'RefundSagaTimedOut',
  'StartSagaLate',
  'PublishStatusLate',
  'SweepDropped',
  'SweepNotInvoked',
  'SagaThrottled',
  'RefundSagaThrottled',
  'OrdersbyCustomerWritesThrottled',
  'OrdersbyStatusWritesThrottled',
  'OrderswaitingWritesThrottled',
];

const alarms = new Map((await describeAlarms(cloud)).map((alarm) => [idOf(alarm), alarm]));

describe('the alarms of the stack', () => {
  it('each have something in this file that makes them ring', () => {
    assert.deepEqual([...alarms.keys()].sort(), [...Object.keys(CAUSES), ...BY_VALUES].sort());
  });

  it('are silent as long as nothing is wrong', async () => {
    await settled(orders, await placed());
    await sweep();
    cloud.evaluateAlarms(Date.now());
    const states = (await describeAlarms(cloud)).map((alarm) => [idOf(alarm), alarm['StateValue']]);
    assert.deepEqual(
      states.filter(([, state]) => state !== 'OK'),
      [],
    );
  });

  for (const [id, cause] of Object.entries(CAUSES)) {
    it(`ring: ${id}, by what it is about`, async () => {
      await cause();
      const mail = await untilMailed(cloud, id);
      assert.deepEqual(mail.to, ['ops@ordersaga.example']);
      assert.match(mail.text, /docs\/operating\.md#[\w-]+/);
    });
  }

  for (const id of BY_VALUES) {
    it(`ring: ${id}, by values of its metric`, async () => {
      await putWhatRings(cloud, alarms.get(id) ?? {});
      await untilMailed(cloud, id);
    });
  }
});

describe('the dashboard', () => {
  it('has values for what functions count', async () => {
    await settled(orders, await placed('pm_sandbox_unavailable_twice'));
    const { Metrics } = await callCloudWatch(cloud, 'ListMetrics', { Namespace: 'Ordersaga' });
    assert.ok(Array.isArray(Metrics));
    const names = new Set(Metrics.map((metric: unknown) => /"MetricName":"(\w+)"/.exec(JSON.stringify(metric))?.[1]));
    const wanted = [
      'OrdersCreated',
      'OrdersCompleted',
      'OrdersFailed',
      'PaymentDeclined',
      'TimeToComplete',
      'AttemptsFailed',
    ];
    assert.deepEqual(
      wanted.filter((name) => !names.has(name)),
      [],
    );
  });
});
