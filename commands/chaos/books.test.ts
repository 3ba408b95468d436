import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { checkBooks } from './books.ts';
import type { Books, EventRow, OrderRow, RefundAsked, RefundRow } from './rows.ts';
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

/** An order that was given back in part: its own money, one of its two mice, a mail. */
const partly: RefundRow = {
  refundId: 'part',
  amount: 4,
  status: 'ISSUED',
  restock: [{ productId: 'mouse', quantity: 1 }],
  restocked: true,
  notification: { sent: true, error: null },
};
const refused: RefundRow = { ...partly, refundId: 'refused', status: 'FAILED', restocked: false, notification: null };

function withRefunds(...refunds: readonly RefundRow[]): OrderRow[] {
  return good.orders.map((one) => (one.orderId === 'a' ? { ...one, payment: { refunds } } : one));
}

function asked(refundId: string, expected: RefundAsked['expected'], ...answers: readonly string[]): RefundAsked {
  return { orderId: 'a', refundId, amount: 4, expected, answers };
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
  orders: [{ ...order('a', 'COMPLETED', 2), payment: { refunds: [partly, refused] } }, order('b', 'FAILED', 1)],
  events: [event('a', 2, 'COMPLETED'), event('a', 1, 'PENDING'), event('b', 1, 'FAILED')],
  payments: [
    { kind: 'CHARGE', orderId: 'a', amountMinor: 1050, currency: 'USD' },
    { kind: 'REFUND', orderId: 'a', refundId: 'part', amountMinor: 400, currency: 'USD' },
    { kind: 'CHARGE', orderId: 'b', amountMinor: 1050, currency: 'USD' },
    { kind: 'REFUND', orderId: 'b', amountMinor: 1050, currency: 'USD' },
    { kind: 'INTENT', amountMinor: 1050, currency: 'USD' },
  ],
  stockBefore: new Map([['mouse', 10]]),
  stockAfter: new Map([['mouse', 9]]),
  published: new Set(['a 1', 'a 2', 'b 1']),
  refundsAsked: [
    asked('part', 'issued', 'taken', 'taken'),
    asked('refused', 'failed', 'taken'),
    asked('over', 'rejected', 'RefundExceedsPayment'),
  ],
  mails: new Map([
    ['a', 1],
    ['a/part', 2],
  ]),
  failedTries: new Map([['a/part', 1]]),
  killedTries: 0,
};

function wrongIn(change: Partial<Books>) {
  return checkBooks({ ...good, ...change })
    .filter(({ wrong }) => wrong.length > 0)
    .map(({ title }) => title);
}

type Case = {
  readonly title: string;
  readonly change: Partial<Books>;
  /** The lines of the books that must notice it. */
  readonly wrong: readonly string[] | string;
};

const STOCK = 'stock at the start = stock left + stock sold and not put back, per product';
const MONEY = 'charges − refunds = what completed orders keep';
const EACH = 'the ledger says so of each order by itself';
const OWNERS = 'one charge an order at most, one entry for each issued refund, and no other';
const ASKED = 'every refund came to what it had to, and none was unasked';
const TOLD = 'every completed order and issued refund was notified, or says why not';

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
      wrong: STOCK,
    },
    {
      title: 'a refund that is missing',
      change: { payments: good.payments.filter(({ kind, refundId }) => kind !== 'REFUND' || refundId) },
      wrong: [MONEY, EACH],
    },
    {
      title: 'a part that the order says was given back, and the ledger does not',
      change: { payments: good.payments.filter(({ refundId }) => !refundId) },
      wrong: [MONEY, EACH, OWNERS],
    },
    {
      title: 'a part that was given back twice',
      change: { payments: [...good.payments, ...good.payments.filter(({ refundId }) => refundId)] },
      wrong: [MONEY, EACH, OWNERS],
    },
    {
      title: 'a part given back of another order',
      change: {
        payments: good.payments.map((one) => (one.refundId ? { ...one, orderId: 'b' } : one)),
      },
      wrong: [EACH, OWNERS],
    },
    {
      title: 'a refund of no order',
      change: { payments: [...good.payments, { kind: 'REFUND', orderId: 'z', amountMinor: 0, currency: 'USD' }] },
      wrong: OWNERS,
    },
    {
      title: 'a refund that is neither issued nor failed',
      change: { orders: withRefunds(partly, { ...refused, status: 'REQUESTED' }) },
      wrong: ['every refund is issued or has failed', ASKED],
    },
    {
      title: 'a refund that got lost',
      change: { orders: withRefunds(partly) },
      wrong: ASKED,
    },
    {
      title: 'a refund that nobody asked for',
      change: { refundsAsked: good.refundsAsked.slice(1) },
      wrong: ASKED,
    },
    {
      title: 'a refund over the total that was taken',
      change: { refundsAsked: [...good.refundsAsked, asked('more', 'rejected', 'taken')] },
      wrong: ASKED,
    },
    {
      title: 'two rivals of which none was issued',
      change: {
        refundsAsked: ['left', 'right']
          .map((id) => asked(id, 'one of', 'RefundExceedsPayment'))
          .concat(good.refundsAsked),
      },
      wrong: ASKED,
    },
    {
      title: 'a refund of another amount',
      change: { refundsAsked: good.refundsAsked.map((one) => ({ ...one, amount: 5 })) },
      wrong: ASKED,
    },
    {
      title: 'goods that did not come back',
      change: { stockAfter: new Map([['mouse', 8]]) },
      wrong: STOCK,
    },
    {
      title: 'a customer who was not told of a refund',
      change: { orders: withRefunds({ ...partly, notification: null }, refused) },
      wrong: TOLD,
    },
    {
      title: 'yen that were charged as if they were dollars',
      change: {
        orders: good.orders.map((one) => ({ ...one, currency: 'JPY', totalAmount: 10 })),
        payments: [
          { kind: 'CHARGE', orderId: 'a', amountMinor: 1000, currency: 'JPY' },
          { kind: 'REFUND', orderId: 'a', refundId: 'part', amountMinor: 4, currency: 'JPY' },
        ],
      },
      wrong: [MONEY, EACH],
    },
    {
      title: 'a second charge',
      change: { payments: [...good.payments, { kind: 'CHARGE', orderId: 'a', amountMinor: 0, currency: 'USD' }] },
      wrong: OWNERS,
    },
    {
      title: 'a paid order that was undone',
      change: { events: [...good.events.slice(0, 2), event('b', 1, 'FAILED', 'PAYMENT_PROCESSED')] },
      wrong: 'no order was undone once it was paid',
    },
    {
      title: 'an order that was cancelled, and completed all the same',
      change: {
        orders: good.orders.map((one) => (one.orderId === 'a' ? { ...one, version: 3 } : one)),
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
      change: { mails: new Map([['a', 1]]) },
      wrong: 'every order and refund that says so has sent a mail',
    },
    {
      title: 'a mail that came twice though no try failed',
      change: { failedTries: new Map() },
      wrong: 'nobody was mailed again but after a try that failed: 1 were, 1 of at most 0 by kills',
    },
    {
      title: 'a customer who was not told',
      change: { orders: good.orders.map(({ notification: _, ...rest }) => rest) },
      wrong: TOLD,
    },
  ];
  for (const { title, change, wrong } of cases) {
    it(`do not balance for ${title}`, () => assert.deepEqual(wrongIn(change), [wrong].flat()));
  }
});
