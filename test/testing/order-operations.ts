/** The order API in plain GraphQL, for clients other than our own. */

import assert from 'node:assert/strict';
import { AwsClient } from 'aws4fetch';
import { isRecord } from '../../commands/json.ts';
import type { OfficialClient } from '@ordersaga/local-cloud/testing';

const CREATE =
  'mutation Create($input: CreateOrderInput!) { createOrder(input: $input) { orderId customerId status } }';
export const ORDER = 'query Order($orderId: ID!) { order(orderId: $orderId) { customerId } }';
export const WATCH = 'subscription Watch($orderId: ID!) { orderStatus(orderId: $orderId) { orderId version status } }';
export const PUBLISH = `mutation Publish($input: PublishOrderStatusInput!) {
  publishOrderStatus(input: $input) { orderId version eventId eventType status occurredAt failure { code } }
}`;

export async function createOrder(client: OfficialClient, customer: { customerId?: string } = {}) {
  const items = [{ productId: 'keyboard', quantity: 1, price: 89.99 }];
  const data = await client.request(CREATE, { input: { paymentMethodId: 'pm_card_visa', items, ...customer } });
  assert.ok(isRecord(data) && isRecord(data['createOrder']) && typeof data['createOrder']['orderId'] === 'string');
  return { ...data['createOrder'], orderId: data['createOrder']['orderId'] };
}

export function eventOf(orderId: string) {
  return {
    orderId,
    version: 1,
    eventId: 'event-1',
    eventType: 'ORDER_CREATED',
    status: 'PENDING',
    occurredAt: new Date().toISOString(),
  };
}

/** The local cloud's own credentials: they may do everything. */
export const ADMINISTRATOR = { mode: 'IAM', accessKeyId: 'local', secretAccessKey: 'local' } as const;

const signer = new AwsClient({ ...ADMINISTRATOR, service: 'appsync', region: 'us-east-1' });

/** Pushes an event to the order's subscribers, as the stack's own function does. */
export async function publish(graphqlUrl: string, orderId: string): Promise<void> {
  const body = JSON.stringify({ query: PUBLISH, variables: { input: eventOf(orderId) } });
  const answer = await (await signer.fetch(graphqlUrl, { method: 'POST', body })).text();
  assert.doesNotMatch(answer, /errors/);
}
