/** Stage prod with the stub of Stripe on data that outlives the cloud. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { startCloud } from '../../commands/running-cloud.ts';
import { insidesOf } from './cloud.ts';
import { shopOn, stockUp, useProd } from './stripe-cloud.ts';

/** The shop is open on one cloud after the other. All is over after the tests of this file. */
export async function useDurableStripeCloud() {
  const { stub, directory } = await useProd();
  const data = mkdtempSync(join(tmpdir(), 'stripe-data-'));
  afterAll(() => rmSync(data, { recursive: true, force: true }));
  const start = () => startCloud({ options: ['--assembly', directory, '--data', data] });
  let running = await start();
  afterAll(() => running.stop());
  let insides = await insidesOf(running);
  afterAll(() => insides.orders.close());
  await stockUp(insides);
  let shop = await shopOn(running, stub);
  return {
    stub,
    /** As it is open now. */
    shop: () => shop,
    refundSagas: () => insides.refundExecutions(),
    /** `kill -9`, then another cloud on the same data. */
    killAndRestart: async (meanwhile: () => void): Promise<void> => {
      process.kill(running.pid, 'SIGKILL');
      insides.orders.close();
      await running.stop();
      meanwhile();
      running = await start();
      insides = await insidesOf(running);
      shop = await shopOn(running, stub);
    },
  };
}
