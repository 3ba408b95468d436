/** Shows the books: what became of the orders, and each line with what is wrong in it. */

import { styleText } from 'node:util';
import { issuedRefunds, refundsOf } from './kept.ts';
import type { BookLine, EventRow, OrderRow } from './rows.ts';

const MAX_EXAMPLES = 10;

export function printBooks(orders: readonly OrderRow[], events: readonly EventRow[], lines: readonly BookLine[]): void {
  const counts = [...Map.groupBy(orders, ({ status }) => status)].map(([status, rows]) => `${rows.length} ${status}`);
  console.log(`\n${orders.length} orders: ${counts.sort().join(', ')}`);
  console.log(`${waited(events)} of them waited for their payment, and ${expired(orders)} waited too long`);
  console.log(`${refunds(orders)}\n`);
  lines.forEach(printLine);
}

function waited(events: readonly EventRow[]): number {
  return new Set(events.filter(({ status }) => status === 'AWAITING_PAYMENT').map(({ orderId }) => orderId)).size;
}

function expired(orders: readonly OrderRow[]): number {
  return orders.filter(({ failure }) => failure?.code === 'PaymentExpired').length;
}

function refunds(orders: readonly OrderRow[]): string {
  const issued = orders.flatMap(issuedRefunds);
  const failed = orders.flatMap(refundsOf).length - issued.length;
  return `${issued.length} refunds were issued, ${failed} failed`;
}

function printLine({ title, checked, wrong }: BookLine): void {
  const mark = wrong.length === 0 ? styleText('green', '✔') : styleText('red', '✖');
  console.log(`${mark} ${title} (${checked})`);
  for (const one of wrong.slice(0, MAX_EXAMPLES)) console.log(`    ${one}`);
  if (wrong.length > MAX_EXAMPLES) console.log(`    and ${wrong.length - MAX_EXAMPLES} more`);
}
