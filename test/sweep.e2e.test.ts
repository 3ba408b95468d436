import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { OrderEvent, OrderEventType, OrderStatus } from '@ordersaga/client';
import { describe, it } from 'vitest';
import { arrayIn } from '../commands/json.ts';
import { readAnswer } from './testing/graphql-answer.ts';
import { eventsOf, ORDER, settled, useCloud } from './testing/cloud.ts';
import { holdPayments } from './testing/hold-payments.ts';

const cloud = await useCloud();
const { orders } = cloud;

function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

type Left = { readonly status: OrderStatus; readonly happened: readonly OrderEventType[] } & Record<string, unknown>;

/** Writes an order as something that went wrong would have left it: there is no stream record of it, and no saga. */
async function leave(minutes: number, left: Left): Promise<string> {
  const orderId = randomUUID();
  const since = minutesAgo(minutes);
  const order = { ...ORDER, orderId, totalAmount: 89.99, currency: 'USD', createdAt: since, updatedAt: since };
  const Item = { ...order, version: left.happened.length, waitingSince: since, ...left };
  await cloud.dynamodb.send(new PutCommand({ TableName: cloud.tableName('Orders'), Item }));
  return orderId;
}

const NEW: Left = { status: 'PENDING', happened: ['ORDER_CREATED'] };
const RESERVED: Left = { status: 'INVENTORY_RESERVED', happened: ['ORDER_CREATED', 'INVENTORY_RESERVED'] };

type Sweep = {
  readonly swept: readonly unknown[];
  readonly stuck: readonly unknown[];
  readonly parked: readonly unknown[];
};

async function sweep(): Promise<Sweep> {
  const { functionError, payload } = await cloud.invoke('SweepOrders', {});
  assert.equal(functionError, undefined, JSON.stringify(payload));
  return { swept: arrayIn(payload, 'swept'), stuck: arrayIn(payload, 'stuck'), parked: arrayIn(payload, 'parked') };
}

async function sagasOf(orderId: string) {
  return (await cloud.executions()).filter(({ name }) => name?.startsWith(orderId));
}

async function chargesOf(orderId: string) {
  return (await cloud.scan('Payments')).filter((entry) => entry['orderId'] === orderId && entry['kind'] === 'CHARGE');
}

function typesOf(events: readonly OrderEvent[]) {
  return events.map(({ eventType }) => eventType);
}

describe('sweep-orders', () => {
  const payment = { paymentId: 'sandbox-elsewhere', refunded: false };
  const failure = { code: 'OutOfStock', step: 'ReserveInventory', message: 'Not enough left of: keyboard' };
  const left: readonly {
    readonly which: string;
    readonly minutes: number;
    readonly how: Left;
    readonly end: OrderStatus;
  }[] = [
    { which: 'whose creation never reached start-saga', minutes: 11, how: NEW, end: 'COMPLETED' },
    { which: 'that lost its saga when its stock was reserved', minutes: 11, how: RESERVED, end: 'COMPLETED' },
    {
      which: 'that lost its saga when it was paid',
      minutes: 11,
      how: { status: 'PAYMENT_PROCESSED', happened: [...RESERVED.happened, 'PAYMENT_PROCESSED'], payment },
      end: 'COMPLETED',
    },
    {
      which: 'that lost its saga when it was completed, whose customer was not told',
      minutes: 11,
      how: { status: 'COMPLETED', happened: [...RESERVED.happened, 'PAYMENT_PROCESSED', 'ORDER_COMPLETED'], payment },
      end: 'COMPLETED',
    },
    {
      which: 'that lost its saga on the way back',
      minutes: 31,
      how: { status: 'COMPENSATING', happened: ['ORDER_CREATED', 'COMPENSATION_STARTED'], failure },
      end: 'FAILED',
    },
    {
      which: 'whose cancellation reached nobody',
      minutes: 31,
      how: { status: 'COMPENSATING', happened: [...RESERVED.happened, 'CANCELLATION_REQUESTED'] },
      end: 'CANCELLED',
    },
  ];
  for (const { which, minutes, how, end } of left) {
    it(`brings an order to its end ${which}`, async () => {
      const orderId = await leave(minutes, how);
      assert.ok((await sweep()).swept.includes(orderId));
      assert.equal((await settled(orders, orderId)).status, end);
      assert.ok(!(await sweep()).swept.includes(orderId), 'it is in the index no more');
    });
  }

  it('leaves an order alone that has moved lately', async () => {
    const orderId = await leave(9, NEW);
    assert.ok(!(await sweep()).swept.includes(orderId));
    assert.deepEqual(await sagasOf(orderId), []);
  });

  it('starts one saga when two sweeps find an order at the same time', async () => {
    const orderId = await leave(11, NEW);
    await Promise.all([sweep(), sweep()]);
    await eventsOf(orders, orderId);
    assert.deepEqual(
      (await sagasOf(orderId)).map(({ name }) => name),
      [`${orderId}-v1-1`],
    );
  });

  it('does no harm beside a saga that still runs', async () => {
    const letPay = await holdPayments(cloud);
    const { orderId } = await orders.createOrder(ORDER);
    for await (const { eventType } of orders.orderStatus(orderId)) if (eventType === 'INVENTORY_RESERVED') break;
    await cloud.dynamodb.send(
      new UpdateCommand({
        TableName: cloud.tableName('Orders'),
        Key: { orderId },
        UpdateExpression: 'SET waitingSince = :since',
        ConditionExpression: '#status = :reserved',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':since': minutesAgo(11), ':reserved': 'INVENTORY_RESERVED' },
      }),
    );
    assert.ok((await sweep()).swept.includes(orderId));
    await letPay();
    const events = await eventsOf(orders, orderId);
    assert.equal((await sagasOf(orderId)).length, 2);
    assert.deepEqual(
      events.map(({ version }) => version),
      [1, 2, 3, 4],
    );
    assert.equal((await settled(orders, orderId)).version, 5);
    assert.equal((await chargesOf(orderId)).length, 1);
  });

  it('tells of an order that it has started a saga for before', async () => {
    const orderId = await leave(21, NEW);
    assert.ok((await sweep()).stuck.includes(orderId));
    assert.ok((await sagasOf(orderId)).some(({ name }) => name === `${orderId}-v1-2`));
  });
});

