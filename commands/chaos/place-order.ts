/** Places one planned order as a careful client does: it asks again with the same key until it has an answer. */

import { setTimeout as delay } from 'node:timers/promises';
import { OrdersError } from '@ordersaga/client';
import type { OrdersClient } from '@ordersaga/client';
import { isFinal } from '../../domain/order-status.ts';
import type { PlannedOrder } from './plan.ts';

/** Returns every order id that the key has got. Throws what no retry can mend. */
export async function placeOrder(client: OrdersClient, planned: PlannedOrder): Promise<string[]> {
  const create = () => insist(() => client.createOrder(planned.input, planned.key));
  const orders = await Promise.all(Array.from({ length: planned.atOnce }, create));
  if (planned.again) orders.push(await create());
  const [order] = orders;
  if (order && planned.cancelAfterMs !== undefined) {
    await delay(planned.cancelAfterMs);
    await cancel(client, order.orderId);
  }
  return orders.map(({ orderId }) => orderId);
}

/** Stays with an order for a while, as its customer does, so that what fails, fails while its saga runs. */
export async function waitForEnd(client: OrdersClient, orderId: string): Promise<void> {
  const until = Date.now() + WAIT_WITHIN_MS;
  while (Date.now() < until) {
    const { status } = await insist(() => client.order(orderId));
    if (isFinal(status)) return;
    await delay(250);
  }
}

/** Some sagas wait for longer than any customer would. */
const WAIT_WITHIN_MS = 15_000;

/** Too late is an answer, too. */
async function cancel(client: OrdersClient, orderId: string): Promise<void> {
  await insist(() =>
    client.cancelOrder(orderId).catch((error: unknown) => {
      if (error instanceof OrdersError && error.errorType === 'Conflict') return;
      throw error;
    }),
  );
}

/** What a client that knows the contract gives up on; everything else may be different next time. */
const FINAL_ERRORS = [
  'InvalidInput',
  'ProductNotFound',
  'PriceMismatch',
  'IdempotencyKeyReused',
  'OrderNotFound',
  'Unauthorized',
];

/** A cloud that was killed is back within seconds; this is patience for many times that. */
const PATIENCE_MS = 120_000;

async function insist<T>(call: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 2, 500)) {
    try {
      return await call();
    } catch (error) {
      const isFinal = error instanceof OrdersError && FINAL_ERRORS.includes(error.errorType ?? '');
      if (isFinal || Date.now() > until) throw error;
      await delay(pauseMs);
    }
  }
}
