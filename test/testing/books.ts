/**
 * Whether money and stock add up: what was taken and not given back is what completed orders keep, and each issued refund has
 * one entry in the ledger.
 */
import assert from 'node:assert/strict';
import { readCatalogue } from '../../commands/catalogue.ts';
import { goodsOf } from '../../commands/chaos/kept.ts';
import { eachOrderKeeps, ledgerHasOwners, moneyAddsUp } from '../../commands/chaos/money-books.ts';
import { isOrder, isPayment } from '../../commands/chaos/read-books.ts';
import type { Cloud } from './cloud.ts';

/** Orders that keep their stock. Those that wait do so though they aren't completed. */
const HOLDING = new Set(['COMPLETED', 'AWAITING_PAYMENT', 'NEEDS_ATTENTION']);

/** `before` is the stock by product, before the first order. */
export async function assertBooksBalance(cloud: Cloud, before: ReadonlyMap<string, number>): Promise<void> {
  const [allOrders, entries, after] = await Promise.all([cloud.scan('Orders'), cloud.scan('Payments'), stockOf(cloud)]);
  const orders = allOrders.filter(isOrder);
  assert.equal(orders.length, allOrders.length, 'every item of the table of orders is one');
  const payments = entries.filter(isPayment);
  for (const { title, wrong } of [moneyAddsUp, eachOrderKeeps, ledgerHasOwners].map((of) => of({ orders, payments }))) {
    assert.deepEqual(wrong, [], title);
  }
  const goods = goodsOf(orders.filter(({ status }) => HOLDING.has(status)));
  for (const [productId, available] of before) {
    assert.equal(after.get(productId), available - (goods.get(productId) ?? 0), productId);
  }
}

export async function stockOf({ orders }: Cloud): Promise<ReadonlyMap<string, number>> {
  return new Map((await readCatalogue(orders)).map(({ productId, available }) => [productId, available]));
}
