/** Whether money and stock add up: what was taken and not given back is what completed orders cost. */
import assert from 'node:assert/strict';
import type { JsonRecord } from '../../commands/json.ts';
import { toMinor } from '../../domain/money.ts';
import type { Cloud } from './cloud.ts';

/** Orders that keep their stock though they aren't completed. */
const HOLDING = new Set(['AWAITING_PAYMENT', 'NEEDS_ATTENTION']);

/** `before` is the stock by product, before the first order. */
export async function assertBooksBalance(cloud: Cloud, before: ReadonlyMap<string, number>): Promise<void> {
  const [orders, entries, after] = await Promise.all([cloud.scan('Orders'), cloud.scan('Payments'), stockOf(cloud)]);
  const completed = orders.filter(({ status }) => status === 'COMPLETED');
  const kept = completed.map((order) => toMinor(Number(order['totalAmount']), String(order['currency'])));
  assert.equal(sum(amounts(entries, 'CHARGE')) - sum(amounts(entries, 'REFUND')), sum(kept));
  const holding = [...completed, ...orders.filter(({ status }) => HOLDING.has(String(status)))];
  for (const [productId, available] of before) {
    assert.equal(after.get(productId), available - sum(quantities(holding, productId)), productId);
  }
}

export async function stockOf({ orders }: Cloud): Promise<ReadonlyMap<string, number>> {
  return new Map((await orders.products()).map(({ productId, available }) => [productId, available]));
}

function amounts(entries: readonly JsonRecord[], kind: string): number[] {
  return entries.filter((entry) => entry['kind'] === kind).map(({ amountMinor }) => Number(amountMinor));
}

function quantities(orders: readonly JsonRecord[], productId: string): number[] {
  return orders
    .flatMap(({ items }): readonly unknown[] => (Array.isArray(items) ? items : []))
    .filter((item) => isItem(item) && item.productId === productId)
    .map((item) => (isItem(item) ? item.quantity : 0));
}

function isItem(item: unknown): item is { readonly productId: string; readonly quantity: number } {
  return typeof item === 'object' && item !== null && 'productId' in item && 'quantity' in item;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
