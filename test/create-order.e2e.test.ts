import assert from 'node:assert/strict';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { OrdersError } from '@ordersaga/client';
import type { CreateOrderInput } from '@ordersaga/client';
import { describe, it } from 'vitest';
import { BAD_ORDERS, item } from '../domain/testing/bad-orders.ts';
import { readAnswer } from './testing/graphql-answer.ts';
import { ORDER, useCloud } from './testing/cloud.ts';

const cloud = await useCloud();
const { orders } = cloud;

async function written() {
  const [ordersTable, outbox, records] = await Promise.all(['Orders', 'Outbox', 'Idempotency'].map(cloud.scan));
  return {
    orders: ordersTable?.length,
    created: outbox?.filter(({ eventType }) => eventType === 'ORDER_CREATED').length,
    keys: records?.filter(({ id }) => String(id).startsWith('createOrder#')).length,
  };
}

function refused(errorType: string, message: RegExp | string) {
  return (error: unknown) => {
    assert.ok(error instanceof OrdersError, String(error));
    assert.equal(error.errorType, errorType, error.message);
    if (typeof message === 'string') assert.equal(error.message, message);
    else assert.match(error.message, message);
    return true;
  };
}

describe('createOrder', () => {
  it('answers the order as PENDING, with an exact total, and writes order, event and key together', async () => {
    const before = await written();
    const order = await orders.createOrder(
      {
        ...ORDER,
        items: [
          { productId: 'laptop', quantity: 3, price: 1299.99 },
          { productId: 'keyboard', quantity: 7, price: 89.99 },
        ],
      },
      'exact-total',
    );
    assert.equal(order.status, 'PENDING');
    assert.equal(order.version, 1);
    assert.equal(order.totalAmount, 4529.9);
    assert.equal(order.currency, 'USD');
    assert.match(order.createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const after = await written();
    assert.deepEqual(after, {
      orders: (before.orders ?? 0) + 1,
      created: (before.created ?? 0) + 1,
      keys: (before.keys ?? 0) + 1,
    });
  });

  it('makes a new order for each request without a key', async () => {
    const [first, second] = [await orders.createOrder(ORDER), await orders.createOrder(ORDER)];
    assert.notEqual(first.orderId, second.orderId);
  });
});

describe('an idempotency key', () => {
  it('gives the first answer again while it lives, and writes nothing', async () => {
    const first = await orders.createOrder(ORDER, 'again');
    for await (const { status } of orders.orderStatus(first.orderId)) assert.notEqual(status, 'FAILED');
    const before = await written();
    assert.deepEqual(await orders.createOrder(ORDER, 'again'), first);
    assert.deepEqual(await written(), before);
  });

  it('is refused for another input', async () => {
    await orders.createOrder(ORDER, 'reused');
    const before = await written();
    const other: CreateOrderInput = { ...ORDER, items: [{ productId: 'keyboard', quantity: 2, price: 89.99 }] };
    await assert.rejects(
      orders.createOrder(other, 'reused'),
      refused('IdempotencyKeyReused', /used for another order/),
    );
    assert.deepEqual(await written(), before);
  });

  it('counts as a header when the argument is absent', async () => {
    const query = 'mutation ($input: CreateOrderInput!) { createOrder(input: $input) { orderId } }';
    const post = async () => {
      const response = await cloud.post(JSON.stringify({ query, variables: { input: ORDER } }), {
        'x-idempotency-key': 'header',
      });
      return response.text();
    };
    const first = await post();
    assert.match(first, /"orderId":"[0-9a-f-]{36}"/);
    assert.equal(await post(), first);
    assert.equal((await orders.createOrder(ORDER, 'header')).orderId, /"orderId":"([^"]+)"/.exec(first)?.[1]);
  });

  it('is free again after ten minutes, though its record is still there', async () => {
    const first = await orders.createOrder(ORDER, 'expiring');
    const record = (await cloud.scan('Idempotency')).find(({ id }) => String(id).endsWith('#expiring'));
    const lifetime = Number(record?.['expiration']) - Math.floor(Date.now() / 1000);
    assert.ok(lifetime > 590 && lifetime <= 600, `it lives for ${lifetime} s`);
    await cloud.dynamodb.send(
      new UpdateCommand({
        TableName: cloud.tableName('Idempotency'),
        Key: { id: record?.['id'] },
        UpdateExpression: 'SET expiration = :past',
        ExpressionAttributeValues: { ':past': Math.floor(Date.now() / 1000) - 1 },
      }),
    );
    const second = await orders.createOrder(ORDER, 'expiring');
    assert.notEqual(second.orderId, first.orderId);
    assert.equal((await orders.createOrder(ORDER, 'expiring')).orderId, second.orderId);
  });

  it('makes one order of twenty requests at the same instant, and all get its id', async () => {
    const before = await written();
    const answers = await Promise.all(Array.from({ length: 20 }, () => orders.createOrder(ORDER, 'same-instant')));
    assert.equal(new Set(answers.map(({ orderId }) => orderId)).size, 1);
    assert.equal((await written()).orders, (before.orders ?? 0) + 1);
  });
});

