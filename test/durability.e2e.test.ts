import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrdersClient } from '@ordersaga/client';
import type { OrdersClient } from '@ordersaga/client';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { startCloud } from '../commands/running-cloud.ts';
import type { RunningCloud } from '../commands/running-cloud.ts';
import { eventsOf, ORDER, settled } from './testing/cloud.ts';

const directory = mkdtempSync(join(tmpdir(), 'durability-'));

function start() {
  return startCloud({ options: ['--data', directory] });
}
function clientOf({ graphqlUrl, apiKey }: RunningCloud): OrdersClient {
  return createOrdersClient({ url: graphqlUrl, apiKey });
}

const ORDERS_A_ROUND = 30;

/** Whom SIGKILL reaches, and after how many acknowledged orders. */
const ROUNDS = [
  { whom: (pid: number) => pid, after: 1 },
  // The whole process group, which Windows does not have.
  { whom: (pid: number) => (process.platform === 'win32' ? pid : -pid), after: 15 },
  { whom: (pid: number) => pid, after: 30 },
] as const;

/** Kills the stack while orders are placed; answers the ids of those that it has acknowledged, by idempotency key. */
async function placeAndKill(round: number, { whom, after }: (typeof ROUNDS)[number]): Promise<Map<string, string>> {
  const cloud = await start();
  const orders = clientOf(cloud);
  const acknowledged = new Map<string, string>();
  let isAlive = true;
  const place = async (number: number): Promise<void> => {
    const key = `durability-${round}-${number}`;
    const { orderId } = await orders.createOrder(ORDER, key);
    acknowledged.set(key, orderId);
    if (acknowledged.size >= after && isAlive) process.kill(whom(cloud.pid), 'SIGKILL');
    if (acknowledged.size >= after) isAlive = false;
  };
  await Promise.allSettled(Array.from({ length: ORDERS_A_ROUND }, (_, number) => place(number)));
  orders.close();
  await cloud.stop();
  return acknowledged;
}

describe(
  'npm start -- --data DIR after it was killed with SIGKILL amid orders, again and again',
  { timeout: 240_000 },
  () => {
    const acknowledged = new Map<string, string>();
    let cloud: RunningCloud;
    let orders: OrdersClient;

    beforeAll(async () => {
      for (const [index, round] of ROUNDS.entries()) {
        for (const [key, orderId] of await placeAndKill(index, round)) acknowledged.set(key, orderId);
      }
      cloud = await start();
      orders = clientOf(cloud);
    });
    afterAll(async () => {
      orders.close();
      await cloud.stop();
      rmSync(directory, { recursive: true, force: true });
    });

    it('brings every order that it acknowledged to its end, no event missing', async () => {
      assert.ok(acknowledged.size >= 46, `${acknowledged.size} orders were acknowledged`);
      for (const orderId of acknowledged.values()) {
        const events = await eventsOf(orders, orderId);
        const { status, version, history } = await settled(orders, orderId);
        assert.equal(status, 'COMPLETED', orderId);
        assert.deepEqual(
          history.map((event) => event.version),
          Array.from({ length: version }, (_, lower) => lower + 1),
        );
        // What follows the completion is the news for the customer.
        // Who has caused it is no news for subscribers.
        const told = history.map(({ actor: _, ...event }) => event);
        assert.deepEqual(events, told.slice(0, events.length));
        assert.equal(events.at(-1)?.status, 'COMPLETED');
      }
    });

    it('answers a repeated request with the order that it acknowledged before', async () => {
      for (const [key, orderId] of acknowledged) assert.equal((await orders.createOrder(ORDER, key)).orderId, orderId);
    });

    it('refuses another cloud on its directory in one line', async () => {
      await assert.rejects(start(), {
        name: 'CloudNotStartedError',
        message: `Another local cloud runs on ${directory}. End it, or choose another directory with --data.`,
      });
    });
  },
);
