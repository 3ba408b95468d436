/** The lines of the books about money and stock, the sandbox's ledger against the orders. */
import { toMinor } from '../../domain/money.ts';
import { goodsOf, issuedRefunds, keptMinor, sum } from './kept.ts';
import { line } from './rows.ts';
import type { BookLine, Books, OrderRow, PaymentRow } from './rows.ts';

type Ledger = Pick<Books, 'orders' | 'payments'>;

export function stockAddsUp({ orders, stockBefore, stockAfter }: Books): BookLine {
  const sold = goodsOf(orders.filter(({ status }) => status === 'COMPLETED'));
  const wrong = [...stockBefore].filter(([id, before]) => before !== (stockAfter.get(id) ?? 0) + (sold.get(id) ?? 0));
  return line(
    'stock at the start = stock left + stock sold and not put back, per product',
    stockBefore.size,
    wrong,
    ([id, before]) => `${id}: ${before} at the start, ${stockAfter.get(id) ?? 0} left, ${sold.get(id) ?? 0} sold`,
  );
}

/** In each currency by itself: yen and dollars don't add up. */
export function moneyAddsUp({ orders, payments }: Ledger): BookLine {
  const currencies = new Set([...orders, ...payments].flatMap(({ currency }) => currency ?? []));
  const wrong = [...currencies].flatMap((currency) => {
    const due = sum(orders.filter((order) => order.currency === currency).map(keptMinor));
    const ofCurrency = payments.filter((payment) => payment.currency === currency);
    const [charged, refunded] = [totalOf('CHARGE', ofCurrency), totalOf('REFUND', ofCurrency)];
    if (charged - refunded === due) return [];
    return `${charged} charged, ${refunded} refunded, ${due} due (in the smallest unit of ${currency})`;
  });
  return { title: 'charges − refunds = what completed orders keep', checked: payments.length, wrong };
}

/** What is too much for one order and too little for another adds up, too. */
export function eachOrderKeeps({ orders, payments }: Ledger): BookLine {
  const ledger = entriesByOrder(payments);
  const wrong = orders.flatMap((order) => {
    const entries = ledger.get(order.orderId) ?? [];
    const [charged, refunded, due] = [totalOf('CHARGE', entries), totalOf('REFUND', entries), keptMinor(order)];
    return charged - refunded === due ? [] : `${order.orderId}: ${charged} charged, ${refunded} refunded, ${due} due`;
  });
  return { title: 'the ledger says so of each order by itself', checked: orders.length, wrong };
}

/** An order that was undone has one refund of everything at most; a completed one has those that are issued. */
export function ledgerHasOwners({ orders, payments }: Ledger): BookLine {
  const ledger = entriesByOrder(payments);
  const orderIds = new Set(orders.map(({ orderId }) => orderId));
  const strays = [...ledger].filter(([orderId]) => !orderIds.has(orderId));
  const wrong = [
    ...strays.map(([orderId]) => `${orderId} is in the ledger, and no order`),
    ...orders.flatMap((order) => wrongEntries(order, ledger.get(order.orderId) ?? [])),
  ];
  const checked = [...ledger.values()].flat().length;
  return { title: 'one charge an order at most, one entry for each issued refund, and no other', checked, wrong };
}

function wrongEntries(order: OrderRow, entries: readonly PaymentRow[]): readonly string[] {
  const { orderId, status, currency } = order;
  const charges = entries.filter(({ kind }) => kind === 'CHARGE').length;
  const refunds = entries.filter(({ kind }) => kind === 'REFUND').map(namesOf);
  const isUndone = status !== 'COMPLETED';
  const due = issuedRefunds(order).map(({ refundId, amount }) => `${refundId} of ${toMinor(amount, currency)}`);
  const isRight = isUndone ? refunds.length <= 1 && !entries.some(({ refundId }) => refundId) : isSame(refunds, due);
  if (charges <= 1 && isRight) return [];
  return [`${orderId}: ${charges} charges, refunds ${refunds.join(', ')} instead of ${due.join(', ')}`];
}

function namesOf({ refundId = 'everything', amountMinor = 0 }: PaymentRow): string {
  return `${refundId} of ${amountMinor}`;
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.toSorted().join() === right.toSorted().join();
}

function entriesByOrder(payments: readonly PaymentRow[]): ReadonlyMap<string, readonly PaymentRow[]> {
  const moved = payments.filter(({ kind }) => kind === 'CHARGE' || kind === 'REFUND');
  return Map.groupBy(moved, ({ orderId = 'no order' }) => orderId);
}

function totalOf(kind: string, entries: readonly PaymentRow[]): number {
  return sum(entries.filter((entry) => entry.kind === kind).map(({ amountMinor = 0 }) => amountMinor));
}
