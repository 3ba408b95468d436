/** What becomes of an order whose saga is in trouble: delayed, parked with its direction, and undone only before it is paid. */
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, it } from 'vitest';
import { clearFaults, readFaults, setFaults } from '../commands/faults.ts';
import { arrayIn } from '../commands/json.ts';
import { eventsOf, ORDER, settled } from './testing/cloud.ts';
import { readAnswer } from './testing/graphql-answer.ts';
import { useHastyCloud } from './testing/hasty-cloud.ts';

/** More than a step before the payment has for its own failures, which is 5. */
const ATTEMPTS = 8;

const cloud = await useHastyCloud(ATTEMPTS);
const { orders } = cloud;

function inject(...rules: readonly object[]): Promise<void> {
  return setFaults(cloud, rules);
}
async function struck(): Promise<number> {
  const [rule] = await readFaults(cloud);
  assert.ok(rule);
  return rule.injected;
}
async function untilStruck(times: number): Promise<void> {
  while ((await struck()) < times) await delay(50);
}
function mend(): Promise<void> {
  return clearFaults(cloud);
}
afterEach(mend);

function failing(functionName: string, type: string) {
  return {
    service: 'lambda',
    operation: 'Invoke',
    functionName,
    effect: { type },
  };
}

async function ledgerOf(orderId: string): Promise<unknown[]> {
  return (await cloud.scan('Payments'))
    .filter((entry) => entry['orderId'] === orderId)
    .map((entry) => entry['kind'])
    .sort();
}

async function typesOf(orderId: string): Promise<string[]> {
  return (await orders.order(orderId)).history.map(({ eventType }) => eventType);
}

async function untilParked(orderId: string): Promise<void> {
  for await (const { status } of orders.orderStatus(orderId)) if (status === 'NEEDS_ATTENTION') return;
}

/** As staff see it, straight from the table. */
async function stored(orderId: string) {
  return (await cloud.scan('Orders')).find((order) => order['orderId'] === orderId) ?? {};
}

describe('a throttled function', () => {
  for (const step of ['ReserveInventory', 'ProcessPayment', 'CompleteOrder', 'SendNotification']) {
    it(`delays an order, and does not undo it: ${step}`, async () => {
      await inject({ ...failing(step, 'throttle'), count: ATTEMPTS - 2 });
      const { orderId } = await orders.createOrder(ORDER);
      const { status } = await settled(orders, orderId);
      assert.equal(status, 'COMPLETED');
      assert.equal(await struck(), ATTEMPTS - 2);
      assert.deepEqual(await ledgerOf(orderId), ['CHARGE']);
    });
  }

  it('delays an order, and does not undo it: those that read the outbox', async () => {
    await inject(
      { ...failing('StartSaga', 'throttle'), count: 3 },
      { ...failing('PublishStatus', 'throttle'), count: 3 },
    );
    const { orderId } = await orders.createOrder(ORDER);
    assert.equal((await eventsOf(orders, orderId)).at(-1)?.status, 'COMPLETED');
    assert.equal(await struck(), 3);
  });

  it('leaves a parked order that is not paid to its customer, who may cancel it', async () => {
    await inject(failing('ProcessPayment', 'throttle'));
    const { orderId } = await orders.createOrder(ORDER);
    await untilParked(orderId);
    await mend();
    await orders.cancelOrder(orderId);
    assert.equal((await settled(orders, orderId)).status, 'CANCELLED');
    assert.deepEqual(await ledgerOf(orderId), []);
  });

  it('parks an order that is not paid when it lasts, and the order goes on forward when it is resumed', async () => {
    await inject(failing('ProcessPayment', 'throttle'));
    const { orderId } = await orders.createOrder(ORDER);
    await untilParked(orderId);
    assert.partialDeepStrictEqual(await stored(orderId), {
      direction: 'FORWARD',
      forwardFailure: { code: 'Lambda.TooManyRequestsException', step: 'ProcessPayment' },
    });
    await mend();
    const { code, stdout } = await cloud.resume(orderId);
    assert.match(stdout, /is NEEDS_ATTENTION and goes forward\./);
    assert.equal(code, 0);
    assert.equal((await settled(orders, orderId)).status, 'COMPLETED');
    assert.equal((await stored(orderId))['direction'], undefined);
  });
});

