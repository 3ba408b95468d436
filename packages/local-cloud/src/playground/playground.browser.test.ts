import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import { buildPlayground } from './build.ts';
import { openProfile, skipWithoutBrowser } from './testing/browser.ts';
import { startStubApi, STUB_API_KEY } from './testing/stub-api.ts';

const LOOK = { title: 'Look at it', query: 'query Look { kettle(id: "kettle-1") { id celsius } }' };
const BOIL = {
  title: 'Boil water',
  query: 'mutation Boil($litres: Float!) { boil(litres: $litres) { id } }',
  variables: '{ "litres": 1.5 }',
};
const WATCH = {
  title: 'Watch it',
  query: 'subscription Watch($id: ID!) { kettleChanged(id: $id) { id celsius } }',
  variables: '{ "id": "{{boil.id}}" }',
};
const WATCH_THIRD = {
  title: 'Watch the third',
  query: 'subscription WatchThird($id: ID!) { kettleChanged(id: $id) { id celsius } }',
  variables: '{ "id": "kettle-3" }',
};

describe.skipIf(skipWithoutBrowser())('the playground in a browser', () => {
  let profile: string;
  /** One for all tests, so that the browser compiles the editor once; each test begins with an empty storage. */
  let context: BrowserContext;
  let api: Awaited<ReturnType<typeof startStubApi>>;
  let page: Page;
  const complaints: string[] = [];
  const outsideRequests: string[] = [];

  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), 'browser-profile-'));
    context = await openProfile(profile);
    const directory = await buildPlayground(join(import.meta.dirname, '..', '..', '.cache'));
    api = await startStubApi(directory, [LOOK, BOIL, WATCH, WATCH_THIRD]);
  });
  afterAll(async () => {
    await context.close();
    await rm(profile, { recursive: true });
    await api.close();
  });

  const openPage = async () => {
    page = await context.newPage();
    // A page saves its tabs a moment after they change, so the storage is emptied when the next page opens, and not again.
    await page.addInitScript(() => {
      if (sessionStorage.getItem('isOpen') === null) localStorage.clear();
      sessionStorage.setItem('isOpen', 'true');
    });
    const keepOutside = (asked: { url: () => string }) => {
      if (new URL(asked.url()).host !== api.host) outsideRequests.push(asked.url());
    };
    page.on('request', keepOutside);
    page.on('websocket', keepOutside);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await page.goto(`http://${api.host}/playground`);
    await editor().getByText('kettle-1').waitFor();
  };
  const closePage = async () => {
    await page.close();
    assert.deepEqual(complaints.splice(0), [], 'the browser complained');
    assert.deepEqual(outsideRequests.splice(0), [], 'the page asked another host');
  };

  const editor = () => page.locator('.graphiql-query-editor');
  const response = () => page.locator('.result-window');
  const pushes = () => page.getByRole('region', { name: 'Pushes' }).getByRole('listitem');
  const tabTitles = () => page.getByRole('tab').allInnerTexts();
  const executeButton = () => page.locator('.graphiql-execute-button');
  const run = () => executeButton().click();
  const openTab = async (title: string, text: string) => {
    await page.getByRole('tab', { name: title }).click();
    await editor().getByText(text).first().waitFor();
  };

  describe('whose page has just opened', () => {
    beforeAll(openPage);
    afterAll(closePage);

    it('opens with the offered tabs under their titles', async () => {
      assert.deepEqual(await tabTitles(), ['Look at it', 'Boil water', 'Watch it', 'Watch the third']);
      assert.equal(await page.title(), 'Kettles');
    });

    it('runs a query with the API key', async () => {
      await run();
      await response().getByText('"kettle-1"').waitFor();
      assert.deepEqual([...api.apiKeys], [STUB_API_KEY]);
    });

    it('stacks the editor and the response in a narrow window', async () => {
      await page.setViewportSize({ width: 400, height: 800 });
      await run();
      await response().getByText('"kettle-1"').waitFor();
      const [above, below] = [await editor().boundingBox(), await response().boundingBox()];
      assert.ok(above && below);
      assert.ok(above.width > 320 && below.width > 320 && above.y + above.height <= below.y);
    });
  });

  describe('whose page is used', () => {
    beforeEach(openPage);
    afterEach(closePage);

    it('has nothing to execute with until there is an editor', async () => {
      const tab = page.getByRole('tab').first();
      const { promise: released, resolve: release } = Promise.withResolvers<null>();
      await page.route('**/*.js', async (route) => {
        if (await tab.isVisible()) await released;
        await route.continue();
      });
      await page.reload();
      await tab.waitFor();
      assert.equal(await executeButton().isVisible(), false);
      release(null);
      await run();
      await response().getByText('"kettle-1"').waitFor();
    });

    it('keeps every push of a subscription in view, in order, and the last one in the response', async () => {
      await openTab('Watch the third', 'WatchThird');
      await run();
      await pushes().nth(1).waitFor();
      assert.match((await pushes().allInnerTexts()).join('\n'), /id kettle-3 celsius 60\n[^]+celsius 100$/);
      await response().getByText('100').waitFor();

      const { variables, authorization } = api.subscriptions.at(-1) ?? {};
      assert.deepEqual(variables, { id: 'kettle-3' });
      assert.deepEqual(authorization, { host: api.host, 'x-api-key': STUB_API_KEY });
    });

    it('calls as whom the header says, also for pushes', async () => {
      await openTab('Watch the third', 'WatchThird');
      await page.getByLabel('Caller').selectOption('ada');
      await run();
      await pushes().nth(1).waitFor();
      const authorization = { host: api.host, Authorization: 'token of /tokens?sub=ada' };
      assert.deepEqual(api.subscriptions.at(-1)?.authorization, authorization);
    });

    it("prefers credentials of the headers' pane", async () => {
      await openTab('Watch the third', 'WatchThird');
      await page.getByRole('button', { name: 'Headers' }).click();
      await page.locator('.graphiql-editor-tool').getByText('{}').click();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.insertText('"authorization": "jwt"');
      await run();
      await pushes().nth(1).waitFor();
      assert.deepEqual(api.subscriptions.at(-1)?.authorization, { host: api.host, Authorization: 'jwt' });
    });

    it('lets a subscription follow the response that its variables name', async () => {
      await openTab('Boil water', 'boil');
      await run();
      await pushes().nth(1).waitFor();
      await response().getByText('"kettle-7"').waitFor();
      assert.deepEqual(api.subscriptions.at(-1)?.variables, { id: 'kettle-7' });
    });

    it('is connected before the mutation is sent that a subscription follows', async () => {
      await openTab('Boil water', 'boil');
      api.arrivals.length = 0;
      await run();
      await pushes().nth(1).waitFor();
      assert.deepEqual(api.arrivals, ['connection_init', 'Boil', 'start']);
    });

    it('explains an empty placeholder', async () => {
      await openTab('Watch it', 'kettleChanged');
      await run();
      await response().getByText('boil.id is not known yet').waitFor();
    });

    it('shows a changed offer of tabs, and keeps the tabs that the user has altered', async () => {
      await editor().getByText('kettle-1').click();
      await page.keyboard.press('ControlOrMeta+Home');
      await page.keyboard.insertText('# mine\n');
      await page.waitForFunction(() => localStorage.getItem('graphiql:tabState')?.includes('# mine'));
      api.offer([{ ...LOOK, title: 'Look at a kettle' }, WATCH]);
      await page.reload();
      await editor().getByText('kettle-1').waitFor();
      assert.deepEqual(await tabTitles(), ['Look at a kettle', 'Watch it', 'Look at a kettle']);
    });
  });
});
