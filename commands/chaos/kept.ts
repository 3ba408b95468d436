/** What completed orders keep: money that was not given back, and goods that did not return to the stock. */
import { toMinor } from '../../domain/money.ts';
import type { RestockedItem } from '../../domain/schema.generated.ts';
import type { OrderRow, RefundRow } from './rows.ts';

export function refundsOf({ payment }: OrderRow): readonly RefundRow[] {
  return payment?.refunds ?? [];
}

export function issuedRefunds(order: OrderRow): readonly RefundRow[] {
  return refundsOf(order).filter(({ status }) => status === 'ISSUED');
}

/** Its total without its issued refunds, in the smallest unit of its currency; nothing unless it is completed. */
export function keptMinor(order: OrderRow): number {
  const { status, totalAmount, currency } = order;
  if (status !== 'COMPLETED') return 0;
  const issued = issuedRefunds(order).map(({ amount }) => toMinor(amount, currency));
  return toMinor(totalAmount, currency) - sum(issued);
}

/** How many of each product these orders have taken out of the stock and not put back. */
export function goodsOf(orders: readonly OrderRow[]): ReadonlyMap<string, number> {
  const goods = new Map<string, number>();
  const add = (items: readonly RestockedItem[], sign: 1 | -1): void => {
    for (const { productId, quantity } of items) goods.set(productId, (goods.get(productId) ?? 0) + sign * quantity);
  };
  for (const order of orders) {
    add(order.items, 1);
    for (const { restock, restocked } of refundsOf(order)) if (restocked) add(restock, -1);
  }
  return goods;
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
