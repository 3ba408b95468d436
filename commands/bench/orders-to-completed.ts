/** How many orders a second go all the way from createOrder to COMPLETED, when they come all at once. */

import { createOrdersClient } from '@ordersaga/client';
import type { CloudDescription } from '../running-cloud.ts';

export async function measureOrdersToCompleted(
  cloud: CloudDescription,
  count: number,
): Promise<{ readonly perSecond: number }> {
  const client = createOrdersClient({ url: cloud.graphqlUrl, apiKey: cloud.apiKey });
  try {
    const startedAt = performance.now();
    await inLanes(32, count, async () => {
      const { orderId } = await client.createOrder({
        customerId: 'bench',
        paymentMethodId: 'pm_card_visa',
        items: [{ productId: 'mouse', quantity: 1, price: 39.9 }],
      });
      for await (const event of client.orderStatus(orderId)) {
        if (event.status === 'FAILED') throw new Error(`Order ${orderId} failed: ${event.failure?.message}`);
      }
    });
    return { perSecond: count / ((performance.now() - startedAt) / 1000) };
  } finally {
    client.close();
  }
}

async function inLanes(lanes: number, count: number, run: () => Promise<void>): Promise<void> {
  let started = 0;
  const lane = async () => {
    while (started++ < count) await run();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