describe('an order that cannot be undone', () => {
  /** It is paid, says the order, yet the provider knows of no payment. */
  const unknownPayment: Left = {
    status: 'COMPENSATING',
    happened: ['ORDER_CREATED', 'INVENTORY_RESERVED', 'PAYMENT_PROCESSED', 'COMPENSATION_STARTED'],
    failure: { code: 'Error', step: 'CompleteOrder', message: 'A technical problem.' },
  };

  const parked = async (): Promise<string> => {
    const orderId = await leave(31, unknownPayment);
    await sweep();
    for await (const { eventType } of orders.orderStatus(orderId)) if (eventType === 'ORDER_PARKED') break;
    return orderId;
  };

  it('is parked with the step that failed, and swept no more', async () => {
    const orderId = await parked();
    const query =
      'query ($orderId: ID!) { order(orderId: $orderId) { status direction compensationFailure { code step } } }';
    const response = await cloud.post(JSON.stringify({ query, variables: { orderId } }));
    const { data } = await readAnswer(response);
    assert.deepEqual(data['order'], {
      status: 'NEEDS_ATTENTION',
      direction: 'BACKWARD',
      compensationFailure: { code: 'MoveNotAllowed', step: 'FailOrder' },
    });
    const found = await sweep();
    assert.ok(found.parked.includes(orderId));
    assert.ok(!found.swept.includes(orderId));
  });

  it('is not parked when another saga has completed it meanwhile', async () => {
    const { orderId } = await orders.createOrder(ORDER);
    await settled(orders, orderId);
    const notUndone = { RefundPayment: { Error: 'MoveNotAllowed', Cause: '{}' } };
    const { payload } = await cloud.invoke('ParkOrder', { orderId, notUndone });
    assert.deepEqual(payload, { orderId, status: 'COMPLETED', version: 5 });
  });

  it('goes on where it got stuck when somebody has mended it and resumes it', async () => {
    const orderId = await parked();
    await cloud.dynamodb.send(
      new UpdateCommand({
        TableName: cloud.tableName('Orders'),
        Key: { orderId },
        UpdateExpression: 'SET payment = :payment',
        ExpressionAttributeValues: { ':payment': { paymentId: 'sandbox-found', refunded: false } },
      }),
    );
    const { code, stdout, stderr } = await cloud.resume(orderId);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(
      stdout,
      new RegExp(`^Order ${orderId} is NEEDS_ATTENTION and goes back, until everything is undone\\.`),
    );
    assert.match(stdout, new RegExp(`order ${orderId} is started again:\narn:aws:states:.*:${orderId}-resume-`));
    const events = await eventsOf(orders, orderId);
    assert.deepEqual(typesOf(events).slice(-3), ['ORDER_PARKED', 'PAYMENT_REFUNDED', 'ORDER_FAILED']);
    assert.equal((await orders.order(orderId)).payment?.refunded, true);
  });
});

describe('resume', () => {
  it('changes nothing about an order that is completed', async () => {
    const { orderId } = await orders.createOrder(ORDER);
    await settled(orders, orderId);
    const { code, stdout } = await cloud.resume(orderId);
    assert.match(stdout, /is COMPLETED\. What is done is not repeated\./);
    assert.equal(code, 0);
    assert.equal(await endOf(orderId, '-resume-'), 'SUCCEEDED');
    assert.equal((await orders.order(orderId)).version, 5);
  });

  it('says that there is no such order, and starts nothing', async () => {
    const { code, stdout, stderr } = await cloud.resume('TYPO');
    assert.equal(stderr, 'There is no order TYPO in ordersaga-dev. Check the id, or name its stage with --stage.\n');
    assert.deepEqual([code, stdout], [1, '']);
    assert.deepEqual(await sagasOf('TYPO'), []);
  });

  it('turns back no order but one that needs attention on its way forward', async () => {
    const { orderId } = await orders.createOrder(ORDER);
    await settled(orders, orderId);
    const { code, stderr } = await cloud.resume(orderId, '--undo');
    assert.match(
      stderr,
      /^Order \S+ is COMPLETED: only an order that needs attention on its way forward can be turned back\./,
    );
    assert.equal(code, 1);
    assert.equal((await sagasOf(orderId)).length, 1);
  });

  it('says so where there is no saga', async () => {
    const { code, stderr } = await cloud.resume('nothing', '--stage', 'prod');
    assert.match(stderr, /^There is no state machine ordersaga-prod here\./);
    assert.equal(code, 1);
  });
});

/** How the saga of the order ended that has this in its name. */
async function endOf(orderId: string, infix: string): Promise<string | undefined> {
  for (;;) {
    const saga = (await sagasOf(orderId)).find(({ name }) => name?.includes(infix));
    if (saga && saga.status !== 'RUNNING') return saga.status;
  }
}
