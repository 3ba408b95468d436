import assert from 'node:assert/strict';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, it } from 'vitest';
import { createFindRefusal } from './local-callers.ts';

type Said = {
  readonly url?: string;
  readonly method?: string;
  readonly headers?: readonly (readonly [string, string])[];
};

/** The status of the refusal, undefined for a request that may come in. */
function statusOf(
  { url = '/graphql', method = 'POST', headers = [['Host', 'localhost:4000']] }: Said,
  allowed: string[] = [],
) {
  const request = new IncomingMessage(new Socket());
  const [origin] = headers.filter(([name]) => name.toLowerCase() === 'origin').map(([, value]) => value);
  const others = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
  Object.assign(request, { url, method, rawHeaders: headers.flat() });
  Object.assign(request.headers, others, { ...(origin !== undefined && { origin }) });
  return createFindRefusal(allowed)(request)?.status;
}

const HOST = ['Host', 'localhost:4000'] as const;

describe('the hosts that a request may be for', () => {
  const status = (...hosts: string[]) => statusOf({ headers: hosts.map((host) => ['Host', host]) });

  it('are names and addresses of this machine, with any port and in either letter case', () => {
    for (const host of [
      'localhost',
      'localhost:4000',
      'LOCALHOST:1',
      'localhost.',
      'app.localhost:3000',
      'a.b.localhost',
      '127.0.0.1',
      '127.0.0.1:65535',
      '127.255.0.3:80',
      '[::1]',
      '[::1]:4000',
    ]) {
      assert.equal(status(host), undefined, host);
    }
  });

  it('are none of other names, such as those by which DNS rebinding comes in', () => {
    for (const host of [
      'evil.example',
      'evil.example:4000',
      'localhost.evil.example',
      'evillocalhost',
      'localhost.evil',
      '127.0.0.1.evil.example',
      '127.0.0.1.nip.io',
      '127.0.0.256',
      '127.1',
      '10.0.0.1',
      '0.0.0.0:4000',
      '2130706433',
      '[::]',
      '[::2]',
      '[::ffff:7f00:1]',
    ]) {
      assert.equal(status(host), 403, host);
    }
  });

  it('are said once, and in the form of a host', () => {
    for (const hosts of [
      [],
      [''],
      ['localhost', 'localhost'],
      ['localhost', 'evil.example'],
      ['localhost:port'],
      ['localhost:'],
      ['user@localhost'],
      ['localhost/evil'],
      ['localhost, evil.example'],
      ['http://localhost'],
      ['[localhost]'],
      ['lo\u00e7alhost'],
      ['localhost:4000:1'],
    ]) {
      assert.equal(status(...hosts), 400, JSON.stringify(hosts));
    }
  });

  it('are also those that the owner allows, exactly', () => {
    const allowed = ['box.example'];
    const ask = (host: string) => statusOf({ headers: [['Host', host]] }, allowed);
    assert.equal(ask('box.example'), undefined);
    assert.equal(ask('BOX.example:8443'), undefined);
    assert.equal(ask('a.box.example'), 403);
    assert.equal(ask('localhost'), undefined);
  });
});

describe('the prefix that SDKs put before the host of TestState and StartSyncExecution', () => {
  const status = (host: string, said: Omit<Said, 'headers'> = {}, ...more: (readonly [string, string])[]) =>
    statusOf({ ...said, headers: [['Host', host], ...more] }, ['box.example']);

  it('may stand before every allowed host, in the calls of programs', () => {
    for (const host of ['sync-localhost:4000', 'sync-127.0.0.1:4000', 'SYNC-box.example', 'sync-a.localhost']) {
      assert.equal(status(host), undefined, host);
    }
    for (const host of ['sync-evil.example', 'sync-', 'sync-sync-localhost', 'a-localhost', 'async-localhost']) {
      assert.notEqual(status(host), undefined, host);
    }
  });

  it('is no name under which pages are served, since a foreign network might resolve it', () => {
    assert.equal(status('sync-localhost:4000', { method: 'GET' }), 403);
    assert.equal(status('sync-localhost:4000', {}, ['Origin', 'http://sync-localhost:4000']), 403);
    assert.equal(status('localhost:4000', {}, ['Origin', 'http://sync-localhost:4000']), 403);
  });
});

describe('the pages that a request may come from', () => {
  const status = (...origins: string[]) =>
    statusOf({ headers: [HOST, ...origins.map((origin) => ['Origin', origin] as const)] });

  it('are those that this machine serves, on any port', () => {
    for (const origin of [
      'http://localhost:3000',
      'https://localhost',
      'http://127.0.0.1:5173',
      'http://[::1]:8080',
      'http://app.localhost',
    ]) {
      assert.equal(status(origin), undefined, origin);
    }
  });

  it('are none of the web, no files, no sandboxed frames and no extensions', () => {
    for (const origin of [
      'http://evil.example',
      'https://evil.example:4000',
      'http://localhost.evil.example',
      'null',
      '',
      'file://',
      'file://localhost',
      'chrome-extension://abc',
      'ws://localhost',
      'http://localhost@evil.example',
      'http://evil.example#localhost',
      'http://localhost/',
      'http://localhost, http://evil.example',
    ]) {
      assert.equal(status(origin), 403, origin);
    }
    assert.equal(status('http://localhost:3000', 'http://evil.example'), 403);
  });

  it('are also those of a host that the owner allows', () => {
    const headers = [HOST, ['Origin', 'https://box.example']] as const;
    assert.equal(statusOf({ headers }, ['box.example']), undefined);
    assert.equal(statusOf({ headers }), 403);
  });

  it('may be unknown, as of curl and SDKs', () => {
    assert.equal(statusOf({}), undefined);
  });
});

describe('a request without Origin of which the browser says that a foreign page made it', () => {
  const status = (site: string, mode: string, destination: string, method = 'GET') =>
    statusOf({
      method,
      headers: [HOST, ['Sec-Fetch-Site', site], ['Sec-Fetch-Mode', mode], ['Sec-Fetch-Dest', destination]],
    });

  it('may be a link that somebody follows, and nothing that a page loads', () => {
    assert.equal(status('cross-site', 'navigate', 'document'), undefined);
    assert.equal(status('cross-site', 'no-cors', 'image'), 403);
    assert.equal(status('cross-site', 'no-cors', 'script'), 403);
    assert.equal(status('cross-site', 'navigate', 'iframe'), 403);
    assert.equal(status('cross-site', 'navigate', 'document', 'POST'), 403);
  });

  it('may be anything where the page is of this machine, or the address was typed', () => {
    for (const site of ['same-origin', 'same-site', 'none'])
      assert.equal(status(site, 'no-cors', 'image'), undefined, site);
  });
});

describe('the target of a request', () => {
  it('is a path', () => {
    for (const url of ['/', '//', '/%', '/a/../b', '/?x']) assert.equal(statusOf({ url }), undefined, url);
    for (const url of ['http://localhost/', 'http://evil.example/', '*', 'localhost:4000', ''])
      assert.equal(statusOf({ url }), 400, url);
  });
});
