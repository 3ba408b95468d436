/** Checks the books after a run of chaos: what the tables say must add up to what was promised. */

import { toMinor } from '../../domain/money.ts';
import { isFinal } from '../../domain/order-status.ts';
import type { OrderStatus } from '../../domain/schema.generated.ts';

export type OrderRow = {
  readonly orderId: string;
  readonly status: OrderStatus;
  readonly version: number;
  readonly totalAmount: number;
  readonly currency: string;
  readonly items: readonly { readonly productId: string; readonly quantity: number }[];
  /** The provider's id of its charge, once one is begun. */
  readonly paymentIntentId?: string;
  readonly failure?: { readonly code: string } | null;
  readonly notification?: { readonly sent: boolean; readonly error?: string | null };
  /** While something is left to do for it. */
  readonly waitingSince?: string;
};

export type EventRow = {
  readonly orderId: string;
  readonly version: number;
  readonly eventType: string;
  readonly status: OrderStatus;
};

export type PaymentRow = {
  readonly paymentId?: string;
  /** Of a charge or an intent: whether it can still be confirmed. */
  readonly state?: string;
  readonly kind: string;
  readonly orderId?: string;
  readonly amountMinor?: number;
  readonly currency?: string;
};

export type Books = {
  /** Every order id that createOrder has returned for an idempotency key. */
  readonly answers: ReadonlyMap<string, readonly string[]>;
  readonly orders: readonly OrderRow[];
  readonly events: readonly EventRow[];
  readonly payments: readonly PaymentRow[];
  readonly stockBefore: ReadonlyMap<string, number>;
  readonly stockAfter: ReadonlyMap<string, number>;
  /** `<orderId> <version>` of every event that was published to both targets. */
  readonly published: ReadonlySet<string>;
  /** How many mails each order has caused. */
  readonly mails: ReadonlyMap<string, number>;
  /** How many calls of SES sent a mail and lost the response: SES has no idempotency key. */
  readonly lostMailAnswers: number;
};

/** One line of the books: what must hold, how many cases were checked, and which of them break it. */
export type BookLine = { readonly title: string; readonly checked: number; readonly wrong: readonly string[] };

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
    oneChargeOneRefund(books),
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

function stockAddsUp({ orders, stockBefore, stockAfter }: Books): BookLine {
  const sold = new Map<string, number>();
  for (const { status, items } of orders) {
    if (status !== 'COMPLETED') continue;
    for (const { productId, quantity } of items) sold.set(productId, (sold.get(productId) ?? 0) + quantity);
  }
  const wrong = [...stockBefore].filter(([id, before]) => before !== (stockAfter.get(id) ?? 0) + (sold.get(id) ?? 0));
  return line(
    'stock at the start = stock left + stock sold, per product',
    stockBefore.size,
    wrong,
    ([id, before]) => `${id}: ${before} at the start, ${stockAfter.get(id) ?? 0} left, ${sold.get(id) ?? 0} sold`,
  );
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

/** In each currency by itself: yen and dollars don't add up. */
function moneyAddsUp({ orders, payments }: Books): BookLine {
  const amountsOf = (kind: string, currency: string) =>
    payments
      .filter((payment) => payment.kind === kind && payment.currency === currency)
      .map(({ amountMinor = 0 }) => amountMinor);
  const completed = orders.filter(({ status }) => status === 'COMPLETED');
  const currencies = new Set([...orders, ...payments].flatMap(({ currency }) => currency ?? []));
  const wrong = [...currencies].flatMap((currency) => {
    const ofCurrency = completed.filter((order) => order.currency === currency);
    const due = sum(ofCurrency.map(({ totalAmount }) => toMinor(totalAmount, currency)));
    const [charged, refunded] = [sum(amountsOf('CHARGE', currency)), sum(amountsOf('REFUND', currency))];
    if (charged - refunded === due) return [];
    return `${charged} charged, ${refunded} refunded, ${due} due (in the smallest unit of ${currency})`;
  });
  return { title: 'charges − refunds = the total of completed orders', checked: payments.length, wrong };
}

function oneChargeOneRefund({ payments }: Books): BookLine {
  const entries = Map.groupBy(
    payments.filter(({ kind }) => kind === 'CHARGE' || kind === 'REFUND'),
    ({ kind, orderId }) => `${kind} of ${orderId ?? 'no order'}`,
  );
  const wrong = [...entries].filter(([, rows]) => rows.length > 1);
  return line(
    'at most one charge and one refund an order',
    entries.size,
    wrong,
    ([entry, rows]) => `${rows.length} times ${entry}`,
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

function customersWereTold({ orders }: Books): BookLine {
  const completed = orders.filter(({ status }) => status === 'COMPLETED');
  const wrong = completed.filter(({ notification }) => !notification || (!notification.sent && !notification.error));
  return line('every completed order was notified, or says why not', completed.length, wrong, ({ orderId }) => orderId);
}

function mailsWereSent({ orders, mails }: Books): BookLine {
  const told = orders.filter(({ notification }) => notification?.sent);
  const wrong = told.filter(({ orderId }) => !mails.has(orderId));
  return line('every order that says so has sent a mail', told.length, wrong, ({ orderId }) => orderId);
}

function mailsCameOnce({ mails, lostMailAnswers }: Books): BookLine {
  const twice = [...mails].filter(([, count]) => count > 1).map(([orderId, count]) => `${orderId}: ${count} mails`);
  const title = `nobody was mailed twice, but for lost answers of the mail service: ${twice.length} of at most ${lostMailAnswers}`;
  return { title, checked: mails.size, wrong: twice.length > lostMailAnswers ? twice : [] };
}

function line<T>(title: string, checked: number, wrong: readonly T[], describe: (one: T) => string): BookLine {
  return {
    title,
    checked,
    wrong: wrong.map(describe),
  };
}