describe('an order with bad input', () => {
  for (const { title, input, errorType, message } of BAD_ORDERS) {
    it(`is refused for ${title}, and nothing is written`, async () => {
      const before = await written();
      await assert.rejects(orders.createOrder(input, 'bad'), refused(errorType, message));
      assert.deepEqual(await written(), before);
    });
  }

  it('is refused for a key that is empty or has 300 characters', async () => {
    const before = await written();
    for (const key of ['', 'k'.repeat(300)]) {
      await assert.rejects(
        orders.createOrder(ORDER, key),
        refused('InvalidInput', 'idempotencyKey: must have 1 to 255 characters'),
      );
    }
    assert.deepEqual(await written(), before);
  });

  it('is refused for a fractional quantity before any resolver runs', async () => {
    const before = await written();
    await assert.rejects(orders.createOrder(item({ quantity: 1.5 })), (error) => {
      assert.ok(error instanceof OrdersError);
      assert.match(error.message, /^Variable 'quantity' has an invalid value/);
      return true;
    });
    assert.deepEqual(await written(), before);
  });
});

describe('a request that is not GraphQL', () => {
  const answerTo = async (body: string) => readAnswer(await cloud.post(body));

  it('is answered in the shape of AppSync when its body is not JSON', async () => {
    const unparsed = await answerTo('{"query":');
    assert.equal(unparsed.status, 400);
    assert.deepEqual(unparsed.body, {
      errors: [{ message: 'Unable to parse GraphQL query.', errorType: 'MalformedHttpRequestException' }],
    });
    const empty = await answerTo('');
    assert.equal(empty.status, 400);
    assert.deepEqual(empty.body, {
      errors: [{ message: 'Request body is empty.', errorType: 'MalformedHttpRequestException' }],
    });
  });

  it('is answered when its body has 2 MB, and the server stays up', async () => {
    const { status, errors } = await answerTo(
      JSON.stringify({ query: `{ products { items { productId } } } # ${'x'.repeat(2_000_000)}` }),
    );
    assert.ok(status >= 400 && status < 500, `status ${status}`);
    assert.ok(errors[0]?.message);
    assert.ok((await orders.products()).items.length > 0);
  });

  it('is refused when it is 50 levels deep', async () => {
    const deep = `{ __schema { types ${'{ fields { type '.repeat(24)}{ name }${' } }'.repeat(24)} } }`;
    const { status, errors } = await answerTo(JSON.stringify({ query: deep }));
    assert.equal(status, 200);
    assert.match(errors[0]?.message ?? '', /Maximum introspection depth exceeded/);
    assert.ok((await orders.products()).items.length > 0);
  });
});
