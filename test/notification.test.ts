import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventsOf, ORDER, useCloud } from './testing/cloud.ts';

const cloud = await useCloud();
const { orders, inboxUrl = '' } = cloud;

type Mail = { readonly from: string; readonly subject: string; readonly destination: { readonly to: string[] }; readonly body: { text: string; html: string } };

const mailsTo = async (address: string): Promise<Mail[]> => {
  const { emails }: { emails: Mail[] } = await (await fetch(new URL('/store', inboxUrl))).json();
  return emails.filter(({ destination }) => destination.to.includes(address));
};

const place = async (email?: string) => {
  const { orderId } = await orders.createOrder({ ...ORDER, email });
  await eventsOf(orders, orderId);
  return orders.order(orderId);
};

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

  it('is not sent for an order without an address, which is told by its event alone', async () => {
    const { history } = await place();
    assert.ok(history.some(({ eventType }) => eventType === 'NOTIFICATION_SENT'));
  });

  it('that cannot be sent does not fail the order, which says so', async () => {
    const broken = { service: 'ses', operation: 'SendEmail', effect: { type: 'error', name: 'MessageRejected', status: 400 } };
    await fetch(`${cloud.awsEndpointUrl}/faults`, { method: 'PUT', body: JSON.stringify([broken]) });
    try {
      const { status, notification } = await place('grace@example.com');
      assert.equal(status, 'COMPLETED');
      assert.equal(notification?.sent, false);
      assert.ok(notification?.error);
    } finally {
      await fetch(`${cloud.awsEndpointUrl}/faults`, { method: 'DELETE' });
    }
  });

  it('is refused an address that is none, before anything is written', async () => {
    await assert.rejects(orders.createOrder({ ...ORDER, email: 'nobody' }), /invalid value/);
  });
});
