/** `npm run bench`: how fast the local cloud is, beside what its engine does for the same calls in the same run. */

import { styleText } from 'node:util';
import { measureCreateOrder } from './bench/create-order.ts';
import type { CreateOrderLoad } from './bench/create-order.ts';
import { measureEngine } from './bench/engine.ts';
import type { EngineLoad } from './bench/engine.ts';
import type { Load } from './bench/load.ts';
import { measureOrdersToCompleted } from './bench/orders-to-completed.ts';
import { measurePushes } from './bench/pushes.ts';
import type { Pushes } from './bench/pushes.ts';
import { measureReadOrder } from './bench/read-order.ts';
import { parseOptions, runCommand } from './command-line.ts';
import { startCloud } from './running-cloud.ts';

const HELP = `Measures how fast the local cloud is, beside its database engine alone. It takes some minutes.

  npm run bench
`;

const REQUESTS = 6000;
const ORDERS = 300;
const PUSHES = 300;
const SUBSCRIBERS = 1000;
/** The memory is compared after the first and after the last. */
const CREATED = [5000, 50_000];

type Figures = {
  readonly startSeconds: number;
  readonly ordersPerSecond: number;
  readonly order: Load;
  readonly pushes: Pushes;
  readonly createOrder: CreateOrderLoad;
  readonly engine: EngineLoad;
};

function say(line: string) {
  return process.stderr.write(`${line}\n`);
}

async function measure(): Promise<Figures> {
  say('Starting the local cloud');
  const startedAt = performance.now();
  const cloud = await startCloud();
  const startSeconds = (performance.now() - startedAt) / 1000;
  try {
    say(`From createOrder to COMPLETED, ${ORDERS} orders`);
    const { perSecond } = await measureOrdersToCompleted(cloud, ORDERS);
    say(`order(orderId), ${REQUESTS} requests on 32 connections`);
    const order = await measureReadOrder(cloud, REQUESTS);
    say(`Pushes to one subscriber, ${PUSHES} times, and to ${SUBSCRIBERS} at once`);
    const pushes = await measurePushes(cloud, PUSHES, SUBSCRIBERS);
    say(`createOrder, ${CREATED.at(-1)} requests on 32 connections, nobody reading the outbox`);
    const createOrder = await measureCreateOrder(cloud, CREATED);
    await cloud.stop();
    say(`The engine alone, ${REQUESTS} times the same calls on 32 connections`);
    return {
      startSeconds,
      ordersPerSecond: perSecond,
      order,
      pushes,
      createOrder,
      engine: await measureEngine(REQUESTS),
    };
  } finally {
    await cloud.stop();
  }
}

function print({ startSeconds, ordersPerSecond, order, pushes, createOrder, engine }: Figures): void {
  const [few, many] = createOrder.memory;
  const growth = (many?.residentMb ?? NaN) / (few?.residentMb ?? NaN);
  printColumns([
    ['', 'per second', 'p50 ms', 'p99 ms'],
    loadRow('engine: BatchGetItem + TransactWriteItems', engine.createOrder),
    loadRow('createOrder', createOrder),
    loadRow('engine: GetItem', engine.getItem),
    loadRow('order(orderId)', order),
    ['createOrder to COMPLETED', ordersPerSecond.toFixed(0), '', ''],
  ]);
  console.log();
  printGoals([
    {
      what: 'createOrder, of the engine',
      value: createOrder.perSecond / engine.createOrder.perSecond,
      bound: 'at least',
      limit: 0.7,
    },
    {
      what: 'order(orderId), of the engine',
      value: order.perSecond / engine.getItem.perSecond,
      bound: 'at least',
      limit: 0.25,
    },
    { what: 'createOrder, p99 / p50', value: createOrder.p99Ms / createOrder.p50Ms, bound: 'at most', limit: 4 },
    { what: 'order(orderId), p99 / p50', value: order.p99Ms / order.p50Ms, bound: 'at most', limit: 4 },
    {
      what: `memory after ${many?.requests ?? 0} / after ${few?.requests ?? 0} requests`,
      value: growth,
      bound: 'at most',
      limit: 1.3,
    },
    { what: 'push after the answer, median ms', value: pushes.medianMs, bound: 'at most', limit: 5 },
    {
      what: `served of ${pushes.subscribers} subscribers`,
      value: pushes.served,
      bound: 'at least',
      limit: pushes.subscribers,
    },
  ]);
  console.log(
    `\nTo the last of ${pushes.subscribers} subscribers: ${pushes.lastMs.toFixed(1)} ms after the answer (median)`,
  );
  console.log(
    `Memory of the cloud's process: ${createOrder.memory.map(({ residentMb }) => residentMb.toFixed(0)).join(', then ')} MB`,
  );
  console.log(`Start, synthesis included: ${startSeconds.toFixed(1)} s`);
}

type Goal = {
  readonly what: string;
  readonly value: number;
  readonly bound: 'at least' | 'at most';
  readonly limit: number;
};

function printGoals(goals: readonly Goal[]): void {
  const width = Math.max(...goals.map(({ what }) => what.length));
  for (const { what, value, bound, limit } of goals) {
    const isMet = bound === 'at least' ? value >= limit : value <= limit;
    const figure = Number.isInteger(value) ? String(value) : value.toFixed(2);
    console.log(
      `${isMet ? styleText('green', '✔') : styleText('red', '✖')} ${what.padEnd(width)}  ${figure.padStart(6)}  (${bound} ${limit})`,
    );
  }
}

function loadRow(title: string, { perSecond, p50Ms, p99Ms }: Load): string[] {
  return [title, perSecond.toFixed(0), p50Ms.toFixed(1), p99Ms.toFixed(1)];
}

function printColumns(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_title, column) =>
    Math.max(...rows.map((cells) => (cells[column] ?? '').length)),
  );
  for (const cells of rows) {
    const [title = '', ...figures] = cells.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    console.log([title, ...figures].join('  '));
  }
}

async function main(): Promise<void> {
  const { help } = parseOptions({ options: { help: { type: 'boolean' } } }).values;
  if (help) return void process.stdout.write(HELP);
  print(await measure());
}

await runCommand(main, () => undefined);
