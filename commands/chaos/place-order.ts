/** Places one planned order as a careful client does: it asks again with the same key until it has an answer. */

import { setTimeout as delay } from 'node:timers/promises';
import { OrdersError } from '@ordersaga/client';
import type { OrdersClient, OrderStatus } from '@ordersaga/client';
import { isFinal } from '../../domain/order-status.ts';
import { insist } from './insist.ts';
import type { PlannedOrder, WaitingPayment } from './plan.ts';
import type { SayWord } from './provider-words.ts';

/** Returns every order id that the key has got. Throws what no retry can mend. */
export async function placeOrder(client: OrdersClient, sayWord: SayWord, planned: PlannedOrder): Promise<string[]> {
  const create = () => insist(() => client.createOrder(planned.input, planned.key));
  const orders = await Promise.all(Array.from({ length: planned.atOnce }, create));
  if (planned.again) orders.push(await create());
  const [order] = orders;
  if (order && planned.cancelAfterMs !== undefined) {
    await delay(planned.cancelAfterMs);
    await cancel(client, order.orderId);
  }
  if (order && planned.payment) await settlePayment(client, sayWord, order.orderId, planned.payment);
  return orders.map(({ orderId }) => orderId);
}

/** A word comes early, or not. Later ones come until somebody has heard one, as Stripe repeats them. */
async function settlePayment(client: OrdersClient, sayWord: SayWord, orderId: string, payment: WaitingPayment) {
  if (payment.hasEarlyWord) await sayWord(orderId);
  // Who cancels at the bank's page has come that far.
  while (payment.isCancelled && (await isBeforeWait(client, orderId))) await delay(250);
  await delay(payment.afterMs);
  if (payment.isCancelled) await cancel(client, orderId);
  while (await isUnpaid(client, orderId)) {
    await sayWord(orderId);
    await delay(250);
  }
}

async function isUnpaid(client: OrdersClient, orderId: string): Promise<boolean> {
  return isOneOf(['PENDING', 'INVENTORY_RESERVED', 'AWAITING_PAYMENT'], client, orderId);
}

async function isBeforeWait(client: OrdersClient, orderId: string): Promise<boolean> {
  return isOneOf(['PENDING', 'INVENTORY_RESERVED'], client, orderId);
}

async function isOneOf(statuses: readonly OrderStatus[], client: OrdersClient, orderId: string): Promise<boolean> {
  const { status } = await insist(() => client.order(orderId));
  return statuses.includes(status);
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
