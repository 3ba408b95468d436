/** The order API with the clients that AWS publishes, and with our own over both protocols. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setDefaultCACertificates } from 'node:tls';
import { createOrdersClient } from '@ordersaga/client';
import { firstEvent, loadOfficialClients, rejectsWith } from '@ordersaga/local-cloud/testing';
import { describe, it } from 'vitest';
import { eventsOf, ORDER as ORDER_INPUT, useCloud } from './testing/cloud.ts';
import { ADMINISTRATOR, createOrder, eventOf, ORDER, publish, PUBLISH, WATCH } from './testing/order-operations.ts';

const cloud = await useCloud();
// What NODE_EXTRA_CA_CERTS does for a process that is yet to start.
setDefaultCACertificates([readFileSync(cloud.certificateFile, 'utf8')]);
const ordersUrl = cloud.graphqlUrl.replace('http:', 'https:');

async function tokenOf(sub: string): Promise<string> {
  return (await fetch(`${cloud.awsEndpointUrl}/tokens?sub=${sub}`)).text();
}

for (const [name, createClient] of Object.entries(await loadOfficialClients())) {
  describe(`the order API with ${name}`, () => {
    it('lets customers order by user pool, and reach only what is theirs', async () => {
      const ada = createClient(ordersUrl, { mode: 'user pool', token: await tokenOf('ada') });
      const order = await createOrder(ada);
      assert.partialDeepStrictEqual(order, { customerId: 'ada', status: 'PENDING' });
      const { orderId } = order;
      assert.partialDeepStrictEqual(await ada.request(ORDER, { orderId }), { order: { customerId: 'ada' } });

      const bob = createClient(ordersUrl, { mode: 'user pool', token: await tokenOf('bob') });
      await rejectsWith(bob.request(ORDER, { orderId }), `There is no order ${orderId}`);
    });

    it('pushes an order’s events to a subscriber by API key', async () => {
      const customer = createClient(ordersUrl, { mode: 'API key', apiKey: cloud.apiKey });
      const { orderId } = await createOrder(customer, { customerId: 'ada' });
      const event = await firstEvent(customer, WATCH, { orderId }, () => publish(cloud.graphqlUrl, orderId));
      assert.partialDeepStrictEqual(event, { orderStatus: { orderId } });
    });

    it('lets IAM publish, and neither read nor watch', async () => {
      const publisher = createClient(ordersUrl, ADMINISTRATOR);
      const orderId = 'order-1';
      const published = await publisher.request(PUBLISH, { input: eventOf(orderId) });
      assert.partialDeepStrictEqual(published, { publishOrderStatus: { orderId } });
      await rejectsWith(publisher.request(ORDER, { orderId }), 'Not Authorized to access order on type Query');
      const watched = firstEvent(publisher, WATCH, { orderId }, () => publish(cloud.graphqlUrl, orderId));
      await rejectsWith(watched, 'Not Authorized to access orderStatus on type Subscription');
    });
  });
}

describe('the order API with our own client', () => {
  for (const url of [cloud.graphqlUrl, ordersUrl]) {
    it(`lets a customer order and watch to the end over ${new URL(url).protocol}`, async () => {
      const orders = createOrdersClient({ url, authorization: () => tokenOf('cleo') });
      const { orderId } = await orders.createOrder({ ...ORDER_INPUT, customerId: undefined });
      const events = await eventsOf(orders, orderId);
      assert.equal(events.at(-1)?.status, 'COMPLETED');
      assert.equal((await orders.order(orderId)).customerId, 'cleo');
      orders.close();
    });
  }
});
