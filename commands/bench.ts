/** `npm run bench`: how fast the local cloud is, beside what its engine does for the same calls in the same run. */

import { parseArgs } from 'node:util';
import { measureCreateOrder } from './bench/create-order.ts';
import { measureEngine } from './bench/engine.ts';
import { measureOrdersToCompleted } from './bench/orders-to-completed.ts';
import { startCloud } from './running-cloud.ts';
import type { RunningCloud } from './running-cloud.ts';

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '6000' }, orders: { type: 'string', default: '500' } },
});
const count = Number(values.requests);

const main = async (): Promise<void> => {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  say('Starting the local cloud once, so that everything is built');
  await withCloud(async () => {});

  say(`createOrder, ${count} requests on 32 connections, nobody reading the outbox`);
  const startedAt = performance.now();
  let startSeconds = 0;
  const createOrder = await withCloud((cloud) => {
    startSeconds = (performance.now() - startedAt) / 1000;
    return measureCreateOrder(cloud, count);
  });
  say(`The engine alone, ${count} times the same two calls on 32 connections`);
  const engine = await measureEngine(count);
  say(`From createOrder to COMPLETED, ${values.orders} orders`);
  const completed = await withCloud((cloud) => measureOrdersToCompleted(cloud, Number(values.orders)));

  print([
    ['', 'per second', 'p50 ms', 'p99 ms', 'of the engine'],
    row('engine: BatchGetItem + TransactWriteItems', engine, 1),
    row('createOrder', createOrder, createOrder.perSecond / engine.perSecond),
    ['createOrder to COMPLETED', completed.perSecond.toFixed(0), '', '', (completed.perSecond / engine.perSecond).toFixed(2)],
  ]);
  console.log(`\nStart, synthesis included: ${startSeconds.toFixed(1)} s`);
};

const withCloud = async <T>(use: (cloud: RunningCloud) => Promise<T>): Promise<T> => {
  const cloud = await startCloud();
  try {
    return await use(cloud);
  } finally {
    await cloud.stop();
  }
};

const row = (title: string, load: { perSecond: number; p50Ms: number; p99Ms: number }, ratio: number): string[] => [
  title,
  load.perSecond.toFixed(0),
  load.p50Ms.toFixed(1),
  load.p99Ms.toFixed(1),
  ratio.toFixed(2),
];

const print = (rows: readonly (readonly string[])[]): void => {
  const widths = (rows[0] ?? []).map((_title, column) => Math.max(...rows.map((cells) => (cells[column] ?? '').length)));
  for (const cells of rows) {
    const [title = '', ...figures] = cells.map((cell, column) => (column === 0 ? cell.padEnd : cell.padStart).call(cell, widths[column] ?? 0));
    console.log([title, ...figures].join('  '));
  }
};

await main();
