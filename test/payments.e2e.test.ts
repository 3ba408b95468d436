/** The steps of the saga that move money, on the real database engine, with the stub of Stripe. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, it, vi } from 'vitest';
import { objectIn } from '../commands/json.ts';
import type { JsonRecord } from '../commands/json.ts';
import { AS_IT_WAS_READ, valuesAsRead } from '../domain/order-condition.ts';
import type { StoredOrder } from '../domain/order.ts';
import { stripeGateway } from '../functions/shared/payment-gateway/stripe-gateway.ts';
import { startStripeStub } from '../functions/shared/payment-gateway/testing/stripe-stub.ts';
import type { StripeStub } from '../functions/shared/payment-gateway/testing/stripe-stub.ts';
import type { PaymentGateway } from '../functions/shared/payment-gateway/payment-gateway.ts';
import { useFunctionsEngine } from './testing/functions-engine.ts';

const ORDERS_TABLE = `Orders-${randomUUID()}`;
const OUTBOX_TABLE = `Outbox-${randomUUID()}`;
const PAYMENT_WAITS_TABLE = `PaymentWaits-${randomUUID()}`;
useFunctionsEngine({ ORDERS_TABLE, OUTBOX_TABLE, PAYMENT_WAITS_TABLE });
afterAll(() => vi.unstubAllEnvs());

// They read the environment when they are loaded.
const { database } = await import('../functions/shared/clients/database.ts');
const { moveOrder } = await import('../functions/shared/orders/move-order.ts');
const { processPayment } = await import('../functions/saga/process-payment/process-payment.ts');
const { storeIntent } = await import('../functions/saga/process-payment/store-intent.ts');
const { readOrder: stored } = await import('../functions/shared/orders/read-order.ts');
const { refundPayment } = await import('../functions/saga/refund-payment/refund-payment.ts');

describe('an order that is paid by Stripe', () => {
  let stub: StripeStub;
  let gateway: PaymentGateway;
  beforeAll(async () => {
    await createTables();
    stub = await startStripeStub();
    gateway = stripeGateway('sk_test_stub', { address: stub.address });
  });
  afterAll(() => stub.close());
  beforeEach(() => stub.setFaults());

  const failed = { ProcessPayment: { Error: 'PaymentProviderUnavailable', Cause: '{}' } };
  const undo = (orderId: string) => refundPayment({ orderId, failed }, gateway);
  const pay = (orderId: string) => processPayment(orderId, gateway);
  const intentsOf = (orderId: string) =>
    [...stub.intents.values()].filter(({ metadata }) => metadata.orderId === orderId);
  const takenOf = (orderId: string) => intentsOf(orderId).filter(({ status }) => status === 'succeeded');
  const refundsOf = (orderId: string) =>
    stub.refunds.filter(({ payment_intent: id }) => intentsOf(orderId).some((intent) => intent.id === id));
  const callsDuring = async (run: () => Promise<unknown>): Promise<number> => {
    const start = stub.calls.length;
    await run();
    return stub.calls.length - start;
  };

  it('stores the intent before it is confirmed, without a move, and loses the payment method once paid', async () => {
    const orderId = await reserved();
    const { arrived, release } = stub.hold(/confirm$/);
    const paying = pay(orderId);
    await arrived;
    const before = await read(orderId);
    assert.deepEqual(
      [before['version'], before['status'], before['paymentIntentId']],
      [2, 'INVENTORY_RESERVED', intentsOf(orderId)[0]?.id],
    );
    release();
    await paying;
    const { status, version, payment, paymentMethodId } = await read(orderId);
    assert.deepEqual(
      [status, version, payment, paymentMethodId],
      ['PAYMENT_PROCESSED', 3, { paymentId: before['paymentIntentId'], refunded: false }, undefined],
    );
    await pay(orderId);
    assert.equal(takenOf(orderId).length, 1);
  });

  it('is charged once by several runs of its step at the same time', async () => {
    const orderId = await reserved();
    const runs = await Promise.allSettled(Array.from({ length: 5 }, () => pay(orderId)));
    assert.deepEqual(
      runs.map(({ status }) => status),
      Array(5).fill('fulfilled'),
    );
    assert.equal(takenOf(orderId).length, 1);
    assert.equal(intentsOf(orderId).filter(({ status }) => status === 'requires_confirmation').length, 0);
    assert.equal(objectIn(await read(orderId), 'payment')['paymentId'], takenOf(orderId)[0]?.id);
  });

  it('is paid in the end when every call fails at first, and Stripe saves the failures', async () => {
    const orderId = await reserved();
    stub.setFaults(
      { request: /intents$/, effect: 'fails', times: 2 },
      { request: /confirm$/, effect: 'fails', times: 2 },
    );
    for (let tries = 0; tries < 4; tries += 1)
      await assert.rejects(pay(orderId), { name: 'PaymentProviderUnavailable' });
    await pay(orderId);
    assert.equal(takenOf(orderId).length, 1);
  });

  it('is refunded when it was charged and nobody heard of it', async () => {
    const orderId = await reserved();
    stub.setFaults(
      { request: /confirm$/, effect: 'fails after the effect' },
      { request: /GET .*pi_/, effect: 'fails' },
    );
    await assert.rejects(pay(orderId));
    stub.setFaults({ request: /POST .*refunds$/, effect: 'fails after the effect', times: 1 });
    await Promise.all([undo(orderId), undo(orderId)]);
    await undo(orderId);
    assert.deepEqual(
      refundsOf(orderId).map(({ amount }) => amount),
      [89_99],
    );
    assert.deepEqual((await read(orderId))['payment'], { paymentId: intentsOf(orderId)[0]?.id, refunded: true });
  });

  it('can no more be charged once it is being undone', async () => {
    const orderId = await reserved();
    stub.setFaults({ request: /confirm$/, effect: 'fails', times: 1 });
    await assert.rejects(pay(orderId));
    await undo(orderId);
    await assert.rejects(pay(orderId), { name: 'MoveNotAllowed' });
    const [intent] = intentsOf(orderId);
    await assert.rejects(gateway.confirm({ paymentId: intent?.id ?? '', isNew: true }), { name: 'PaymentDeclined' });
    assert.deepEqual([takenOf(orderId), refundsOf(orderId)], [[], []]);
  });

  it('gives every penny back, whenever undoing begins', async () => {
    await Promise.all(
      Array.from({ length: 12 }, async () => {
        const orderId = await reserved();
        await Promise.allSettled([pay(orderId), cancel(orderId), pay(orderId)]);
        const { status } = await read(orderId);
        if (status === 'PAYMENT_PROCESSED') {
          assert.equal(takenOf(orderId).length, 1);
          return;
        }
        await undo(orderId);
        await Promise.allSettled([pay(orderId), undo(orderId)]);
        assert.equal(refundsOf(orderId).length, takenOf(orderId).length);
      }),
    );
  });

  it('keeps its intent when it is cancelled right after that was stored', async () => {
    const orderId = await reserved();
    const { arrived, release } = stub.hold(/confirm$/);
    const paying = assert.rejects(pay(orderId), { name: 'MoveNotAllowed' });
    await arrived;
    await cancel(orderId);
    release();
    await paying;
    await undo(orderId);
    assert.deepEqual([takenOf(orderId).length, refundsOf(orderId).length], [1, 1]);
  });

  it('keeps its intent where a move was decided before that was stored', async () => {
    const orderId = await reserved();
    const before = await stored(orderId);
    assert.ok(await storeIntent(before, 'pi_first'));
    assert.ok(await storeIntent(before, 'pi_first'), 'again, as when the answer was lost');
    assert.ok(!(await storeIntent(before, 'pi_second')));
    const condition = {
      ConditionExpression: AS_IT_WAS_READ.expression,
      ExpressionAttributeNames: AS_IT_WAS_READ.names,
    };
    const write = {
      TableName: ORDERS_TABLE,
      Item: before,
      ...condition,
      ExpressionAttributeValues: valuesAsRead(before),
    };
    await assert.rejects(database.send(new PutCommand(write)), { name: 'ConditionalCheckFailedException' });
    assert.equal((await cancel(orderId)).paymentIntentId, 'pi_first');
    assert.ok(!(await storeIntent(await stored(orderId).then((order) => ({ ...order, version: 2 })), 'pi_first')));
  });

  it('can be charged after it was parked unpaid on its way forward', async () => {
    const orderId = await reserved();
    await moveOrder(orderId, 'ORDER_PARKED', () => ({ change: { direction: 'FORWARD' } }));
    await pay(orderId);
    assert.equal(takenOf(orderId).length, 1);
    assert.equal((await read(orderId))['paymentMethodId'], undefined);
  });

  const uncharged: readonly { readonly which: string; readonly make: () => Promise<string> }[] = [
    { which: 'is sold out', make: () => place('PENDING') },
    {
      which: 'is cancelled before it is paid',
      make: async () => {
        const orderId = await reserved();
        await cancel(orderId);
        return orderId;
      },
    },
    { which: 'fails before a charge is begun', make: () => reserved() },
  ];
  for (const { which, make } of uncharged) {
    it(`makes no call of Stripe where it ${which}`, async () => {
      const orderId = await make();
      const outOfStock = { ReserveInventory: { Error: 'OutOfStock', Cause: '{}' } };
      assert.equal(await callsDuring(() => refundPayment({ orderId, failed: outOfStock }, gateway)), 0);
      assert.equal(await callsDuring(() => refundPayment({ orderId, failed: outOfStock }, gateway)), 0);
      assert.equal((await read(orderId))['paymentMethodId'], undefined);
    });
  }

  it('makes one call where the payment method is unknown, and none to undo that', async () => {
    const orderId = await place('INVENTORY_RESERVED', { paymentMethodId: 'nonsense' });
    assert.equal(await callsDuring(() => assert.rejects(pay(orderId), { name: 'PaymentDeclined' })), 1);
    assert.equal(await callsDuring(() => undo(orderId)), 0);
  });

  const amounts: readonly { readonly currency: string; readonly totalAmount: number; readonly expected: number }[] = [
    { currency: 'JPY', totalAmount: 1000, expected: 1000 },
    { currency: 'USD', totalAmount: 89.99, expected: 8999 },
    { currency: 'KWD', totalAmount: 5.12, expected: 5120 },
    { currency: 'ISK', totalAmount: 5, expected: 500 },
    { currency: 'UGX', totalAmount: 5, expected: 500 },
  ];
  for (const { currency, totalAmount, expected } of amounts) {
    it(`is charged and refunded ${totalAmount} ${currency} as Stripe's ${expected}`, async () => {
      const orderId = await place('INVENTORY_RESERVED', { currency, totalAmount });
      stub.setFaults(
        { request: /confirm$/, effect: 'fails after the effect' },
        { request: /GET .*pi_/, effect: 'fails' },
      );
      await assert.rejects(pay(orderId));
      stub.setFaults();
      await undo(orderId);
      assert.deepEqual([takenOf(orderId)[0]?.amount, refundsOf(orderId)[0]?.amount], [expected, expected]);
    });
  }

  it('has no payment method in any event', async () => {
    const { Items = [] } = await database.send(new ScanCommand({ TableName: OUTBOX_TABLE }));
    assert.ok(Items.length > 0);
    assert.doesNotMatch(JSON.stringify(Items), /pm_card|paymentMethod/);
  });
});

function cancel(orderId: string) {
  return moveOrder(orderId, 'CANCELLATION_REQUESTED');
}
function reserved() {
  return place('INVENTORY_RESERVED');
}

async function place(status: 'PENDING' | 'INVENTORY_RESERVED', how: Partial<StoredOrder> = {}): Promise<string> {
  const orderId = randomUUID();
  const happened = status === 'PENDING' ? ['ORDER_CREATED'] : ['ORDER_CREATED', 'INVENTORY_RESERVED'];
  const items = [{ productId: 'keyboard', quantity: 1, price: 89.99 }];
  const order = {
    orderId,
    customerId: 'ada',
    paymentMethodId: 'pm_card_visa',
    items,
    totalAmount: 89.99,
    currency: 'USD',
  };
  const Item = { ...order, status, happened, version: happened.length, createdAt: '2026-01-01T00:00:00Z', ...how };
  await database.send(new PutCommand({ TableName: ORDERS_TABLE, Item }));
  return orderId;
}

async function read(orderId: string): Promise<JsonRecord> {
  const { Item = {} } = await database.send(
    new GetCommand({ TableName: ORDERS_TABLE, Key: { orderId }, ConsistentRead: true }),
  );
  return Item;
}

async function createTables(): Promise<void> {
  const table = (TableName: string | undefined, ...keys: [string, 'S' | 'N'][]) =>
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
      KeySchema: keys.map(([AttributeName], index) => ({ AttributeName, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
    });
  await database.send(table(ORDERS_TABLE, ['orderId', 'S']));
  await database.send(table(OUTBOX_TABLE, ['orderId', 'S'], ['version', 'N']));
  await database.send(table(PAYMENT_WAITS_TABLE, ['orderId', 'S'], ['executionName', 'S']));
}
