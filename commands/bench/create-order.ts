/** createOrder over HTTP, each with a key of its own, while nobody reads the outbox; it needs a cloud of its own. */

import { Pool } from 'undici';
import { CreateOrderDocument } from '../../client/operations.generated.ts';
import { switchOutboxReaders } from '../outbox-readers.ts';
import type { RunningCloud } from '../running-cloud.ts';
import { measureLoad } from './load.ts';
import type { Load } from './load.ts';

export const measureCreateOrder = async (cloud: RunningCloud, count: number): Promise<Load> => {
  const { origin, pathname } = new URL(cloud.graphqlUrl);
  const pool = new Pool(origin.replace('localhost', '127.0.0.1'), { connections: 32 });
  // So that the API is measured, and not the sagas behind it.
  await switchOutboxReaders(cloud, false);
  try {
    return await measureLoad({ connections: 32, warmUp: 1000, count }, async (number) => {
      const { body } = await pool.request({
        path: pathname,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': cloud.apiKey },
        body: JSON.stringify({ query: `${CreateOrderDocument}`, variables: { input: INPUT, idempotencyKey: `bench-${number}` } }),
      });
      const text = await body.text();
      if (!text.startsWith('{"data":{"createOrder":{"orderId"')) throw new Error(`createOrder answered ${text}`);
    });
  } finally {
    await pool.close();
  }
};

const INPUT = {
  customerId: 'bench',
  paymentMethodId: 'pm_card_visa',
  items: [{ productId: 'keyboard', quantity: 1, price: 89.99 }],
};
