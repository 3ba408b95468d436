import assert from 'node:assert/strict';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, it } from 'vitest';
import { clearFaults, setFaults } from '../commands/faults.ts';
import { readInbox } from '../commands/inbox.ts';
import type { Mail } from '../commands/inbox.ts';
import type { JsonRecord } from '../commands/json.ts';
import { eventsOf, ORDER, settled, useCloud } from './testing/cloud.ts';

const cloud = await useCloud();
const { orders } = cloud;

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
  return Items.map((item: JsonRecord) => item['orderId']);
}

async function mailsTo(address: string): Promise<readonly Mail[]> {
  return (await readInbox(cloud)).filter(({ to }) => to.includes(address));
}

async function place(email?: string) {
  const { orderId } = await orders.createOrder({ ...ORDER, email });
  return settled(orders, orderId);
}

function sesFails(name: string, status: number): Promise<void> {
  return setFaults(cloud, [{ service: 'ses', operation: 'SendEmail', effect: { type: 'error', name, status } }]);
}
afterEach(() => clearFaults(cloud));

describe('the confirmation mail of an order', () => {
  it('lands in the inbox once, with the order in it', async () => {
    const { orderId, notification } = await place('ada@example.com');
    assert.deepEqual(notification, { sent: true, error: null });
    const [mail, ...others] = await mailsTo('ada@example.com');
    assert.deepEqual(others, []);
    assert.ok(mail);
    assert.equal(mail.from, 'orders@ordersaga.example');
    assert.equal(mail.subject, 'Your order of $89.99 is confirmed');
    for (const body of [mail.text, mail.html]) {
      assert.ok(body.includes(orderId));
      assert.ok(body.includes('1 × keyboard'));
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
