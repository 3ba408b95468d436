/** A local cloud on one port and one data directory that is killed and started again, and what it publishes meanwhile. */

import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@ordersaga/local-cloud/testing';
import { startCloud } from '../running-cloud.ts';
import type { RunningCloud } from '../running-cloud.ts';

export type CloudUnderFire = {
  /** Where it is; the same after every start. */
  readonly description: RunningCloud;
  /** `<orderId> <version>` of every event that publish-status has reported in its log as published to both targets. */
  readonly published: ReadonlySet<string>;
  /** Ends everything at once, as a power cut does, and starts it again. */
  killAndRestart(): Promise<void>;
  /** Replaces the faults that are injected from now on; none for an empty list of rules. */
  setFaults(plan: { readonly seed: number; readonly rules: readonly object[] }): Promise<void>;
  /** How many faults have been injected since the start: all of them, or those of a service's lost answers. */
  injected(lostAnswersOf?: string): Promise<number>;
  /** How many mails each order has caused, by what the inbox holds. */
  mails(): Promise<ReadonlyMap<string, number>>;
  stop(): Promise<void>;
};

const TARGETS = ['subscribers', 'bus'];

export async function startCloudUnderFire(dataDirectory: string): Promise<CloudUnderFire> {
  const port = await freePort();
  const published = new Set<string>();
  const told = new Set<string>();
  const progress = (line: string): void => {
    if (!line.includes('Event published')) return;
    const [orderId, version] = [/\borderId\W+([\w-]+)/.exec(line)?.[1], /\bversion\W+(\d+)/.exec(line)?.[1]];
    const target = /\btarget\W+(\w+)/.exec(line)?.[1];
    if (!orderId || !version || !target) return;
    const event = `${orderId} ${version}`;
    told.add(`${target} ${event}`);
    if (TARGETS.every((one) => told.has(`${one} ${event}`))) published.add(event);
  };
  const start = () => startCloud({ options: ['--port', `${port}`, '--data', dataDirectory], progress });
  let running = await start();
  const reportsBefore: FaultReport[] = [];

  return {
    description: running,
    published,
    killAndRestart: async () => {
      const { pid } = running;
      reportsBefore.push(await readReport(running));
      process.kill(pid, 'SIGKILL');
      await untilGone(pid);
      running = await start();
    },
    setFaults: async (plan) => {
      const response = await fetch(`${running.awsEndpointUrl}/faults`, { method: 'PUT', body: JSON.stringify(plan) });
      if (!response.ok) throw new Error(`The faults were refused: ${await response.text()}`);
    },
    injected: async (lostAnswersOf) => {
      const reports = [...reportsBefore, await readReport(running)].flat();
      const counted = reports.filter(
        ({ service, effect }) => !lostAnswersOf || (service === lostAnswersOf && effect.type === 'drop-answer'),
      );
      return counted.reduce((sum, { injected }) => sum + injected, 0);
    },
    mails: () => countMails(running),
    stop: () => running.stop(),
  };
}

type FaultReport = readonly {
  readonly service: string;
  readonly effect: { readonly type: string };
  readonly injected: number;
}[];

/** A cloud that is started again counts from nothing. */
async function readReport({ awsEndpointUrl }: RunningCloud): Promise<FaultReport> {
  const report = await (await fetch(`${awsEndpointUrl}/faults`)).json();
  return report.rules;
}

/** The confirmation mail ends with the order's id. */
async function countMails({ inboxUrl = '' }: RunningCloud): Promise<ReadonlyMap<string, number>> {
  const store = await (await fetch(new URL('/store', inboxUrl))).json();
  const emails: readonly { readonly body: { readonly text: string } }[] = store.emails;
  const orderIds = emails.map(({ body }) => /Order (\S+)/.exec(body.text)?.[1] ?? 'none');
  return new Map([...Map.groupBy(orderIds, (orderId) => orderId)].map(([orderId, all]) => [orderId, all.length]));
}

async function untilGone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await delay(10);
  }
}
