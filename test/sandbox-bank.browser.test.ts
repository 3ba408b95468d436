/** The page of the sandbox's bank, as its customers see it. */
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { openBrowser, skipWithoutBrowser } from '@ordersaga/local-cloud/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { ORDER, settled, useCloud } from './testing/cloud.ts';

const skip = skipWithoutBrowser();
const cloud = skip ? undefined : await useCloud();

describe.skipIf(skip).each([400, 1280])('the page of the bank, %i pixels wide', (width) => {
  const complaints: string[] = [];
  let browser: Browser | undefined;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width, height: 800 } });
    // A violation of the page's own policy, and a request elsewhere that it forbids, end here, too.
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });
  afterAll(() => browser?.close());

  const openPage = async (): Promise<string> => {
    assert.ok(cloud);
    const { orderId } = await cloud.orders.createOrder({ ...ORDER, paymentMethodId: 'pm_card_authenticationRequired' });
    for (;;) {
      const { payment } = await cloud.orders.order(orderId);
      if (payment?.actionUrl) {
        await page.goto(payment.actionUrl);
        return orderId;
      }
      await delay(20);
    }
  };

  const heading = () => page.getByRole('heading', { level: 1 }).innerText();

  it('shows everything without scrolling sideways, in its own style', async () => {
    const orderId = await openPage();
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
    for (const shown of ['USD', orderId]) await page.getByText(shown).first().waitFor();
    const [confirm, refuse] = await Promise.all(
      ['Confirm', 'Refuse'].map((name) => page.getByRole('button', { name }).boundingBox()),
    );
    assert.ok(confirm && refuse && confirm.height >= 44 && refuse.height >= 44);
    const { SCREENSHOTS: directory } = process.env;
    if (directory) await page.screenshot({ path: `${directory}/bank-${width}.png` });
  });

  it('confirms by the keyboard alone, and the order goes on', async () => {
    assert.ok(cloud);
    const orderId = await openPage();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('status').waitFor();
    assert.equal(await heading(), 'You have confirmed');
    assert.equal((await settled(cloud.orders, orderId)).status, 'COMPLETED');
    await page.reload();
    assert.equal(await heading(), 'You have confirmed');
  });

  it('refuses', async () => {
    assert.ok(cloud);
    const orderId = await openPage();
    await page.getByRole('button', { name: 'Refuse' }).click();
    await page.getByRole('status').waitFor();
    assert.equal(await heading(), 'You have refused');
    assert.equal((await settled(cloud.orders, orderId)).status, 'FAILED');
  });

  it('has nothing that its policy forbids', () => assert.deepEqual(complaints, []));
});
