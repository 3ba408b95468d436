import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import lockfile from '../../../../../../package-lock.json' with { type: 'json' };
import { afterAll, afterEach, describe, it } from 'vitest';
import { fetchEngine, INTEGRITY, VERSION } from './fetch-engine.ts';

const directory = mkdtempSync(join(tmpdir(), 'fetch engine '));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Serves a package of that name whose binary is a script, until the test is over. */
async function servePackage(name: string): Promise<Worker> {
  const source = mkdtempSync(join(directory, 'package-'));
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name, version: VERSION }));
  writeFileSync(join(source, 'dynoxide'), '#!/bin/sh\necho an engine\n');
  chmodSync(join(source, 'dynoxide'), 0o755);
  execFileSync('npm', ['pack', '--silent'], { cwd: source, shell: process.platform === 'win32' });
  const tarball = join(source, readdirSync(source).find((file) => file.endsWith('.tgz')) ?? '');
  const registry = new Worker(new URL('./testing/registry.ts', import.meta.url), {
    workerData: { name, version: VERSION, tarball },
  });
  const message: unknown[] = await once(registry, 'message');
  process.env['npm_config_registry'] = String(message[0]);
  process.env['npm_config_cache'] = mkdtempSync(join(directory, 'cache-'));
  return registry;
}

function newCache(): string {
  return mkdtempSync(join(directory, 'engine-'));
}

describe('fetchEngine', () => {
  const { npm_config_registry: registryBefore, npm_config_cache: cacheBefore } = process.env;
  let registry: Worker | undefined;
  afterEach(async () => {
    await registry?.terminate();
    for (const { name, value } of [
      { name: 'npm_config_registry', value: registryBefore },
      { name: 'npm_config_cache', value: cacheBefore },
    ] as const) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  it('fetches the pinned version once, says so, and needs no network from then on', async () => {
    registry = await servePackage('@dynoxide/darwin-arm64');
    const [cache, said]: [string, string[]] = [newCache(), []];
    const binary = fetchEngine('darwin-arm64', cache, (line) => said.push(line));
    assert.match(execFileSync(binary, { encoding: 'utf8' }), /an engine/);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', new RegExp(`@dynoxide/darwin-arm64@${VERSION}.* through npm`));

    await registry.terminate();
    assert.equal(
      fetchEngine('darwin-arm64', cache, (line) => said.push(line)),
      binary,
    );
    assert.equal(said.length, 1);
  });

  it('refuses a binary that has changed since it was fetched', async () => {
    registry = await servePackage('@dynoxide/linux-arm64');
    const cache = newCache();
    appendFileSync(
      fetchEngine('linux-arm64', cache, () => {}),
      'echo something else\n',
    );
    assert.throws(() => fetchEngine('linux-arm64', cache, () => {}), {
      name: 'StartupError',
      message: /has changed since npm fetched it/,
    });
  });

  it('records the hash that the lockfile names', () => {
    assert.equal(INTEGRITY['linux-x64'], lockfile.packages['node_modules/@dynoxide/linux-x64'].integrity);
  });

  it('refuses a package with another hash than the recorded one, and keeps nothing of it', async () => {
    registry = await servePackage('@dynoxide/linux-x64');
    const cache = newCache();
    assert.throws(() => fetchEngine('linux-x64', cache, () => {}), {
      name: 'StartupError',
      message: /its hash is sha512-.*, not sha512-.* as recorded/,
    });
    assert.deepEqual(readdirSync(cache), []);
  });

  it('says in one line that npm could not fetch it, and what else can be done', async () => {
    registry = await servePackage('@dynoxide/darwin-x64');
    await registry.terminate();
    process.env['npm_config_fetch_retries'] = '0';
    assert.throws(() => fetchEngine('darwin-x64', newCache(), () => {}), {
      name: 'StartupError',
      message: /^npm could not fetch @dynoxide\/darwin-x64@.*DYNOXIDE_BIN.*DYNAMODB_ENDPOINT[^\n]*$/,
    });
    delete process.env['npm_config_fetch_retries'];
  });
});
