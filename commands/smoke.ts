/** `npm run smoke`: whether an endpoint creates orders, and creates them once. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { styleText } from 'node:util';
import type { CreateOrderInput, OrdersClient } from '@ordersaga/client';
import { runAgainstEndpoint } from './against-endpoint.ts';

const HELP = `Checks that orders are created, and once for each idempotency key.

  npm run smoke -- [options]
`;

/** How long the list of a customer's orders may lag behind the orders, in milliseconds. */
const LIST_LAG_MS = 10_000;

async function checkAll(client: OrdersClient): Promise<boolean> {
  const [product] = (await client.products({ limit: 1 })).items;
  assert.ok(product, 'The catalogue is empty.');
  const { productId, price } = product;
  const customerId = `smoke-${randomUUID()}`;
  const input = { customerId, items: [{ productId, price, quantity: 1 }], paymentMethodId: 'pm_card_visa' };
  const keys = [randomUUID(), randomUUID()] as const;

  const ids: string[] = [];
  const create = async (key?: string): Promise<string> => {
    const orderId = await createPending(client, input, key);
    ids.push(orderId);
    return orderId;
  };

  const repeat = async (key: string): Promise<string> => {
    const orderId = await createPending(client, input, key);
    assert.ok(orderId === ids[1], `The first order was ${ids[1]}, this one is ${orderId}.`);
    return orderId;
  };

  const checks: readonly Check[] = [
    { title: 'an order without a key is created', run: () => create() },
    { title: 'an order with a key is created', run: () => create(keys[0]) },
    { title: 'the same key answers the same order', run: () => repeat(keys[0]) },
    { title: 'another key makes another order', run: () => create(keys[1]) },
    { title: 'the customer has these orders and no more', run: () => countOrders(client, customerId, ids) },
  ];
  let isGood = true;
  for (const check of checks) isGood = (await passes(check)) && isGood;
  return isGood;
}

type Check = {
  readonly title: string;
  /** Resolves to a detail to show; rejects if the check fails. */
  readonly run: () => Promise<string>;
};

async function passes({ title, run }: Check): Promise<boolean> {
  const startedAt = performance.now();
  const outcome = await run().then(
    (detail) => ({ isGood: true, detail }),
    (error: unknown) => ({ isGood: false, detail: error instanceof Error ? error.message : String(error) }),
  );
  const mark = outcome.isGood ? styleText('green', '✔') : styleText('red', '✖');
  const took = styleText('dim', `${`${Math.round(performance.now() - startedAt)}`.padStart(6)} ms`);
  console.log(`${mark} ${title.padEnd(42)}${took}  ${outcome.detail}`);
  return outcome.isGood;
}

async function createPending(client: OrdersClient, input: CreateOrderInput, key?: string): Promise<string> {
  const { orderId, status } = await client.createOrder(input, key);
  assert.ok(status === 'PENDING', `The order is ${status}, not PENDING.`);
  return orderId;
}

/** The index behind the list follows the orders with a delay, so it is read until the newest one is there. */
async function countOrders(client: OrdersClient, customerId: string, ids: readonly string[]): Promise<string> {
  const deadline = Date.now() + LIST_LAG_MS;
  for (;;) {
    const { items } = await client.ordersByCustomer({ customerId, limit: 100 });
    const listed = items.map(({ orderId }) => orderId);
    if (ids.every((id) => listed.includes(id))) {
      assert.ok(listed.length === ids.length, `There are ${listed.length} orders instead of ${ids.length}.`);
      assert.ok(new Set(ids).size === ids.length, 'Two keys gave one order.');
      return `${listed.length} orders`;
    }
    const isLate = Date.now() >= deadline;
    assert.ok(!isLate, `After ${LIST_LAG_MS / 1000} s the list holds ${listed.length} of ${ids.length} orders.`);
    await delay(100);
  }
}

await runAgainstEndpoint({ help: HELP, choose: () => checkAll });
