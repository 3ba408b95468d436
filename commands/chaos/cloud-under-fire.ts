/** A local cloud on one port and one data directory that is killed and started again. */

import { freePort } from '@ordersaga/local-cloud/testing';
import { readFaults, setFaults } from '../faults.ts';
import type { FaultReport } from '../faults.ts';
import { readInbox } from '../inbox.ts';
import { startCloud } from '../running-cloud.ts';
import type { CloudDescription } from '../running-cloud.ts';
import { watchFailedTries } from './failed-tries.ts';
import type { FailedTries } from './failed-tries.ts';
import { subjectOf } from './rows.ts';

type FaultPlan = { readonly seed: number; readonly rules: readonly object[] };

export type CloudUnderFire = {
  /** Where it is; the same after every start. */
  readonly description: CloudDescription;
  /** Ends everything at once, as a power cut does, and starts it again with the same faults. */
  killAndRestart(whileDown: () => void): Promise<void>;
  /** Replaces the faults that are injected from now on; none for an empty list of rules. */
  setFaults(plan: FaultPlan): Promise<void>;
  /** How many faults have been injected since the start. */
  injected(): Promise<number>;
  readonly failedTries: FailedTries;
  /** How many mails each order and each refund has caused, by what the inbox holds and `subjectOf`. */
  mails(): Promise<ReadonlyMap<string, number>>;
  stop(): Promise<void>;
};

export async function startCloudUnderFire(dataDirectory: string, assembly: string): Promise<CloudUnderFire> {
  const port = await freePort();
  const options = ['--port', `${port}`, '--data', dataDirectory, '--assembly', assembly];
  const start = () => startCloud({ options });
  let running = await start();
  let faults: FaultPlan | undefined;
  // A cloud that is started again counts from nothing.
  const reportsBefore: (readonly FaultReport[])[] = [];
  const inject = async (plan: FaultPlan): Promise<void> => {
    faults = plan;
    await setFaults(running, plan);
  };

  const failedTries = watchFailedTries(running);

  return {
    description: running,
    failedTries,
    killAndRestart: async (whileDown) => {
      await failedTries.note();
      reportsBefore.push(await readFaults(running));
      // What has happened while most of it was read.
      await failedTries.note();
      process.kill(running.pid, 'SIGKILL');
      await running.ended;
      whileDown();
      running = await start();
      if (faults) await inject(faults);
    },
    setFaults: inject,
    injected: async () => {
      const reports = [...reportsBefore, await readFaults(running)].flat();
      return reports.reduce((sum, { injected }) => sum + injected, 0);
    },
    mails: () => countMails(running),
    stop: () => running.stop(),
  };
}

/** The mails end with the ids of what they are about. */
async function countMails(cloud: CloudDescription): Promise<ReadonlyMap<string, number>> {
  const subjects = (await readInbox(cloud)).map(({ text }) => {
    const orderId = /^Order (\S+)$/m.exec(text)?.[1] ?? 'none';
    return subjectOf(orderId, /^Refund (\S+)$/m.exec(text)?.[1]);
  });
  return new Map([...Map.groupBy(subjects, (subject) => subject)].map(([subject, all]) => [subject, all.length]));
}
