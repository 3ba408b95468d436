/** `npm run stripe`, as somebody uses it who has two pages open: the playground, and that of the stub. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { openBrowser, skipWithoutBrowser } from '@ordersaga/local-cloud/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';

const skip = skipWithoutBrowser();
const ROOT = resolve(import.meta.dirname, '..');

/** What the command prints when a cloud is ready. */
type Ready = { readonly playground: string; readonly stub: string; readonly pid: number };

function startStripe() {
  const child = spawn(process.execPath, ['commands/stripe.ts', '--port', '0', '--page-port', '0'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const errors: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const find = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`It has ended: ${errors.join('\n')}`);
      const found = pattern.exec(value)?.[1];
      if (found !== undefined) return found;
    }
  };
  return {
    ready: async (): Promise<Ready> => ({
      playground: await find(/^ {2}Playground +(\S+)$/),
      stub: await find(/^ {2}Stripe stub +(\S+)/),
      pid: Number(await find(/^ {2}Local cloud +process (\d+)/)),
    }),
    end: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    },
  };
}

describe.skipIf(skip)('npm run stripe, in a browser', () => {
  const stripe = skip ? undefined : startStripe();
  const complaints: string[] = [];
  let ready: Ready;
  let browser: Browser;
  let playground: Page;
  let stub: Page;

  const openPage = async (url: string, width: number) => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(url);
    return page;
  };

  beforeAll(async () => {
    assert.ok(stripe);
    browser = await openBrowser();
    ready = await stripe.ready();
    playground = await openPage(ready.playground, 1280);
    // A tab that is clicked before there is an editor isn't shown.
    await editor().getByText('CreateOrder').first().waitFor();
    stub = await openPage(ready.stub, 400);
  });
  afterAll(async () => {
    await stripe?.end();
    await browser.close();
    rmSync(resolve(ROOT, '.cache', 'stripe', new URL(ready.stub).port), { recursive: true, force: true });
  });

  /** The operation's name tells when the editor shows the tab. */
  const run = async (tab: string, operationName: string) => {
    await playground.getByRole('tab', { name: tab }).first().click();
    await editor().getByText(operationName).first().waitFor();
    await playground.getByRole('button', { name: /execute query/i }).click();
  };
  const editor = () => playground.locator('.graphiql-query-editor');
  const response = () => playground.locator('.result-window');
  /** Runs the tab's operation again until the response has the text. */
  const runUntil = async (text: string, tab: string, operationName: string) => {
    for (;;) {
      await run(tab, operationName);
      const found = response().getByText(text).first().waitFor({ timeout: 1000 });
      if (await found.then(() => true).catch(() => false)) return;
    }
  };
  const screenshot = async (page: Page, name: string) => {
    const { SCREENSHOTS: directory } = process.env;
    if (directory) await page.screenshot({ path: `${directory}/${name}.png` });
  };

  it('takes an order with 3-D Secure to the bank, as the customer who places it', async () => {
    await run('Create one with 3D Secure', 'CreateOrderWith3DSecure');
    await response().getByText('"PENDING"').waitFor();
    await runUntil('_secret_', 'Confirm its payment', 'PaymentToConfirm');
    await stub.reload();
    await stub.getByText('requires_action').first().waitFor();
    assert.equal(await stub.evaluate('document.documentElement.scrollWidth'), 400);
    await screenshot(stub, 'stripe-stub-400');
    assert.deepEqual(complaints, []);
  });

  it('survives kill -9 meanwhile, and is completed when the customer confirms', async () => {
    process.kill(ready.pid, 'SIGKILL');
    assert.ok(stripe);
    const again = await stripe.ready();
    assert.notEqual(again.pid, ready.pid);
    assert.deepEqual({ ...again, pid: ready.pid }, ready);
    await stub.getByRole('button', { name: 'The customer confirms' }).click();
    await stub.getByText('succeeded').first().waitFor();
    await runUntil('"COMPLETED"', 'List orders', 'ListOrders');
  });

  it('gives half of it back, if staff ask for it', async () => {
    complaints.length = 0;
    await playground.getByLabel('Caller').selectOption('staff');
    await run('Refund an order', 'RefundOrder');
    await response().getByText('"REQUESTED"').waitFor();
    await runUntil('"ISSUED"', 'List orders', 'ListOrders');
    await screenshot(playground, 'stripe-refunded-1280');
    await stub.reload();
    await stub.getByText('Refund of 8999 (scratched-keyboard): succeeded').waitFor();
    await screenshot(stub, 'stripe-stub-refunded-400');
    assert.deepEqual(complaints, []);
  });
});
