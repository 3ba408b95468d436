/** The order that benchmarks place. */

import { createOrdersClient } from '@ordersaga/client';
import type { CloudDescription } from '../running-cloud.ts';

export const ORDER = {
  customerId: 'bench',
  paymentMethodId: 'pm_card_visa',
  items: [{ productId: 'keyboard', quantity: 1, price: 89.99 }],
};

/** Answers its `orderId` when it is COMPLETED and nothing of it is left to do. */
export async function placeOrder({ graphqlUrl, apiKey }: CloudDescription): Promise<string> {
  const client = createOrdersClient({ url: graphqlUrl, apiKey });
  const { orderId } = await client.createOrder(ORDER);
  for await (const event of client.orderStatus(orderId))
    if (event.status === 'FAILED') throw new Error('The order failed.');
  client.close();
  return orderId;
}
