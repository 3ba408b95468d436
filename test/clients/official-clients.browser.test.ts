import assert from 'node:assert/strict';
import { join, dirname } from 'node:path';
import { setDefaultCACertificates } from 'node:tls';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { Browser } from 'playwright-core';
import { createOrdersClient } from '@ordersaga/client';
import { openCertificate } from '@ordersaga/local-cloud';
import { openBrowser, skipWithoutBrowser } from '@ordersaga/local-cloud/testing';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { eventsOf, ORDER as ORDER_INPUT, useCloud } from '../testing/cloud.ts';
import { createAmplify } from './amplify.ts';
import { createApollo, createApolloThatAddsAfterSigning } from './apollo.ts';
import { firstEvent } from './official-client.ts';
import { createOrder, eventOf, ORDER, publish, PUBLISH, WATCH } from './order-operations.ts';
import { servePage } from './serve-page.ts';
import { ADMINISTRATOR, BY, tokenOf, useBoard } from './use-board.ts';

const CLIENTS = { 'aws-amplify': createAmplify, '@apollo/client': createApollo };

const cloud = await useCloud();
const certificate = await openCertificate(dirname(cloud.certificateFile));
// What NODE_EXTRA_CA_CERTS does for a process that is yet to start.
setDefaultCACertificates([certificate.cert]);
const board = await useBoard(certificate);
const ordersUrl = cloud.graphqlUrl.replace('http:', 'https:');

const POSTED = 'subscription Posted($id: ID) { posted(id: $id) { id text by } }';
const POST = 'mutation Post($id: ID!) { post(id: $id, text: "hello") { id text by } }';

/** Each client wraps what the API says in its own way. */
function rejectsWith(promise: Promise<unknown>, message: string): Promise<void> {
  return assert.rejects(promise, (error) => inspect(error, { depth: 9 }).includes(message));
}

for (const [name, createClient] of Object.entries(CLIENTS)) {
  describe(`${name}, unmodified`, () => {
    for (const signIn of board.signIns) {
      it(`asks, changes and watches by ${signIn.mode}`, async () => {
        const by = BY[signIn.mode];
        const client = createClient(board.graphqlUrl, signIn);
        const notice = await client.request('query Get($id: ID!) { notice(id: $id) { id text by } }', { id: '1' });
        assert.partialDeepStrictEqual(notice, { notice: { id: '1', text: 'none', by } });
        const event = await firstEvent(client, POSTED, { id: '2' }, () => client.request(POST, { id: '2' }));
        assert.partialDeepStrictEqual(event, { posted: { id: '2', text: 'hello', by } });
      });
    }
  });

  describe(`${name} with a key that opens nothing`, () => {
    it('is told so', async () => {
      const client = createClient(board.graphqlUrl, { mode: 'API key', apiKey: 'da2-wrong' });
      const noop = async () => void (await setImmediate());
      await rejectsWith(client.request(POST, { id: '3' }), 'UnauthorizedException');
      await rejectsWith(firstEvent(client, POSTED, { id: '3' }, noop), 'UnauthorizedException');
    });
  });

  describe(`the order API with ${name}`, () => {
    it('lets customers order by user pool, and reach only what is theirs', async () => {
      const ada = createClient(ordersUrl, { mode: 'user pool', token: await tokenOf(cloud.awsEndpointUrl, 'ada') });
      const order = await createOrder(ada);
      assert.partialDeepStrictEqual(order, { customerId: 'ada', status: 'PENDING' });
      const { orderId } = order;
      assert.partialDeepStrictEqual(await ada.request(ORDER, { orderId }), { order: { customerId: 'ada' } });

      const bob = createClient(ordersUrl, { mode: 'user pool', token: await tokenOf(cloud.awsEndpointUrl, 'bob') });
      await rejectsWith(bob.request(ORDER, { orderId }), `There is no order ${orderId}`);
    });

    it('tells who watches an order by API key of its events', async () => {
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
      const orders = createOrdersClient({ url, authorization: () => tokenOf(cloud.awsEndpointUrl, 'cleo') });
      const { orderId } = await orders.createOrder({ ...ORDER_INPUT, customerId: undefined });
      const events = await eventsOf(orders, orderId);
      assert.equal(events.at(-1)?.status, 'COMPLETED');
      assert.equal((await orders.order(orderId)).customerId, 'cleo');
      orders.close();
    });
  }
});

describe('@apollo/client with the HttpLink that adds to the body after it was signed', () => {
  it('is refused by IAM, as it is by AWS', async () => {
    const client = createApolloThatAddsAfterSigning(board.graphqlUrl, ADMINISTRATOR);
    await rejectsWith(client.request('{ notice(id: "1") { id } }'), 'InvalidSignatureException');
  });
});

const skip = skipWithoutBrowser();

describe.skipIf(skip)('aws-amplify in a browser, on a page of another origin', () => {
  let browser: Browser;
  let page: Awaited<ReturnType<typeof servePage>>;
  beforeAll(async () => {
    [browser, page] = await Promise.all([openBrowser(), servePage(join(import.meta.dirname, 'page/amplify-page.ts'))]);
  });
  afterAll(async () => {
    page.close();
    await browser.close();
  });

  for (const signIn of board.signIns) {
    it(`asks, changes and watches by ${signIn.mode}`, async () => {
      const settings = JSON.stringify({ graphqlUrl: board.graphqlUrl, signIn });
      // A person would have their browser trust the certificate.
      const tab = await browser.newPage({ ignoreHTTPSErrors: true });
      await tab.goto(`${page.url}#${encodeURIComponent(settings)}`);
      const told = await tab.locator('body:not(:empty) >> text=heard').innerText();
      const text = 'from a page';
      assert.partialDeepStrictEqual(JSON.parse(told), {
        asked: { notice: { id: '1', text: 'none' } },
        changed: { post: { id: '9', text, by: BY[signIn.mode] } },
        heard: { posted: { id: '9', text, by: BY[signIn.mode] } },
      });
      await tab.close();
    });
  }
});
