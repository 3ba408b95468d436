import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { checkBooks } from './books.ts';
import type { Books, EventRow, OrderRow } from './books.ts';
import type { OrderStatus } from '../../domain/schema.generated.ts';

function order(orderId: string, status: OrderStatus, version: number): OrderRow {
  return {
    orderId,
    status,
    version,
    totalAmount: 10.5,
    currency: 'USD',
    items: [{ productId: 'mouse', quantity: 2 }],
    ...(status === 'COMPLETED' && { notification: { sent: true, error: null } }),
  };
}

function event(orderId: string, version: number, status: OrderStatus, eventType = 'ANY'): EventRow {
  return {
    orderId,
    version,
    status,
    eventType,
  };
}

const good: Books = {
  answers: new Map([
    ['key-1', ['a', 'a']],
    ['key-2', ['b']],
  ]),
  orders: [order('a', 'COMPLETED', 2), order('b', 'FAILED', 1)],
  events: [event('a', 2, 'COMPLETED'), event('a', 1, 'PENDING'), event('b', 1, 'FAILED')],
  payments: [
    { kind: 'CHARGE', orderId: 'a', amountMinor: 1050, currency: 'USD' },
    { kind: 'CHARGE', orderId: 'b', amountMinor: 1050, currency: 'USD' },
    { kind: 'REFUND', orderId: 'b', amountMinor: 1050, currency: 'USD' },
    { kind: 'INTENT', amountMinor: 1050, currency: 'USD' },
  ],
  stockBefore: new Map([['mouse', 10]]),
  stockAfter: new Map([['mouse', 8]]),
  published: new Set(['a 1', 'a 2', 'b 1']),
  mails: new Map([['a', 1]]),
  lostMailAnswers: 0,
};

function wrongIn(change: Partial<Books>) {
  return checkBooks({ ...good, ...change })
    .filter(({ wrong }) => wrong.length > 0)
    .map(({ title }) => title);
}

type Case = {
  readonly title: string;
  readonly change: Partial<Books>;
  /** The one line of the books that must notice it. */
  readonly wrong: string;
};

describe('the books', () => {
  it('balance when everything adds up', () => assert.deepEqual(wrongIn({}), []));

  const cases: readonly Case[] = [
    {
      title: 'a lost order',
      change: {
        answers: new Map([
          ['key', ['c']],
          ['key-2', ['b']],
        ]),
      },
      wrong: 'every acknowledged order ended in one final status',
    },
    {
      title: 'two orders for one key',
      change: {
        answers: new Map([
          ['key-1', ['a', 'b']],
          ['key-2', ['b']],
        ]),
      },
      wrong: 'every idempotency key has one order',
    },
    {
      title: 'an order that nobody asked for',
      change: { answers: new Map([['key-1', ['a']]]) },
      wrong: 'no more orders than keys',
    },
    {
      title: 'a gap in the versions',
      change: {
        events: [event('a', 1, 'PENDING'), event('a', 3, 'COMPLETED'), event('b', 1, 'FAILED')],
        published: new Set(['a 1', 'a 3', 'b 1']),
      },
      wrong: 'one event for each version of an order, without gaps',
    },
    {
      title: 'a version that was never pushed',
      change: { published: new Set(['a 1', 'b 1']) },
      wrong: 'every version was pushed at least once',
    },
    {
      title: 'stock that vanished',
      change: { stockAfter: new Map([['mouse', 7]]) },
      wrong: 'stock at the start = stock left + stock sold, per product',
    },
    {
      title: 'a refund that is missing',
      change: { payments: good.payments.filter(({ kind }) => kind !== 'REFUND') },
      wrong: 'charges − refunds = the total of completed orders',
    },
    {
      title: 'yen that were charged as if they were dollars',
      change: {
        orders: good.orders.map((one) => ({ ...one, currency: 'JPY', totalAmount: 10 })),
        payments: [{ kind: 'CHARGE', orderId: 'a', amountMinor: 1000, currency: 'JPY' }],
      },
      wrong: 'charges − refunds = the total of completed orders',
    },
    {
      title: 'a second charge',
      change: { payments: [...good.payments, { kind: 'CHARGE', orderId: 'a', amountMinor: 0, currency: 'USD' }] },
      wrong: 'at most one charge and one refund an order',
    },
    {
      title: 'a paid order that was undone',
      change: { events: [...good.events.slice(0, 2), event('b', 1, 'FAILED', 'PAYMENT_PROCESSED')] },
      wrong: 'no order was undone once it was paid',
    },
    {
      title: 'an order that was cancelled, and completed all the same',
      change: {
        orders: [order('a', 'COMPLETED', 3), order('b', 'FAILED', 1)],
        events: [event('a', 3, 'COMPLETED'), event('a', 2, 'CANCELLED'), ...good.events.slice(1)],
        published: new Set(['a 1', 'a 2', 'a 3', 'b 1']),
      },
      wrong: 'no order came to two ends',
    },
    {
      title: 'a payment that its customer can confirm when the order has failed',
      change: {
        orders: good.orders.map((one) => (one.orderId === 'b' ? { ...one, paymentIntentId: 'pi_b' } : one)),
        payments: [...good.payments, { kind: 'INTENT', paymentId: 'pi_b', state: 'OPEN' }],
      },
      wrong: 'no payment of an order that is over can still be confirmed',
    },
    {
      title: 'a mail that was not sent',
      change: { mails: new Map() },
      wrong: 'every order that says so has sent a mail',
    },
    {
      title: 'a mail that came twice',
      change: { mails: new Map([['a', 2]]) },
      wrong: 'nobody was mailed twice, but for lost answers of the mail service: 1 of at most 0',
    },
    {
      title: 'a customer who was not told',
      change: { orders: good.orders.map(({ notification: _, ...rest }) => rest) },
      wrong: 'every completed order was notified, or says why not',
    },
  ];
  for (const { title, change, wrong } of cases) {
    it(`do not balance for ${title}`, () => assert.deepEqual(wrongIn(change), [wrong]));
  }
});
