/** Places all planned orders on many lanes, and kills the whole stack on the way. */

import type { OrdersClient } from '@ordersaga/client';
import type { CloudUnderFire } from './cloud-under-fire.ts';
import { placeOrder, waitForEnd } from './place-order.ts';
import { placeRefunds } from './place-refunds.ts';
import type { PlannedOrder } from './plan.ts';
import type { Provider } from './provider-words.ts';
import type { RefundAsked } from './rows.ts';

/** As many customers as order at the same time. */
const LANES = 48;

type Run = {
  readonly client: OrdersClient;
  readonly provider: Provider;
  readonly plan: readonly PlannedOrder[];
  /** How often the stack is killed, at even distances. */
  readonly kills: number;
  readonly say: (text: string) => void;
};

type Placed = {
  /** Every order id that createOrder has returned, by idempotency key. */
  readonly answers: ReadonlyMap<string, readonly string[]>;
  readonly refundsAsked: readonly RefundAsked[];
};

export async function placeOrders(cloud: CloudUnderFire, run: Run): Promise<Placed> {
  const { client, provider, plan, kills, say } = run;
  const answers = new Map<string, readonly string[]>();
  const refundsAsked: RefundAsked[] = [];
  const killAt = Array.from({ length: kills }, (_, index) => Math.floor(((index + 1) * plan.length) / (kills + 1)));
  let killing: Promise<void> = Promise.resolve();
  const queue = plan.entries();
  const lane = async (): Promise<void> => {
    for (const [index, planned] of queue) {
      if (killAt.includes(index + 1)) {
        say(`Killing the stack at order ${index + 1}`);
        killing = killing.then(() => cloud.killAndRestart(provider.repeat));
      }
      const orderIds = await placeOrder(client, provider, planned);
      answers.set(planned.key, orderIds);
      for (const orderId of new Set(orderIds)) refundsAsked.push(...(await seeThrough(run, planned, orderId)));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await killing;
  await provider.repeated();
  return { answers, refundsAsked };
}

/** Staff have more patience than customers: nothing can be refunded before the order is completed. */
const STAFF_WAIT_MS = 90_000;

/** Stays with the order until it is over, and asks for what there is to ask for then. */
async function seeThrough(
  { client, provider }: Run,
  { payment, refunds }: PlannedOrder,
  orderId: string,
): Promise<readonly RefundAsked[]> {
  const status = await waitForEnd(client, orderId, refunds.length > 0 ? STAFF_WAIT_MS : undefined);
  if (payment?.words === 'late') await provider.sayWord(orderId);
  return status === 'COMPLETED' ? placeRefunds(client, orderId, refunds) : [];
}
