/** `npm run parity -- --stage dev`: "AWS" is a local cloud behind a proxy that changes a few of its answers. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrdersClient } from '@ordersaga/client';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { arrayIn, isRecord, objectIn, parseRecord, stringIn } from '../../json.ts';
import type { JsonRecord } from '../../json.ts';
import { startCloud } from '../../running-cloud.ts';
import type { RunningCloud } from '../../running-cloud.ts';
import { readStage } from '../../stage/read-stage.ts';
import type { Outcome } from '../../testing/outcome-of.ts';
import { runCommandWith } from '../../testing/run-command.ts';
import { deployedCases } from './all-cases.ts';
import { startAlteringProxy } from './testing/altering-proxy.ts';
import type { Proxy } from './testing/altering-proxy.ts';

const ALTERATIONS = {
  body: (text: string) =>
    text.replace('Unable to parse JWT token.', 'This is no token.').replace('Request body is empty.', 'Nothing came.'),
  frames: (text: string) => text.replace('DuplicatedOperationError', 'DuplicateOperationErrors'),
  refuses: ({ headers }: { readonly headers: object }) => !('sec-websocket-protocol' in headers),
};

const ALTERED = [
  'auth: a word for a token is rejected',
  'auth: a word with the scheme Bearer is rejected',
  'auth: three words with dots for a token are rejected',
  'auth: the scheme Basic is rejected',
  'auth: a token of another pool is rejected',
  'auth: a token of another issuer is rejected',
  'requests: an empty body is malformed',
  'handshakes: no sub-protocol',
  'subscriptions: an id that is in use',
];

function text(question: unknown, member: string): string {
  return isRecord(question) ? stringIn(question, member) : '';
}

describe('parity with a deployed stage', () => {
  const directory = mkdtempSync(join(tmpdir(), 'parity-'));
  let aws: RunningCloud;
  let proxy: Proxy;
  let outcome: Outcome;
  let report: JsonRecord;
  let token: string;

  const parity = (...options: readonly string[]): Promise<Outcome> =>
    runCommandWith(
      {
        AWS_ENDPOINT_URL: proxy.url,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
      },
      'parity',
      ...options,
    );

  beforeAll(async () => {
    aws = await startCloud();
    proxy = await startAlteringProxy(aws.awsEndpointUrl, ALTERATIONS);
    token = await (await fetch(`${aws.awsEndpointUrl}/tokens?sub=ada&use=id&groups=customers`)).text();
    const file = join(directory, 'report.json');
    outcome = await parity('--stage', 'dev', '--token', token, '--json', file);
    assert.equal(outcome.code, 1, outcome.stderr);
    report = parseRecord(readFileSync(file, 'utf8'));
  });
  /** The token, with another value of a claim; its signature is of no interest here. */
  function tokenWith(claim: string, value: unknown): string {
    const changed = Buffer.from(JSON.stringify({ ...decodeJwt(token), [claim]: value }));
    return token.replace(/\..*\./, `.${changed.toString('base64url')}.`);
  }

  afterAll(async () => {
    await proxy.close();
    await aws.stop();
    rmSync(directory, { recursive: true });
  });

  it('finds what AWS does otherwise, and nothing else', () => {
    const titleOf = (one: unknown) => `${text(one, 'group')}: ${text(one, 'name')}`;
    const differences = arrayIn(report, 'differences');
    const others = differences.filter((one) => !ALTERED.includes(titleOf(one)));
    assert.deepEqual(differences.map(titleOf), ALTERED, JSON.stringify(others, null, 2));
    const total = deployedCases(readStage('dev'), true).length;
    assert.deepEqual(objectIn(report, 'total'), { agree: total - ALTERED.length, differ: ALTERED.length, unknown: 0 });
  });

  it('shows what was asked, and what each said', () => {
    const { stdout } = outcome;
    assert.match(stdout, /auth: a word for a token is rejected\n/);
    assert.match(stdout, /AWS .*This is no token\./);
    assert.match(stdout, /local .*Unable to parse JWT token\./);
  });

  it('says that it places one order, and places no other', async () => {
    assert.match(outcome.stderr, /^Placing one order with the sandbox's card in ordersaga-dev/m);
    const client = createOrdersClient({ url: aws.graphqlUrl, apiKey: aws.apiKey });
    const { items } = await client.ordersByCustomer({ customerId: 'parity' });
    client.close();
    assert.deepEqual(
      items.map(({ status }) => status),
      ['COMPLETED'],
    );
  });

  it('leaves no secret and no address of the stage in the report', () => {
    const written = JSON.stringify(report);
    for (const secret of [aws.apiKey, token, new URL(proxy.url).host, new URL(aws.graphqlUrl).host]) {
      assert.ok(!written.includes(secret), secret);
    }
  });

  it('ends with 2 and one line for a token that the stage can not take', async () => {
    const wrong = [
      { options: ['--token', 'a.b.c'], line: /^--token needs --stage\.\n$/ },
      { options: ['--stage', 'dev', '--token', 'hello'], line: /^--token must be a JSON web token, [^\n]*\n$/ },
      { options: ['--stage', 'dev', '--token', tokenWith('exp', 0)], line: /^--token has expired\. [^\n]*\n$/ },
      {
        options: ['--stage', 'dev', '--token', tokenWith('iss', 'x')],
        line: /^--token must be a token of the user pool /,
      },
    ];
    for (const { options, line } of wrong) {
      const { code, stdout, stderr } = await parity(...options);
      assert.match(stderr, line);
      assert.deepEqual([code, stdout], [2, '']);
    }
  });

  it('ends with 2 and one line if the stage is not deployed there', async () => {
    const { code, stdout, stderr } = await parity('--stage', 'prod');
    assert.match(stderr, /^There is no stack ordersaga-prod in us-east-1 [^\n]*\n$/);
    assert.deepEqual([code, stdout], [2, '']);
  });
});
