import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { checkBooks } from './books.ts';
import type { Books } from './books.ts';

function order(orderId: string, status: string, version: number) {
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
function event(orderId: string, version: number, status: string, eventType = 'ANY') {
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

describe('the books', () => {
  it('balance when everything adds up', () => assert.deepEqual(wrongIn({}), []));

  const cases: readonly (readonly [string, Partial<Books>, string[]])[] = [
    [
      'a lost order',
      {
        answers: new Map([
          ['key', ['c']],
          ['key-2', ['b']],
        ]),
      },
      ['every acknowledged order ended in one final status'],
    ],
    [
      'two orders for one key',
      {
        answers: new Map([
          ['key-1', ['a', 'b']],
          ['key-2', ['b']],
        ]),
      },
      ['every idempotency key has one order'],
    ],
    ['an order that nobody asked for', { answers: new Map([['key-1', ['a']]]) }, ['no more orders than keys']],
    [
      'a gap in the versions',
      {
        events: [event('a', 1, 'PENDING'), event('a', 3, 'COMPLETED'), event('b', 1, 'FAILED')],
        published: new Set(['a 1', 'a 3', 'b 1']),
      },
      ['one event for each version of an order, without gaps'],
    ],
    [
      'a version that was never pushed',
      { published: new Set(['a 1', 'b 1']) },
      ['every version was pushed at least once'],
    ],
    [
      'stock that vanished',
      { stockAfter: new Map([['mouse', 7]]) },
      ['stock at the start = stock left + stock sold, per product'],
    ],
    [
      'a refund that is missing',
      { payments: good.payments.filter(({ kind }) => kind !== 'REFUND') },
      ['charges − refunds = the total of completed orders'],
    ],
    [
      'yen that were charged as if they were dollars',
      {
        orders: good.orders.map((one) => ({ ...one, currency: 'JPY', totalAmount: 10 })),
        payments: [{ kind: 'CHARGE', orderId: 'a', amountMinor: 1000, currency: 'JPY' }],
      },
      ['charges − refunds = the total of completed orders'],
    ],
    [
      'a second charge',
      { payments: [...good.payments, { kind: 'CHARGE', orderId: 'a', amountMinor: 0, currency: 'USD' }] },
      ['at most one charge and one refund an order'],
    ],
    [
      'a paid order that was undone',
      { events: [...good.events.slice(0, 2), event('b', 1, 'FAILED', 'PAYMENT_PROCESSED')] },
      ['no order was undone once it was paid'],
    ],
    ['a mail that was not sent', { mails: new Map() }, ['every order that says so has sent a mail']],
    [
      'a mail that came twice',
      { mails: new Map([['a', 2]]) },
      ['nobody was mailed twice, but for lost answers of the mail service: 1 of at most 0'],
    ],
    [
      'a customer who was not told',
      { orders: good.orders.map(({ notification: _, ...rest }) => rest) },
      ['every completed order was notified, or says why not'],
    ],
  ];
  for (const [title, change, expected] of cases) {
    it(`do not balance for ${title}`, () => assert.deepEqual(wrongIn(change), expected));
  }
});
