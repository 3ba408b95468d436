import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { switchOutboxReaders } from '../commands/outbox-readers.ts';
import { openBrowser, skipWithoutBrowser } from '@ordersaga/local-cloud/testing';
import { useCloud } from './testing/cloud.ts';

const skip = skipWithoutBrowser();
const WIDE = { width: 1440, height: 900 };

describe.skipIf(skip)('the playground of the running stack, in a browser', async () => {
  const cloud = skip ? undefined : await useCloud();
  const outside: string[] = [];
  const complaints: string[] = [];
  let browser: Browser | undefined;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage({ viewport: WIDE });
    page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (protocol !== 'data:' && protocol !== 'blob:' && hostname !== 'localhost') outside.push(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(cloud?.playgroundUrl ?? '');
  });
  afterAll(() => browser?.close());

  /** Screenshots are for whoever looks at them: `SCREENSHOTS=docs npm test`. */
  const screenshot = async (name: string) => {
    const { SCREENSHOTS: directory } = process.env;
    if (!directory) return;
    mkdirSync(directory, { recursive: true });
    await page.screenshot({ path: `${directory}/${name}.png` });
  };

  const appears = async (text: string) => {
    const complaint = async (error: Error) => {
      throw new Error(`${text} did not appear on the page, which reads: ${await page.innerText('body')}`, {
        cause: error,
      });
    };
    await page.getByText(text).first().waitFor().catch(complaint);
  };

  const newestOrder = async () => {
    const { items } = (await cloud?.orders.ordersByCustomer({ customerId: 'customer-1', limit: 1 })) ?? { items: [] };
    return items[0];
  };

  it('opens with a tab for each of the main operations', async () => {
    for (const title of ['Create an order', 'Watch an order', 'List orders', 'Products']) {
      await page.getByRole('tab', { name: title }).first().waitFor();
    }
  });

  it('creates an order and shows every push until it is COMPLETED', async () => {
    await page.getByRole('tab', { name: 'Create an order' }).first().click();
    // The saga may be over before a browser has connected; so it begins when the page listens.
    if (cloud) await switchOutboxReaders(cloud, false);
    await page.getByRole('button', { name: /execute query/i }).click();
    await appears('listening');
    if (cloud) await switchOutboxReaders(cloud, true);
    await appears('ORDER_COMPLETED');
    for (const event of ['ORDER_CREATED', 'INVENTORY_RESERVED', 'PAYMENT_PROCESSED']) {
      assert.ok((await page.content()).includes(event), event);
    }
    await screenshot('playground');
  });

  it('refunds a part of the order, and shows what becomes of it', async () => {
    await page.getByRole('tab', { name: 'Refund an order' }).first().click();
    await page.getByRole('button', { name: /execute query/i }).click();
    await appears('"REQUESTED"');
    for (const width of [400, 1280]) {
      await page.setViewportSize({ ...WIDE, width });
      await screenshot(`playground-refund-${width}`);
    }
    await page.setViewportSize(WIDE);
    while ((await newestOrder())?.payment?.refunds[0]?.status !== 'ISSUED') await delay(50);
    await page.getByRole('tab', { name: 'List orders' }).first().click();
    await page.getByRole('button', { name: /execute query/i }).click();
    await appears('"ISSUED"');
  });

  it('shows the address at which a customer confirms an order with 3-D Secure', async () => {
    await page.getByRole('tab', { name: 'Create one with 3D Secure' }).first().click();
    await page.getByRole('button', { name: /execute query/i }).click();
    await appears('PENDING');
    while ((await newestOrder())?.status !== 'AWAITING_PAYMENT') await delay(50);
    await page.getByRole('tab', { name: 'Confirm its payment' }).first().click();
    await page.getByRole('button', { name: /execute query/i }).click();
    await appears('/function-urls/');
    await screenshot('playground-3-d-secure');
  });

  it('lets staff fill the catalogue, and shows who did', async () => {
    await page.getByLabel('Caller').selectOption('staff');
    await page.getByRole('tab', { name: 'Add a product' }).first().click();
    await page.getByRole('button', { name: /execute query/i }).click();
    await appears('"available": 100');
    await page.getByRole('tab', { name: 'Price and restock it' }).first().click();
    await page.getByRole('button', { name: /execute query/i }).click();
    await appears('"available": 120');
    await page.getByRole('tab', { name: 'What staff have changed' }).first().click();
    await page.getByRole('button', { name: /execute query/i }).click();
    await appears('"alice"');
    await screenshot('playground-staff');
  });

  it('lists the catalogue', async () => {
    await page.getByRole('tab', { name: 'Products' }).first().click();
    await page.getByRole('button', { name: /execute query/i }).click();
    await appears('1299.99');
    await screenshot('playground-products');
  });

  it('asks nobody but the local cloud, and complains about nothing', () => {
    assert.deepEqual(outside, []);
    assert.deepEqual(complaints, []);
  });
});
