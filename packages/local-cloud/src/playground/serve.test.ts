import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createPlayground } from './serve.ts';

const SETTINGS = {
  title: 'Kettles',
  graphqlUrl: 'http://localhost:1/graphql',
  realtimeUrl: 'ws://localhost:1/graphql/realtime',
  apiKey: 'da2-stub',
  callers: [],
  tabs: [],
};

describe('the playground served', () => {
  let parent: string;
  const server = createServer((request, response) => {
    if (!playground(request, response)) response.writeHead(418).end('not for the playground');
  });
  let playground: ReturnType<typeof createPlayground>;

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'playground-serve-'));
    const directory = join(parent, 'built');
    await mkdir(join(directory, 'v1'), { recursive: true });
    await writeFile(join(parent, 'secret.txt'), 'secret');
    await writeFile(join(directory, 'index.html'), '<!doctype html>');
    await writeFile(join(directory, 'v1', 'main.js'), 'export {};');
    playground = createPlayground({ directory, settings: SETTINGS });
    await once(server.listen(0, 'localhost'), 'listening');
  });
  afterAll(async () => {
    server.close();
    await rm(parent, { recursive: true });
  });

  /** Unlike fetch, it sends the path as it is. */
  const get = async (path: string, method = 'GET') => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    const { port } = address;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ host: 'localhost', port, path, method, agent: false }, resolve).on('error', reject).end();
    });
    return { status: response.statusCode, headers: response.headers, body: await text(response) };
  };

  it('leads from /playground to /playground/', async () => {
    const { status, headers } = await get('/playground');
    assert.deepEqual([status, headers.location], [308, '/playground/']);
  });

  it('serves the page without caching, its versioned files for ever, and each by its type', async () => {
    const page = await get('/playground/');
    assert.deepEqual([page.body, page.headers['content-type']], ['<!doctype html>', 'text/html; charset=utf-8']);
    assert.equal(page.headers['cache-control'], 'no-store');
    const script = await get('/playground/v1/main.js');
    assert.deepEqual([script.body, script.headers['content-type']], ['export {};', 'text/javascript; charset=utf-8']);
    assert.equal(script.headers['cache-control'], 'public, max-age=31536000, immutable');
  });

  it('returns the settings', async () => {
    assert.deepEqual(JSON.parse((await get('/playground/settings.json?now')).body), SETTINGS);
  });

  it('allows no host but its own and that of the API', async () => {
    const { headers } = await get('/playground/');
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /^default-src 'none'; script-src 'self';/);
    assert.match(policy, /; connect-src 'self' http:\/\/localhost:1 ws:\/\/localhost:1;/);
  });

  for (const path of [
    '../secret.txt',
    '..%2fsecret.txt',
    'v1/../../../secret.txt',
    '%2e%2e/secret.txt',
    'v1',
    'v1/',
    'none',
  ]) {
    it(`finds nothing at ${path}`, async () => {
      assert.equal((await get(`/playground/${path}`)).status, 404);
    });
  }

  it('serves only GET and HEAD', async () => {
    assert.equal((await get('/playground/', 'POST')).status, 405);
    const head = await get('/playground/', 'HEAD');
    assert.deepEqual([head.status, head.body], [200, '']);
  });

  it('leaves every other path alone', async () => {
    assert.equal((await get('/graphql')).status, 418);
    assert.equal((await get('/playgrounds')).status, 418);
  });
});
