/** Places one planned order as a careful client does: it asks again with the same key until it has an answer. */

import { setTimeout as delay } from 'node:timers/promises';
import { OrdersError } from '@ordersaga/client';
import type { OrdersClient, OrderStatus } from '@ordersaga/client';
import { isFinal } from '../../domain/order-status.ts';
import { insist } from './insist.ts';
import type { PlannedOrder, WaitingPayment } from './plan.ts';
import type { Provider } from './provider-words.ts';

/** Returns every order id that the key has got. Throws what no retry can mend. */
export async function placeOrder(client: OrdersClient, provider: Provider, planned: PlannedOrder): Promise<string[]> {
  const create = () => insist(() => client.createOrder(planned.input, planned.key));
  const orders = await Promise.all(Array.from({ length: planned.atOnce }, create));
  if (planned.again) orders.push(await create());
  const [order] = orders;
  if (order && planned.cancelAfterMs !== undefined) {
    await delay(planned.cancelAfterMs);
    await cancel(client, order.orderId);
  }
  if (order && planned.payment) await settlePayment(client, provider, order.orderId, planned.payment);
  return orders.map(({ orderId }) => orderId);
}

async function settlePayment(client: OrdersClient, provider: Provider, orderId: string, payment: WaitingPayment) {
  const { words, decisions, isCancelled } = payment;
  if (words === 'early') await provider.sayWord(orderId);
  const isAtThePage = isCancelled || decisions.length > 0;
  // Who cancels or decides at the bank's page has come that far.
  while (isAtThePage && (await isOneOf(BEFORE_WAIT, client, orderId))) await delay(250);
  await delay(payment.afterMs);
  if (decisions.length > 0) await provider.decide(orderId, decisions);
  if (isCancelled) await cancel(client, orderId);
  if (words !== 'late' && words !== 'never') await sayUntilHeard(client, provider, orderId, words);
}

/** As Stripe repeats its deliveries. An order that nobody decides waits until its time is up. */
async function sayUntilHeard(client: OrdersClient, provider: Provider, orderId: string, words: string) {
  const until = Date.now() + WAIT_WITHIN_MS;
  while (Date.now() < until && (await isOneOf(UNPAID, client, orderId))) {
    const times = words === 'twiceAtOnce' ? 2 : 1;
    await Promise.all(Array.from({ length: times }, () => provider.sayWord(orderId)));
    await delay(250);
  }
}

const BEFORE_WAIT: readonly OrderStatus[] = ['PENDING', 'INVENTORY_RESERVED'];
const UNPAID: readonly OrderStatus[] = [...BEFORE_WAIT, 'AWAITING_PAYMENT'];

async function isOneOf(statuses: readonly OrderStatus[], client: OrdersClient, orderId: string): Promise<boolean> {
  const { status } = await insist(() => client.order(orderId));
  return statuses.includes(status);
}

/**
 * Stays with an order for a while, as its customer does, so that what fails, fails while its saga runs. Returns its status.
 */
export async function waitForEnd(
  client: OrdersClient,
  orderId: string,
  withinMs: number = WAIT_WITHIN_MS,
): Promise<OrderStatus> {
  const until = Date.now() + withinMs;
  for (;;) {
    const { status } = await insist(() => client.order(orderId));
    if (isFinal(status) || Date.now() > until) return status;
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
