/** Places all planned orders on many lanes, and kills the whole stack on the way. */

import type { OrdersClient } from '@ordersaga/client';
import type { CloudUnderFire } from './cloud-under-fire.ts';
import { placeOrder, waitForEnd } from './place-order.ts';
import type { PlannedOrder } from './plan.ts';
import type { SayWord } from './provider-words.ts';

/** As many customers as order at the same time. */
const LANES = 48;

type Run = {
  readonly client: OrdersClient;
  readonly sayWord: SayWord;
  readonly plan: readonly PlannedOrder[];
  /** How often the stack is killed, at even distances. */
  readonly kills: number;
  readonly say: (text: string) => void;
};

/** Returns every order id that createOrder has returned, by idempotency key. */
export async function placeOrders(
  cloud: CloudUnderFire,
  { client, sayWord, plan, kills, say }: Run,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const answers = new Map<string, readonly string[]>();
  const killAt = Array.from({ length: kills }, (_, index) => Math.floor(((index + 1) * plan.length) / (kills + 1)));
  let killing: Promise<void> = Promise.resolve();
  const queue = plan.entries();
  const lane = async (): Promise<void> => {
    for (const [index, planned] of queue) {
      if (killAt.includes(index + 1)) {
        say(`Killing the stack at order ${index + 1}`);
        killing = killing.then(() => cloud.killAndRestart());
      }
      const orderIds = await placeOrder(client, sayWord, planned);
      answers.set(planned.key, orderIds);
      for (const orderId of new Set(orderIds)) await waitForEnd(client, orderId);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await killing;
  return answers;
}
