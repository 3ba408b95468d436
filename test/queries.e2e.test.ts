import assert from 'node:assert/strict';
import { OrdersError } from '@ordersaga/client';
import type { Product } from '@ordersaga/client';
import { describe, it } from 'vitest';
import { eventsOf, ORDER, useCloud } from './testing/cloud.ts';
import { refused } from './testing/staff.ts';

const cloud = await useCloud();
const { orders } = cloud;

function errorType(wanted: string) {
  return (error: unknown) => error instanceof OrdersError && error.errorType === wanted;
}

function invalid(message: string) {
  return (error: unknown) => {
    assert.ok(error instanceof OrdersError);
    assert.deepEqual([error.errorType, error.message], ['InvalidInput', message]);
    return true;
  };
}

describe('products', () => {
  it('is the catalogue that a fresh stack is seeded with', async () => {
    const prices = new Map((await orders.products()).items.map(({ productId, price }) => [productId, price]));
    assert.equal(prices.get('laptop'), 1299.99);
    assert.equal(prices.get('monitor'), 349.99);
    assert.equal(prices.get('keyboard'), 89.99);
    assert.ok(prices.size > 3);
  });

  it('comes page by page, each product once', async () => {
    const { items: all, nextToken: end } = await orders.products({ limit: 100 });
    assert.equal(end, null);
    const listed: Product[] = [];
    const sizes: number[] = [];
    let nextToken: string | null | undefined;
    do {
      const page = await orders.products({ limit: 3, nextToken });
      listed.push(...page.items);
      sizes.push(page.items.length);
      nextToken = page.nextToken;
    } while (nextToken);
    assert.deepEqual(listed, all);
    assert.deepEqual(sizes, [3, 3, 1]);
  });

  it('refuses a limit outside 1 to 100, and a token that it did not give', async () => {
    for (const limit of [0, -1, 101]) {
      await assert.rejects(orders.products({ limit }), invalid('limit: must be from 1 to 100'));
    }
    await orders.createOrder({ ...ORDER, customerId: 'tim' });
    await orders.createOrder({ ...ORDER, customerId: 'tim' });
    const { nextToken: ofOrders } = await orders.ordersByCustomer({ customerId: 'tim', limit: 1 });
    assert.ok(ofOrders);
    for (const nextToken of ['mine', '', ofOrders]) {
      await assert.rejects(
        orders.products({ nextToken }),
        invalid('nextToken: must be one that products has returned'),
      );
    }
  });
});

describe('order', () => {
  it('is OrderNotFound when there is none', async () => {
    await assert.rejects(orders.order('nothing'), errorType('OrderNotFound'));
  });
});

describe('ordersByCustomer', () => {
  it("lists a customer's orders newest first, page by page, each once", async () => {
    const placed: string[] = [];
    for (let count = 0; count < 7; count += 1) {
      placed.unshift((await orders.createOrder({ ...ORDER, customerId: 'grace' })).orderId);
    }
    await orders.createOrder({ ...ORDER, customerId: 'somebody-else' });

    const listed: string[] = [];
    const sizes: number[] = [];
    let nextToken: string | null | undefined;
    do {
      const page = await orders.ordersByCustomer({ customerId: 'grace', limit: 3, nextToken });
      listed.push(...page.items.map(({ orderId }) => orderId));
      sizes.push(page.items.length);
      nextToken = page.nextToken;
    } while (nextToken);
    assert.deepEqual(listed, placed);
    assert.deepEqual(sizes.slice(0, 2), [3, 3]);
  });

  it('is empty for a customer without orders', async () => {
    assert.deepEqual(await orders.ordersByCustomer({ customerId: 'nobody' }), { items: [], nextToken: null });
  });

  it('refuses a limit outside 1 to 100, and a token that it did not give', async () => {
    for (const limit of [0, -1, 101]) {
      await assert.rejects(orders.ordersByCustomer({ customerId: 'grace', limit }), errorType('InvalidInput'));
    }
    await assert.rejects(orders.ordersByCustomer({ customerId: 'grace', nextToken: 'mine' }), OrdersError);
  });
});

describe('ordersByStatus', () => {
  it('lists orders that are over newest first, page by page, each once, whoever has placed them', async () => {
    const placed: string[] = [];
    for (const customerId of ['ida', 'joe', 'ida']) {
      const order = { ...ORDER, customerId, paymentMethodId: 'pm_card_chargeDeclined' };
      const { orderId } = await orders.createOrder(order);
      await eventsOf(orders, orderId);
      placed.unshift(orderId);
    }
    const first = await orders.ordersByStatus({ status: 'FAILED', limit: 2 });
    const { items, nextToken } = await orders.ordersByStatus({
      status: 'FAILED',
      limit: 2,
      nextToken: first.nextToken,
    });
    assert.deepEqual(
      [...first.items, ...items].map(({ orderId }) => orderId),
      placed,
    );
    assert.equal(nextToken, null);
    assert.deepEqual(await orders.ordersByStatus({ status: 'CANCELLED' }), { items: [], nextToken: null });
  });

  it('refuses a limit outside 1 to 100, and a token that it did not give for this status', async () => {
    for (const limit of [0, -1, 101]) {
      await assert.rejects(orders.ordersByStatus({ limit }), refused('InvalidInput', 'limit: must be from 1 to 100'));
    }
    const { nextToken } = await orders.ordersByStatus({ status: 'FAILED', limit: 1 });
    for (const variables of [
      { status: 'FAILED', nextToken: 'mine' },
      { status: 'COMPLETED', nextToken },
    ] as const) {
      await assert.rejects(
        orders.ordersByStatus(variables),
        refused('InvalidInput', 'nextToken: must be one that ordersByStatus has returned'),
      );
    }
  });
});

describe('orderStatus', () => {
  it('pushes every event, in order, to each of several subscribers', async () => {
    const { orderId } = await orders.createOrder(ORDER);
    const watched = await Promise.all([1, 2, 3].map(() => eventsOf(orders, orderId)));
    for (const events of watched)
      assert.deepEqual(
        events.map(({ version }) => version),
        [1, 2, 3, 4],
      );
  });
});

describe('publishOrderStatus', () => {
  const query = `mutation { publishOrderStatus(input: {
    orderId: "x", version: 1, eventId: "e", eventType: ORDER_COMPLETED, status: COMPLETED, occurredAt: "2026-01-01T00:00:00Z"
  }) { orderId } }`;

  it('is closed to the API key', async () => {
    const response = await cloud.post(JSON.stringify({ query }));
    assert.deepEqual(await response.json(), {
      data: { publishOrderStatus: null },
      errors: [
        {
          path: ['publishOrderStatus'],
          data: null,
          errorType: 'Unauthorized',
          errorInfo: null,
          locations: [{ line: 1, column: 12, sourceName: null }],
          message: 'Not Authorized to access publishOrderStatus on type Mutation',
        },
      ],
    });
  });
});

describe('a caller without a valid key', () => {
  it('gets 401 in the shape of AppSync', async () => {
    const response = await fetch(cloud.graphqlUrl, {
      method: 'POST',
      headers: { 'x-api-key': 'da2-wrong' },
      body: JSON.stringify({ query: '{ products { items { productId } } }' }),
    });
    assert.equal(response.status, 401);
    assert.equal(response.headers.get('x-amzn-errortype'), 'UnauthorizedException');
    assert.deepEqual(await response.json(), {
      errors: [{ errorType: 'UnauthorizedException', message: 'You are not authorized to make this call.' }],
    });
  });
});