describe('a throttled table', () => {
  it('delays an order, and does not undo it', async () => {
    const throttling = { service: 'dynamodb', operation: 'TransactWriteItems', effect: { type: 'throttle' } };
    // The first one creates the order; a function's SDK makes three calls of each try.
    await inject({ ...throttling, nth: 2, count: 3 * (ATTEMPTS - 2) });
    const { orderId } = await orders.createOrder(ORDER);
    assert.equal((await settled(orders, orderId)).status, 'COMPLETED');
    assert.equal(await struck(), 3 * (ATTEMPTS - 2));
  });
});

describe('a paid order', () => {
  it('is completed however long that fails, and its customer is told nothing before', async () => {
    await inject({ ...failing('CompleteOrder', 'crash-before'), count: ATTEMPTS - 2 });
    const { orderId } = await orders.createOrder({ ...ORDER, email: 'ada@example.com' });
    await untilStruck(ATTEMPTS - 2);
    const types = ['ORDER_CREATED', 'INVENTORY_RESERVED', 'PAYMENT_PROCESSED', 'ORDER_COMPLETED', 'NOTIFICATION_SENT'];
    assert.equal((await settled(orders, orderId)).notification?.sent, true);
    assert.deepEqual(await typesOf(orderId), types);
    assert.deepEqual(await ledgerOf(orderId), ['CHARGE']);
  });

  it('is completed where the answer of its payment was lost again and again', async () => {
    await inject(failing('ProcessPayment', 'crash-after'));
    const { orderId } = await orders.createOrder(ORDER);
    const { status } = await settled(orders, orderId);
    assert.equal(status, 'COMPLETED');
    assert.deepEqual(await ledgerOf(orderId), ['CHARGE']);
  });

  const parked = async (): Promise<string> => {
    await inject(failing('CompleteOrder', 'crash-before'));
    const { orderId } = await orders.createOrder(ORDER);
    await untilParked(orderId);
    await mend();
    return orderId;
  };

  it('is parked with its direction when it cannot go on, shows it, and is completed when it is resumed', async () => {
    const orderId = await parked();
    const query =
      'query ($orderId: ID!) { order(orderId: $orderId) { status direction failure { code } forwardFailure { step } } }';
    const response = await cloud.post(JSON.stringify({ query, variables: { orderId } }));
    assert.deepEqual((await readAnswer(response)).data['order'], {
      status: 'NEEDS_ATTENTION',
      direction: 'FORWARD',
      failure: null,
      forwardFailure: { step: 'CompleteOrder' },
    });
    assert.equal((await cloud.resume(orderId)).code, 0);
    assert.equal((await settled(orders, orderId)).status, 'COMPLETED');
    assert.deepEqual(await ledgerOf(orderId), ['CHARGE']);
  });

  it('stays paid while it is parked, whatever step runs again, and cannot be cancelled', async () => {
    const orderId = await parked();
    const failed = { ProcessPayment: { Error: 'PaymentDeclined', Cause: '{}' } };
    const refund = await cloud.invoke('RefundPayment', { orderId, failed });
    assert.equal(refund.payload['errorType'], 'OrderPaid');
    for (const step of ['ReleaseInventory', 'FailOrder']) {
      assert.equal((await cloud.invoke(step, { orderId })).payload['errorType'], 'MoveNotAllowed', step);
    }
    await assert.rejects(orders.cancelOrder(orderId), /is paid and cannot be cancelled/);
    assert.deepEqual(await ledgerOf(orderId), ['CHARGE']);
    assert.equal((await orders.order(orderId)).status, 'NEEDS_ATTENTION');
  });

  it('is undone when staff turn it back, and only then', async () => {
    const orderId = await parked();
    const { code, stdout } = await cloud.resume(orderId, '--undo');
    assert.match(stdout, /is NEEDS_ATTENTION and goes back, until everything is undone\./);
    assert.equal(code, 0);
    const { status, payment, failure } = await settled(orders, orderId);
    assert.deepEqual([status, payment?.refunded, failure?.step], ['FAILED', true, 'CompleteOrder']);
    assert.deepEqual((await typesOf(orderId)).slice(3), [
      'ORDER_PARKED',
      'UNDOING_REQUESTED',
      'PAYMENT_REFUNDED',
      'INVENTORY_RELEASED',
      'ORDER_FAILED',
    ]);
    assert.deepEqual(await ledgerOf(orderId), ['CHARGE', 'REFUND']);
    const again = await cloud.resume(orderId, '--undo');
    assert.match(again.stderr, /is FAILED: only an order that needs attention on its way forward/);
    assert.equal(again.code, 1);
  });
});

