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

/** Engines that other tests start look at 127.0.0.1, and find the port taken. macOS has no other address of loopback. */
const HOST = process.platform === 'darwin' ? '127.0.0.1' : '127.77.77.77';

describe.skipIf(skipWithoutBrowser())('a page in a real browser', () => {
  let browser: Browser;
  let page: Page;
  const servers: Server[] = [];
  const requests: { readonly port: number; readonly method: string | undefined }[] = [];
  let pagePort: number | undefined;
  /** Says the port on which it listens, or undefined: what another program has is no less closed, but can't be looked into. */
  const listen = async (port: number): Promise<number | undefined> => {
    const server = createServer((request, response) => {
      requests.push({ port: request.socket.localPort ?? 0, method: request.method });
      response.setHeader('access-control-allow-origin', '*').setHeader('content-type', 'text/html').end('read');
    });
    const isFree = await new Promise<boolean>((resolve) =>
      server.once('error', () => resolve(false)).listen(port, HOST, () => resolve(true)),
    );
    if (isFree) servers.push(server);
    const address = server.address();
    return typeof address === 'object' && address ? address.port : undefined;
  };
  /** Tries a request of each kind on each port. Their failures are slowed down by Chromium, so all run at once. */
  const knock = (ports: readonly number[]) =>
    page.evaluate(
      async (urls) => {
        const tryAll = async (url: string) => {
          await fetch(url).catch(() => {});
          await fetch(url, { mode: 'no-cors', method: 'POST', body: 'x' }).catch(() => {});
          await new Promise((resolve) => new WebSocket(url.replace('http', 'ws')).addEventListener('error', resolve));
        };
        await Promise.all(urls.map(tryAll));
      },
      ports.map((port) => `http://${HOST}:${port}/`),
    );
  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage();
    pagePort = await listen(0);
    await page.goto(`http://${HOST}:${pagePort}/`);
  });
  afterAll(async () => {
    await browser.close();
    for (const server of servers) server.close();
  });

  it('reaches none of the ports of the engine, though it reaches others', async () => {
    for (const port of PORTS_CLOSED_TO_BROWSERS) await listen(port);
    const open = await listen(0);
    assert.ok(open);
    await knock([...PORTS_CLOSED_TO_BROWSERS, open]);
    const reached = requests.filter(({ port }) => port !== pagePort);
    // The handshake of a WebSocket is a GET, too.
    assert.deepEqual(reached, [
      { port: open, method: 'GET' },
      { port: open, method: 'POST' },
      { port: open, method: 'GET' },
    ]);
  });
});
