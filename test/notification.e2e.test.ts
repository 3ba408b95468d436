import assert from 'node:assert/strict';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, it } from 'vitest';
import { eventsOf, ORDER, settled, useCloud } from './testing/cloud.ts';

const cloud = await useCloud();
const { orders, inboxUrl = '' } = cloud;

/** What the sweep would find. */
async function waitingIds(status: string): Promise<unknown[]> {
  const { Items = [] } = await cloud.dynamodb.send(
    new QueryCommand({
      TableName: cloud.tableName('Orders'),
      IndexName: 'waiting',
      KeyConditionExpression: '#status = :status',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': status },
    }),
  );
  return Items.map(({ orderId }) => orderId);
}

type Mail = {
  readonly from: string;
  readonly subject: string;
  readonly destination: { readonly to: string[] };
  readonly body: { text: string; html: string };
};

async function mailsTo(address: string): Promise<Mail[]> {
  const { emails }: { emails: Mail[] } = await (await fetch(new URL('/store', inboxUrl))).json();
  return emails.filter(({ destination }) => destination.to.includes(address));
}

async function place(email?: string) {
  const { orderId } = await orders.createOrder({ ...ORDER, email });
  return settled(orders, orderId);
}

async function sesFails(name: string, status: number): Promise<void> {
  const rule = { service: 'ses', operation: 'SendEmail', effect: { type: 'error', name, status } };
  await fetch(`${cloud.awsEndpointUrl}/faults`, { method: 'PUT', body: JSON.stringify([rule]) });
}
afterEach(async () => void (await fetch(`${cloud.awsEndpointUrl}/faults`, { method: 'DELETE' })));

describe('the confirmation mail of an order', () => {
  it('lands in the inbox once, with the order in it', async () => {
    const { orderId, notification } = await place('ada@example.com');
    assert.deepEqual(notification, { sent: true, error: null });
    const [mail, ...others] = await mailsTo('ada@example.com');
    assert.deepEqual(others, []);
    assert.equal(mail?.from, 'orders@ordersaga.example');
    assert.equal(mail?.subject, 'Your order of $89.99 is confirmed');
    for (const body of [mail?.body.text, mail?.body.html]) {
      assert.ok(body?.includes(orderId));
      assert.ok(body?.includes('1 × keyboard'));
    }
  });

  it('is not sent for an order without an address, which says that nobody was told', async () => {
    const { status, notification, history } = await place();
    assert.equal(status, 'COMPLETED');
    assert.deepEqual(notification, { sent: false, error: 'The order has no e-mail address.' });
    assert.equal(history.at(-1)?.eventType, 'NOTIFICATION_GIVEN_UP');
  });

  it('that the mail service rejects does not fail the order, which says so', async () => {
    await sesFails('MessageRejected', 400);
    const { status, notification } = await place('grace@example.com');
    assert.equal(status, 'COMPLETED');
    assert.deepEqual(notification, { sent: false, error: 'The mail service rejected the mail.' });
  });

  it('follows the completion, and the order waits among the unsettled ones until then', async () => {
    await sesFails('ServiceUnavailable', 503);
    const { orderId } = await orders.createOrder({ ...ORDER, email: 'linus@example.com' });
    const events = await eventsOf(orders, orderId);
    assert.equal(events.at(-1)?.eventType, 'ORDER_COMPLETED');
    const { status, notification } = await orders.order(orderId);
    assert.deepEqual([status, notification], ['COMPLETED', null]);
    assert.ok((await waitingIds('COMPLETED')).includes(orderId));
    assert.deepEqual(await mailsTo('linus@example.com'), []);

    await fetch(`${cloud.awsEndpointUrl}/faults`, { method: 'DELETE' });
    const told = await settled(orders, orderId);
    assert.deepEqual([told.status, told.version, told.notification], ['COMPLETED', 5, { sent: true, error: null }]);
    assert.equal((await mailsTo('linus@example.com')).length, 1);
    assert.ok(!(await waitingIds('COMPLETED')).includes(orderId));
  });

  it('is refused an address that is none, before anything is written', async () => {
    await assert.rejects(orders.createOrder({ ...ORDER, email: 'nobody' }), /invalid value/);
  });
});
