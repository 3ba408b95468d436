/** Waits until nothing is left to do for any order. */

import { setTimeout as delay } from 'node:timers/promises';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { isFinal } from '../../domain/order-status.ts';
import { clientSettings } from '../client-settings.ts';
import type { CloudDescription } from '../running-cloud.ts';
import { readPublished } from './published.ts';
import type { Tables } from './read-books.ts';

/** How long the last orders may take to settle once nothing fails any more. */
const SETTLE_WITHIN_MS = 600_000;

/** Until every order is settled and every event is published, or ten minutes are over. */
export async function untilSettled(
  cloud: CloudDescription,
  tables: Tables,
  say: (text: string) => void,
): Promise<void> {
  const until = Date.now() + SETTLE_WITHIN_MS;
  for (let last = ''; Date.now() < until;) {
    const open = await countOpen(tables);
    const unpublished = open > 0 ? undefined : await countUnpublished(cloud, tables);
    if (unpublished === 0) return;
    const left = open > 0 ? `${open} orders are on their way` : `${unpublished ?? 0} events are not published yet`;
    if (left !== last) say(left);
    last = left;
    await delay(1000);
    if (open === 0) await sweep(cloud);
  }
}

/** A completed order waits until its customer is told. */
async function countOpen(tables: Tables): Promise<number> {
  return (await tables.orders()).filter(({ status, waitingSince }) => waitingSince ?? !isFinal(status)).length;
}

async function countUnpublished(cloud: CloudDescription, tables: Tables): Promise<number> {
  const published = await readPublished(cloud);
  return (await tables.events()).filter(({ orderId, version }) => !published.has(`${orderId} ${version}`)).length;
}

/** What the stack's schedule does every five minutes: it delivers the events that a target didn't take. */
async function sweep(cloud: CloudDescription): Promise<void> {
  const client = new LambdaClient(clientSettings(cloud));
  const { Functions = [] } = await client.send(new ListFunctionsCommand({}));
  const FunctionName = Functions.find((one) => one.FunctionName?.includes('SweepOrders'))?.FunctionName;
  await client.send(new InvokeCommand({ FunctionName }));
}