describe('an order whose charge is found before its payment is recorded', () => {
  it('is refunded', async () => {
    const { orderId } = await orders.createOrder({ ...ORDER, paymentMethodId: 'pm_sandbox_timeout' });
    assert.equal((await eventsOf(orders, orderId)).at(-1)?.status, 'FAILED');
    assert.deepEqual(await ledgerOf(orderId), ['CHARGE', 'REFUND']);
  });
});

describe('a mail that cannot be sent', () => {
  it('is given up after its tries, in a version of the completed order that says why', async () => {
    await inject({
      service: 'ses',
      operation: 'SendEmail',
      effect: { type: 'error', name: 'ServiceUnavailable', status: 503 },
    });
    const { orderId } = await orders.createOrder({ ...ORDER, email: 'grace@example.com' });
    const { status, version, notification, history } = await settled(orders, orderId);
    assert.deepEqual([status, version, notification?.sent], ['COMPLETED', 5, false]);
    assert.match(notification?.error ?? '', /technical problem/);
    assert.deepEqual([history.at(-1)?.eventType, history.at(-1)?.status], ['NOTIFICATION_GIVEN_UP', 'COMPLETED']);
    assert.equal((await stored(orderId))['waitingSince'], undefined);
  });

  it('is not called unsent where it was sent and only the record of it failed', async () => {
    const { orderId } = await orders.createOrder({ ...ORDER, email: 'linus@example.com' });
    await settled(orders, orderId);
    await forgetNotification(orderId);
    const notificationError = { Error: 'ProvisionedThroughputExceededException', Cause: '{}' };
    const { payload } = await cloud.invoke('GiveUpNotification', { orderId, notificationError });
    assert.deepEqual(payload, { orderId, status: 'COMPLETED', version: 5 });
    assert.deepEqual((await orders.order(orderId)).notification, { sent: true, error: null });
    assert.equal((await typesOf(orderId)).at(-1), 'NOTIFICATION_SENT');
  });
});

/** Takes the order back to the version in which its mail was sent and that was not recorded yet. */
async function forgetNotification(orderId: string): Promise<void> {
  const { notification: _, happened, ...order } = await stored(orderId);
  assert.ok(Array.isArray(happened));
  const Item = { ...order, happened: happened.slice(0, 4), version: 4, waitingSince: order['updatedAt'] };
  await cloud.dynamodb.send(new PutCommand({ TableName: cloud.tableName('Orders'), Item }));
  await cloud.dynamodb.send(new DeleteCommand({ TableName: cloud.tableName('Outbox'), Key: { orderId, version: 5 } }));
}

describe('the sweep', () => {
  it('takes a paid order forward that lost its saga, though the steps before would fail', async () => {
    await inject(failing('CompleteOrder', 'crash-before'));
    const { orderId } = await orders.createOrder(ORDER);
    await untilParked(orderId);
    const back = { status: 'PAYMENT_PROCESSED', waitingSince: new Date(Date.now() - 11 * 60_000).toISOString() };
    await cloud.dynamodb.send(
      new UpdateCommand({
        TableName: cloud.tableName('Orders'),
        Key: { orderId },
        UpdateExpression: 'SET #status = :status, waitingSince = :since',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':status': back.status, ':since': back.waitingSince },
      }),
    );
    await inject(failing('ReserveInventory', 'crash-before'), failing('ProcessPayment', 'crash-before'));
    const { payload } = await cloud.invoke('SweepOrders', {});
    assert.ok(arrayIn(payload, 'swept').includes(orderId));
    assert.equal((await settled(orders, orderId)).status, 'COMPLETED');
    assert.deepEqual(await ledgerOf(orderId), ['CHARGE']);
  });
});
