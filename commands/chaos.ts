/** `npm run chaos`: thousands of orders of mixed fate while everything breaks, and then the books. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrdersClient } from '@ordersaga/client';
import { checkBooks } from './chaos/books.ts';
import { startCloudUnderFire } from './chaos/cloud-under-fire.ts';
import type { CloudUnderFire } from './chaos/cloud-under-fire.ts';
import { CHAOS_FAULTS } from './chaos/faults.ts';
import { synthesizeHasty } from './chaos/hasty-assembly.ts';
import { placeOrders } from './chaos/place-orders.ts';
import { CONTENDED, planOrders } from './chaos/plan.ts';
import { printBooks } from './chaos/print-books.ts';
import { readPublished } from './chaos/published.ts';
import { openProvider } from './chaos/provider-words.ts';
import type { WordCounts } from './chaos/provider-words.ts';
import { createRandom } from './chaos/random.ts';
import { openTables } from './chaos/read-books.ts';
import type { Tables } from './chaos/read-books.ts';
import { untilSettled } from './chaos/settle.ts';
import { parseOptions, runCommand, wholeNumber } from './command-line.ts';

const HELP = `Places orders of mixed fate while calls fail, records come twice and the stack is killed, then checks the books.

  npm run chaos -- [options]

  --orders N   how many; 2000 if left out
  --kills N    how often the whole stack is killed with SIGKILL; 4 if left out
  --seed N     the same seed asks for the same orders and faults; 1 if left out
`;

type Options = ReturnType<typeof readArguments>;

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

/** How many environments a function has at most in the local cloud. */
const ENVIRONMENTS = 4;

async function main(): Promise<void> {
  const options = readArguments();
  if (options.help) return void process.stdout.write(HELP);
  const dataDirectory = mkdtempSync(join(tmpdir(), 'chaos-'));
  try {
    const { orders, events, lines } = await runChaos(dataDirectory, options);
    printBooks(orders, events, lines);
    process.exitCode = lines.every(({ wrong }) => wrong.length === 0) ? 0 : 1;
  } finally {
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

function say(text: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)}  ${text}\n`);
}

/** Places the orders while everything breaks, and returns what the books say when all is quiet again. */
async function runChaos(dataDirectory: string, { orders, kills, seed }: Options) {
  say(`Seed ${seed}: ${orders} orders, ${kills} kills`);
  const assembly = join(dataDirectory, 'cdk.out');
  await synthesizeHasty(assembly);
  const cloud = await startCloudUnderFire(join(dataDirectory, 'data'), assembly);
  const client = createOrdersClient({ url: cloud.description.graphqlUrl, apiKey: cloud.description.apiKey });
  try {
    const tables = await openTables(cloud.description);
    await stockUp(tables, orders);
    const stockBefore = await tables.stock();
    await cloud.setFaults({ seed, rules: CHAOS_FAULTS });
    const provider = await openProvider(cloud.description);
    const plan = planOrders(orders, createRandom(seed));
    const placed = await placeOrders(cloud, { client, provider, plan, kills, say });
    say(
      `All orders are placed and most have ended; nothing fails any more. Injected: ${await cloud.injected()} faults`,
    );
    say(describeWords(provider.counts));
    await cloud.setFaults({ seed, rules: [] });
    await untilSettled(cloud.description, tables, say);
    const read = await readBooks(cloud, tables);
    await cloud.failedTries.note();
    const failedTries = cloud.failedTries.of(read.mails.keys());
    // A kill takes the answers of the mails that are being sent, one in each environment of the function.
    const books = { ...placed, ...read, stockBefore, failedTries, killedTries: kills * ENVIRONMENTS };
    return { orders: books.orders, events: books.events, lines: checkBooks(books) };
  } finally {
    client.close();
    await cloud.stop();
  }
}

async function readBooks(cloud: CloudUnderFire, tables: Tables) {
  return {
    orders: await tables.orders(),
    events: await tables.events(),
    payments: await tables.payments(),
    stockAfter: await tables.stock(),
    published: await readPublished(cloud.description),
    mails: await cloud.mails(),
  };
}

function describeWords({ words, decisions, repeated, failedTries }: WordCounts): string {
  const tries = `${failedTries} tries of them failed and were repeated`;
  return `Words of the provider: ${words}, and ${decisions} decisions on the bank's page; ${repeated} came again while the cloud was down; ${tries}`;
}

/** Enough of everything, except of the product that orders fight for. */
async function stockUp(tables: Tables, orders: number): Promise<void> {
  for (const productId of (await tables.stock()).keys()) await tables.setStock(productId, orders * 10);
  await tables.setStock(CONTENDED.productId, Math.ceil((orders * CONTENDED.forHundredOrders) / 100));
}

await runCommand(main, () => undefined);
