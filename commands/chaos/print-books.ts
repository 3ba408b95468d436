/** Shows the books: what became of the orders, and each line with what is wrong in it. */

import { styleText } from 'node:util';
import type { BookLine, OrderRow } from './books.ts';

const MAX_EXAMPLES = 10;

export function printBooks(orders: readonly OrderRow[], lines: readonly BookLine[]): void {
  const counts = [...Map.groupBy(orders, ({ status }) => status)].map(([status, rows]) => `${rows.length} ${status}`);
  console.log(`\n${orders.length} orders: ${counts.sort().join(', ')}\n`);
  lines.forEach(printLine);
}

function printLine({ title, checked, wrong }: BookLine): void {
  const mark = wrong.length === 0 ? styleText('green', '✔') : styleText('red', '✖');
  console.log(`${mark} ${title} (${checked})`);
  for (const one of wrong.slice(0, MAX_EXAMPLES)) console.log(`    ${one}`);
  if (wrong.length > MAX_EXAMPLES) console.log(`    and ${wrong.length - MAX_EXAMPLES} more`);
}
