/** createOrder over HTTP, each with a key of its own, while nobody reads the outbox; it needs a cloud of its own. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CreateOrderDocument } from '@ordersaga/client';
import { switchOutboxReaders } from '../outbox-readers.ts';
import type { CloudDescription } from '../running-cloud.ts';
import { CONNECTIONS, openGraphqlPool } from './graphql-pool.ts';
import { measureLoad } from './load.ts';
import type { Load } from './load.ts';
import { ORDER } from './place-order.ts';

type Memory = { readonly requests: number; readonly residentMb: number };

export type CreateOrderLoad = Load & {
  /** What the cloud's process occupies on the way; the engine is another process. */
  readonly memory: readonly Memory[];
};

/** `counts`: requests in all, of which 1,000 warm up, after which the memory is looked at; the last one ends it. */
export async function measureCreateOrder(cloud: CloudDescription, counts: readonly number[]): Promise<CreateOrderLoad> {
  const pool = openGraphqlPool(cloud);
  // So that the API is measured, and not the sagas behind it.
  await switchOutboxReaders(cloud, false);
  const send = async (number: number): Promise<void> => {
    const text = await pool.ask(CreateOrderDocument.toString(), { input: ORDER, idempotencyKey: `bench-${number}` });
    if (!text.startsWith('{"data":{"createOrder":{"orderId"')) throw new Error(`createOrder answered ${text}`);
  };
  const memory: Memory[] = [];
  let load: Load | undefined;
  let sent = 0;
  for (const count of counts) {
    const warmUp = sent === 0 ? 1000 : 0;
    const offset = sent;
    const part = await measureLoad({ connections: CONNECTIONS, warmUp, count: count - sent - warmUp }, (number) =>
      send(offset + number),
    );
    load ??= part;
    sent = count;
    memory.push({ requests: count, residentMb: residentMbOf(cloud.pid) });
  }
  await pool.close();
  if (!load) throw new RangeError('Nothing to measure.');
  return { ...load, memory };
}

function residentMbOf(pid: number): number {
  if (process.platform !== 'linux')
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`], { encoding: 'utf8' })) / 1024;
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
