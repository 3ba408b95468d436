/** `npm run chaos`: thousands of orders of mixed fate while everything breaks, and then the books. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { styleText } from 'node:util';
import { createOrdersClient } from '@ordersaga/client';
import { checkBooks } from './chaos/books.ts';
import type { BookLine } from './chaos/books.ts';
import { startCloudUnderFire } from './chaos/cloud-under-fire.ts';
import { CHAOS_FAULTS } from './chaos/faults.ts';
import { FINAL_STATUSES, placeOrder, waitForEnd } from './chaos/place-order.ts';
import { CONTENDED, planOrders } from './chaos/plan.ts';
import { createRandom } from './chaos/random.ts';
import { openTables } from './chaos/read-books.ts';
import type { Tables } from './chaos/read-books.ts';
import { parseOptions, runCommand, wholeNumber } from './command-line.ts';

const HELP = `Places orders of mixed fate while calls fail, records come twice and the stack is killed, then checks the books.

  npm run chaos -- [options]

  --orders N   how many; 2000 if left out
  --kills N    how often the whole stack is killed with SIGKILL; 4 if left out
  --seed N     the same seed asks for the same orders and faults; 1 if left out
`;

function readArguments() {
  const { values } = parseOptions({
    options: {
      orders: { type: 'string', default: '2000' },
      kills: { type: 'string', default: '4' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  const { orders, kills, seed, help } = values;
  const [count, killCount] = [wholeNumber('orders', orders, 1), wholeNumber('kills', kills, 0)];
  return { orders: count, kills: killCount, seed: wholeNumber('seed', seed, 0), help };
}

/** As many customers as order at the same time. */
const LANES = 48;

/** How many environments a function has at most in the local cloud. */
const ENVIRONMENTS = 4;

/** How long the last orders may take to settle once nothing fails any more. */
const SETTLE_WITHIN_MS = 600_000;

async function main(): Promise<void> {
  const { orders, kills, seed, help } = readArguments();
  if (help) return void process.stdout.write(HELP);
  const dataDirectory = mkdtempSync(join(tmpdir(), 'chaos-'));
  const say = (text: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)}  ${text}\n`);
  say(`Seed ${seed}: ${orders} orders, ${kills} kills`);
  const cloud = await startCloudUnderFire(dataDirectory);
  const client = createOrdersClient({ url: cloud.description.graphqlUrl, apiKey: cloud.description.apiKey });
  try {
    const tables = await openTables(cloud.description);
    await stockUp(tables, orders);
    const stockBefore = await tables.stock();
    await cloud.setFaults({ seed, rules: CHAOS_FAULTS });

    const plan = planOrders(orders, createRandom(seed));
    const answers = new Map<string, string[]>();
    let placed = 0;
    const killAt = Array.from({ length: kills }, (_, index) => Math.floor(((index + 1) * orders) / (kills + 1)));
    let killing: Promise<void> = Promise.resolve();
    const lane = async (): Promise<void> => {
      for (let planned = plan[placed++]; planned; planned = plan[placed++]) {
        if (killAt.includes(placed)) {
          say(`Killing the stack at order ${placed}`);
          killing = killing.then(async () => {
            await cloud.killAndRestart();
            await cloud.setFaults({ seed, rules: CHAOS_FAULTS });
          });
        }
        const orderIds = await placeOrder(client, planned);
        answers.set(planned.key, orderIds);
        for (const orderId of new Set(orderIds)) await waitForEnd(client, orderId);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    await killing;
    const [injected, lostMailAnswers] = [await cloud.injected(), await cloud.injected('ses')];
    say(`All orders are placed and most have ended; nothing fails any more. Injected: ${injected} faults`);
    await cloud.setFaults({ seed, rules: [] });
    await untilSettled(tables, () => cloud.published.size, say);

    const lines = checkBooks({
      answers,
      stockBefore,
      orders: await tables.orders(),
      events: await tables.events(),
      payments: await tables.payments(),
      stockAfter: await tables.stock(),
      published: cloud.published,
      mails: await cloud.mails(),
      // A kill takes the answers of the mails that are being sent, one in each environment of the function.
      lostMailAnswers: lostMailAnswers + kills * ENVIRONMENTS,
    });
    printFates(await tables.orders());
    lines.forEach(printLine);
    process.exitCode = lines.every(({ wrong }) => wrong.length === 0) ? 0 : 1;
  } finally {
    client.close();
    await cloud.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

/** Enough of everything, except of the product that orders fight for. */
async function stockUp(tables: Tables, orders: number): Promise<void> {
  for (const productId of (await tables.stock()).keys()) await tables.setStock(productId, orders * 10);
  await tables.setStock(CONTENDED.productId, Math.ceil((orders * CONTENDED.forHundredOrders) / 100));
}

/** Until every order is settled and every event is published, or nothing has changed for the whole patience. */
async function untilSettled(tables: Tables, publishedCount: () => number, say: (text: string) => void): Promise<void> {
  const until = Date.now() + SETTLE_WITHIN_MS;
  for (let last = ''; Date.now() < until;) {
    const [orders, events] = [await tables.orders(), await tables.events()];
    // A completed order waits until its customer is told.
    const open = orders.filter(({ status, waitingSince }) => waitingSince || !FINAL_STATUSES.includes(status)).length;
    const unpublished = events.length - publishedCount();
    if (open === 0 && unpublished <= 0) return;
    const now = `${open} orders are on their way, ${unpublished} events are not published yet`;
    if (now !== last) say(now);
    last = now;
    await delay(1000);
  }
}

function printFates(orders: readonly { readonly status: string }[]): void {
  const counts = [...Map.groupBy(orders, ({ status }) => status)].map(([status, rows]) => `${rows.length} ${status}`);
  console.log(`\n${orders.length} orders: ${counts.sort().join(', ')}\n`);
}

function printLine({ title, checked, wrong }: BookLine): void {
  const mark = wrong.length === 0 ? styleText('green', '✔') : styleText('red', '✖');
  console.log(`${mark} ${title} (${checked})`);
  for (const one of wrong.slice(0, 10)) console.log(`    ${one}`);
  if (wrong.length > 10) console.log(`    and ${wrong.length - 10} more`);
}

await runCommand(main, () => undefined);
