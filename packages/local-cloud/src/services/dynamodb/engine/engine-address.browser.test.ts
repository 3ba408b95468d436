import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openBrowser, skipWithoutBrowser } from '../../../playground/testing/browser.ts';
import { findEngineAddress, PORTS_CLOSED_TO_BROWSERS } from './engine-address.ts';
import { locateEngine } from './locate-engine.ts';
import { startEngine } from './start-engine.ts';
import type { RunningEngine } from './start-engine.ts';

const directory = mkdtempSync(join(tmpdir(), 'engine-address-'));
const location = locateEngine({ DYNOXIDE_BIN: process.env['DYNOXIDE_BIN'] });

describe('the ports of the engine', () => {
  let engine: RunningEngine;
  beforeAll(async () => {
    engine = await startEngine('binary' in location ? location.binary : '', directory);
  });
  afterAll(async () => {
    await engine.stop();
    rmSync(directory, { recursive: true });
  });

  it('are closed to whatever keeps to the Fetch standard, as browsers do', async () => {
    assert.ok(PORTS_CLOSED_TO_BROWSERS.includes(Number(new URL(engine.endpoint).port)));
    const failure: unknown = await fetch(engine.endpoint).catch((error: unknown) => error);
    assert.ok(failure instanceof Error && failure.cause instanceof Error);
    assert.equal(failure.cause.message, 'bad port');
  });

  it('hand out the tools to nobody without the token of this start', async () => {
    const ask = (headers: Record<string, string>) =>
      fetch(engine.toolsEndpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
      });
    assert.equal((await ask({})).status, 401);
    assert.equal((await ask({ authorization: 'Bearer wrong' })).status, 401);
    assert.equal((await ask({ authorization: `Bearer ${engine.toolsToken}` })).status, 200);
    assert.equal(
      (await ask({ authorization: `Bearer ${engine.toolsToken}`, origin: 'http://evil.example' })).status,
      403,
    );
  });

  it('are found again and again while others are in use', async () => {
    const servers: Server[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { host, port } = await findEngineAddress();
      const server = createServer();
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
      servers.push(server);
    }
    for (const server of servers) server.close();
  });
});

describe.skipIf(skipWithoutBrowser())('a page in a real browser', () => {
  let browser: Browser;
  let page: Page;
  let pages: Server;
  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage();
    pages = createServer(
      (_request, response) => void response.setHeader('content-type', 'text/html').end('<title>page</title>'),
    );
    await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
    const address = pages.address();
    await page.goto(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`);
  });
  afterAll(async () => {
    await browser.close();
    pages.close();
  });

  it('reaches none of the ports of the engine', async () => {
    for (const port of PORTS_CLOSED_TO_BROWSERS) {
      const requests: string[] = [];
      const server = createServer((request, response) => {
        requests.push(`${request.method}`);
        response.setHeader('access-control-allow-origin', '*').end('read');
      });
      const isFree = await new Promise<boolean>((resolve) =>
        server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true)),
      );
      // What another program has is no less closed, but cannot be looked into.
      if (!isFree) continue;
      await page.evaluate(async (url) => {
        await fetch(url).catch(() => {});
        await fetch(url, { mode: 'no-cors', method: 'POST', body: 'x' }).catch(() => {});
        await new Promise((resolve) => new WebSocket(url.replace('http', 'ws')).addEventListener('error', resolve));
      }, `http://127.0.0.1:${port}/`);
      server.close();
      assert.deepEqual(requests, [], `port ${port}`);
    }
  });
});
