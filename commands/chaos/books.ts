/** Checks the books after a run of chaos: what the tables say must add up to what was promised. */

import { isFinal } from '../../domain/order-status.ts';
import { customersWereTold, mailsCameOnce, mailsWereSent } from './mail-books.ts';
import { eachOrderKeeps, ledgerHasOwners, moneyAddsUp, stockAddsUp } from './money-books.ts';
import { refundsCameToTheirEnd, refundsEnded } from './refund-books.ts';
import { line } from './rows.ts';
import type { BookLine, Books, EventRow } from './rows.ts';

export function checkBooks(books: Books): readonly BookLine[] {
  return [
    acknowledgedOrdersEnded(books),
    keysAgree(books),
    nothingUnasked(books),
    versionsHaveNoGaps(books),
    lastEventIsTheOrder(books),
    everyVersionWasPublished(books),
    stockAddsUp(books),
    moneyAddsUp(books),
    eachOrderKeeps(books),
    ledgerHasOwners(books),
    refundsEnded(books),
    refundsCameToTheirEnd(books),
    paidOrdersAreCompleted(books),
    endedOnce(books),
    nothingCanBeConfirmed(books),
    customersWereTold(books),
    mailsWereSent(books),
    mailsCameOnce(books),
  ];
}

function acknowledgedOrdersEnded({ answers, orders }: Books): BookLine {
  const statuses = new Map(orders.map(({ orderId, status }) => [orderId, status]));
  const acknowledged = new Set([...answers.values()].flat());
  const wrong = [...acknowledged].filter((orderId) => {
    const status = statuses.get(orderId);
    return status === undefined || !isFinal(status);
  });
  return line(
    'every acknowledged order ended in one final status',
    acknowledged.size,
    wrong,
    (orderId) => `${orderId} is ${statuses.get(orderId) ?? 'missing'}`,
  );
}

function keysAgree({ answers }: Books): BookLine {
  const wrong = [...answers].filter(([, orderIds]) => new Set(orderIds).size > 1);
  return line(
    'every idempotency key has one order',
    answers.size,
    wrong,
    ([key, orderIds]) => `${key} has ${orderIds.join(', ')}`,
  );
}

/** An order may be written though its answer was lost and never asked for again; but never two for one key. */
function nothingUnasked({ answers, orders }: Books): BookLine {
  return {
    title: 'no more orders than keys',
    checked: orders.length,
    wrong: orders.length > answers.size ? [`${orders.length} orders for ${answers.size} keys`] : [],
  };
}

function eventsByOrder({ events }: Books): ReadonlyMap<string, readonly EventRow[]> {
  return Map.groupBy(
    events.toSorted((left, right) => left.version - right.version),
    ({ orderId }) => orderId,
  );
}

function versionsHaveNoGaps(books: Books): BookLine {
  const events = eventsByOrder(books);
  const wrong = books.orders.filter(({ orderId, version }) => {
    const versions = events.get(orderId)?.map((event) => event.version) ?? [];
    return versions.length !== version || versions.some((one, index) => one !== index + 1);
  });
  return line(
    'one event for each version of an order, without gaps',
    books.events.length,
    wrong,
    ({ orderId }) => orderId,
  );
}

function lastEventIsTheOrder(books: Books): BookLine {
  const events = eventsByOrder(books);
  const wrong = books.orders.filter(({ orderId, status }) => events.get(orderId)?.at(-1)?.status !== status);
  return line('the last event of an order tells its status', books.orders.length, wrong, ({ orderId }) => orderId);
}

function everyVersionWasPublished({ events, published }: Books): BookLine {
  const wrong = events.filter(({ orderId, version }) => !published.has(`${orderId} ${version}`));
  return line(
    'every version was pushed at least once',
    events.length,
    wrong,
    ({ orderId, version }) => `${orderId} version ${version}`,
  );
}

/** Only staff turn a paid order back, and a run of chaos has none. */
function paidOrdersAreCompleted({ orders, events }: Books): BookLine {
  const paid = new Set(
    events.filter(({ eventType }) => eventType === 'PAYMENT_PROCESSED').map(({ orderId }) => orderId),
  );
  const wrong = orders.filter(({ orderId, status }) => paid.has(orderId) && status !== 'COMPLETED');
  return line(
    'no order was undone once it was paid',
    paid.size,
    wrong,
    ({ orderId, status }) => `${orderId} is ${status}`,
  );
}

function endedOnce(books: Books): BookLine {
  const ends = [...eventsByOrder(books)].map(([orderId, events]) => ({
    orderId,
    statuses: new Set(events.map(({ status }) => status).filter(isFinal)),
  }));
  const wrong = ends.filter(({ statuses }) => statuses.size > 1);
  return line(
    'no order came to two ends',
    ends.length,
    wrong,
    ({ orderId, statuses }) => `${orderId} was ${[...statuses].join(' and ')}`,
  );
}

/** A customer may come back from the bank when the order is over. */
function nothingCanBeConfirmed({ orders, payments }: Books): BookLine {
  const states = new Map(payments.map(({ paymentId, state }) => [paymentId, state]));
  const begun = orders.filter(({ status, paymentIntentId }) => isFinal(status) && paymentIntentId !== undefined);
  const wrong = begun.filter(({ paymentIntentId }) => states.get(paymentIntentId) === 'OPEN');
  return line(
    'no payment of an order that is over can still be confirmed',
    begun.length,
    wrong,
    ({ orderId }) => orderId,
  );
}
