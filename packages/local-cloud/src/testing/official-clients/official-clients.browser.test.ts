/** Amplify and Apollo, unmodified, in Node.js and in a browser. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setDefaultCACertificates } from 'node:tls';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openCertificate } from '../../gateway/door/certificate.ts';
import { openBrowser, skipWithoutBrowser } from '../../playground/testing/browser.ts';
import { createApolloThatAddsAfterSigning } from './apollo.ts';
import { loadOfficialClients } from './load-clients.ts';
import { firstEvent } from './official-client.ts';
import { rejectsWith } from './rejects-with.ts';
import { servePage } from './serve-page.ts';
import { ADMINISTRATOR, BY, useBoard } from './use-board.ts';

const directory = mkdtempSync(join(tmpdir(), 'official-clients-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const certificate = await openCertificate(join(directory, 'certificate'));
// What NODE_EXTRA_CA_CERTS does for a process that is yet to start.
setDefaultCACertificates([certificate.cert]);
const board = await useBoard(certificate);

const POSTED = 'subscription Posted($id: ID) { posted(id: $id) { id text by } }';
const POST = 'mutation Post($id: ID!) { post(id: $id, text: "hello") { id text by } }';

for (const [name, createClient] of Object.entries(await loadOfficialClients())) {
  describe(`${name}, unmodified`, () => {
    for (const signIn of board.signIns) {
      it(`queries, changes and watches by ${signIn.mode}`, async () => {
        const by = BY[signIn.mode];
        const client = createClient(board.graphqlUrl, signIn);
        const notice = await client.request('query Get($id: ID!) { notice(id: $id) { id text by } }', { id: '1' });
        assert.partialDeepStrictEqual(notice, { notice: { id: '1', text: 'none', by } });
        const event = await firstEvent(client, POSTED, { id: '2' }, () => client.request(POST, { id: '2' }));
        assert.partialDeepStrictEqual(event, { posted: { id: '2', text: 'hello', by } });
      });
    }
  });

  describe(`${name} with an unknown API key`, () => {
    it('receives UnauthorizedException', async () => {
      const client = createClient(board.graphqlUrl, { mode: 'API key', apiKey: 'da2-wrong' });
      await rejectsWith(client.request(POST, { id: '3' }), 'UnauthorizedException');
      await rejectsWith(
        firstEvent(client, POSTED, { id: '3' }, () => setImmediate()),
        'UnauthorizedException',
      );
    });
  });
}

describe('@apollo/client with the HttpLink that adds to the body after it was signed', () => {
  it('is rejected by IAM, as on AWS', async () => {
    const client = createApolloThatAddsAfterSigning(board.graphqlUrl, ADMINISTRATOR);
    await rejectsWith(client.request('{ notice(id: "1") { id } }'), 'InvalidSignatureException');
  });
});

const skip = skipWithoutBrowser();

describe.skipIf(skip)('aws-amplify in a browser, on a page of another origin', () => {
  let browser: Browser;
  let page: Awaited<ReturnType<typeof servePage>>;
  beforeAll(async () => {
    [browser, page] = await Promise.all([openBrowser(), servePage(join(import.meta.dirname, 'page/amplify-page.ts'))]);
  });
  afterAll(async () => {
    page.close();
    await browser.close();
  });

  for (const signIn of board.signIns) {
    it(`queries, changes and watches by ${signIn.mode}`, async () => {
      const settings = JSON.stringify({ graphqlUrl: board.graphqlUrl, signIn });
      // A person would have their browser trust the certificate.
      const tab = await browser.newPage({ ignoreHTTPSErrors: true });
      await tab.goto(`${page.url}#${encodeURIComponent(settings)}`);
      const told = await tab.locator('body:not(:empty) >> text=heard').innerText();
      const text = 'from a page';
      assert.partialDeepStrictEqual(JSON.parse(told), {
        asked: { notice: { id: '1', text: 'none' } },
        changed: { post: { id: '9', text, by: BY[signIn.mode] } },
        heard: { posted: { id: '9', text, by: BY[signIn.mode] } },
      });
      await tab.close();
    });
  }
});
