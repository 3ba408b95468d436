/** order(orderId) over HTTP: one order, read again and again. */

import type { CloudDescription } from '../running-cloud.ts';
import { CONNECTIONS, openGraphqlPool } from './graphql-pool.ts';
import { measureLoad } from './load.ts';
import type { Load } from './load.ts';
import { placeOrder } from './place-order.ts';

const QUERY =
  'query Order($orderId: ID!) { order(orderId: $orderId) { orderId status version totalAmount currency createdAt } }';

export async function measureReadOrder(cloud: CloudDescription, count: number): Promise<Load> {
  const orderId = await placeOrder(cloud);
  const pool = openGraphqlPool(cloud);
  try {
    return await measureLoad({ connections: CONNECTIONS, warmUp: 1000, count }, async () => {
      const text = await pool.ask(QUERY, { orderId });
      if (!text.startsWith(`{"data":{"order":{"orderId":"${orderId}"`)) throw new Error(`order answered ${text}`);
    });
  } finally {
    await pool.close();
  }
}
