/** What every command against an endpoint does with its arguments, and with an endpoint that it cannot use. */
import assert from 'node:assert/strict';
import { startOrdersEndpoint, type OrdersEndpoint } from '@ordersaga/client/testing';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { runCommand } from './testing/run-command.ts';

describe('a command against an endpoint', () => {
  let endpoint: OrdersEndpoint;
  beforeAll(async () => void (endpoint = await startOrdersEndpoint()));
  afterAll(() => endpoint.close());

  it('prints its help', async () => {
    const { code, stdout, stderr } = await runCommand('smoke', '--help');
    assert.equal(code, 0);
    assert.match(stdout, /^Checks that orders are created.*npm run smoke.*--url URL .*--api-key KEY /s);
    assert.equal(stderr, '');
  });

  const wrong: readonly { readonly options: readonly string[]; readonly line: RegExp }[] = [
    { options: ['--nope'], line: /^Unknown option '--nope'\. Try --help\.\n$/ },
    { options: ['word'], line: /^Unexpected argument 'word'.*Try --help\.\n$/ },
    { options: ['--url'], line: /^Option '--url <value>' argument missing\. Try --help\.\n$/ },
    { options: ['--url', 'http://localhost:1/graphql'], line: /^--url needs --api-key\.\n$/ },
    { options: ['--api-key', 'k'], line: /^--api-key needs --url\.\n$/ },
    { options: ['--stage'], line: /^Option '--stage <value>' argument missing\. Try --help\.\n$/ },
    {
      options: ['--stage', 'nope'],
      line: /^There is no stages\/nope\.json\. Copy one of those that exist: dev, prod\.\n$/,
    },
    { options: ['--stage', 'No!'], line: /^"No!" can't be a stage: [^\n]*\.\n$/ },
    { options: ['--stage', 'dev', '--api-key', 'k'], line: /^Give either --stage, or --url and --api-key\.\n$/ },
    { options: ['--url', 'localhost', '--api-key', 'k'], line: /^--url is no http or https URL: localhost\n$/ },
  ];
  for (const { options, line } of wrong) {
    it(`ends with 2 and one line for: ${options.join(' ')}`, async () => {
      const { code, stdout, stderr } = await runCommand('demo', ...options);
      assert.match(stderr, line);
      assert.deepEqual([code, stdout], [2, '']);
    });
  }

  it('ends with 1 and one line for a wrong key', async () => {
    const outcome = await runCommand('demo', '--url', endpoint.url, '--api-key', 'wrong');
    const stderr = 'UnauthorizedException: You are not authorized to make this call.\n';
    assert.deepEqual(outcome, { code: 1, stdout: '', stderr });
  });

  it('ends with 1 and one line where nobody listens', async () => {
    const { code, stdout, stderr } = await runCommand('smoke', '--url', 'http://127.0.0.1:1/graphql', '--api-key', 'k');
    assert.match(stderr, /^NetworkError: http:\/\/127.0.0.1:1\/graphql cannot be reached: .*\.\n$/);
    assert.deepEqual([code, stdout], [1, '']);
  });
});
