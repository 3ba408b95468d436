/** `npm run parity`, where AWS is another local cloud, with a door before it that changes some of its answers. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { stripVTControlCharacters } from 'node:util';
import { loadCode } from '@ordersaga/appsync-js';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { arrayIn, isRecord, objectIn, parseRecord, stringIn } from './json.ts';
import { codeIn, HANDLER_CASES } from './parity/handlers/handlers.ts';
import { json } from './parity/handlers/handler-case.ts';
import { withoutNow } from './parity/handlers/without-now.ts';
import { openAssembly, readTemplate } from './parity/template.ts';
import { startCloud } from './running-cloud.ts';
import type { RunningCloud } from './running-cloud.ts';
import { outcomeOf } from './testing/outcome-of.ts';
import { runCommandWith } from './testing/run-command.ts';

const directory = mkdtempSync(join(tmpdir(), 'parity-'));
const file = join(directory, 'report.json');

let aws: RunningCloud;
let door: Server;
beforeAll(async () => {
  aws = await startCloud();
  door = createServer((request, response) => void answer(request, response));
  await once(door.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
  door.closeAllConnections();
  door.close();
  await aws.stop();
  rmSync(directory, { recursive: true });
});

/** What AWS says instead, by a part of what it is asked. */
const CHANGES: readonly (readonly [part: string, status: number, error: string, body: object])[] = [
  ['return null === undefined', 200, '', { evaluationResult: 'false', logs: [], stash: '{}', outErrors: '[]' }],
  ['return void 0', 429, 'TooManyRequestsException', { message: 'Rate exceeded' }],
  [
    'delete own.a',
    403,
    'AccessDeniedException',
    { message: 'User: arn:aws:iam::123456789012:user/ada is not authorized to perform: appsync:EvaluateCode' },
  ],
  [
    JSON.stringify(JSON.stringify({ order: { status: 'FAILED' } })),
    200,
    '',
    { status: 'SUCCEEDED', nextState: 'OrderParked', output: '{"order":{"status":"FAILED"}}' },
  ],
];

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  const change = CHANGES.find(([part]) => body.includes(part));
  if (change) {
    const [, status, error, changed] = change;
    response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': error });
    return void response.end(JSON.stringify(changed));
  }
  const forwarded = await fetch(new URL(request.url ?? '/', aws.awsEndpointUrl), {
    method: 'POST',
    headers: headersOf(request),
    body,
  });
  response.writeHead(forwarded.status, Object.fromEntries(forwarded.headers)).end(await forwarded.text());
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const { authorization = '', 'content-type': type = '', 'x-amz-target': target } = headers;
  return { authorization, 'content-type': type, ...(typeof target === 'string' && { 'x-amz-target': target }) };
}

function doorUrl(): string {
  const address = door.address();
  return `http://127.0.0.1:${isRecord(address) ? String(address['port']) : ''}`;
}

/** As on a machine where nobody has signed in. */
const NOBODY = {
  AWS_CONFIG_FILE: join(directory, 'none'),
  AWS_SHARED_CREDENTIALS_FILE: join(directory, 'none'),
  AWS_EC2_METADATA_DISABLED: 'true',
};
const REGION = { AWS_REGION: 'eu-west-1' };
const KEY = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

function parity(environment: Record<string, string>, ...options: string[]) {
  return runCommandWith({ ...NOBODY, ...environment }, 'parity', ...options);
}

describe('docs/parity.md', () => {
  it('has a test of a resolver that passes offline, by AWS own SDK', async () => {
    const page = readFileSync(join(import.meta.dirname, '../docs/parity.md'), 'utf8');
    const [, example = ''] = /```js\n(.*?)```/s.exec(page) ?? [];
    const child = spawn(process.execPath, ['--input-type=module', '--eval', example], {
      cwd: join(import.meta.dirname, '..'),
      env: { ...process.env, ...NOBODY, ...REGION, ...KEY, AWS_ENDPOINT_URL: aws.awsEndpointUrl },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { code, stdout } = await outcomeOf(child);
    assert.match(stdout, /pass 2\n/);
    assert.equal(code, 0);
  });
});

describe('the questions about the handlers of the app', () => {
  it('are about both handlers of all code that deploys, and get the same answers each time, none of them a failure', async () => {
    const codes = codeIn(readTemplate(await openAssembly()));
    const loaded = new Map([...codes].map(([name, code]) => [name, loadCode(code, name)]));
    for (const { code, step, name, context } of HANDLER_CASES) {
      const ask = () => {
        const evaluation = loaded.get(code)?.evaluate(step, structuredClone(context));
        assert.notEqual(evaluation?.error?.message, 'Runtime Error', `${code} ${step}: ${name}`);
        return withoutNow({ answer: json(evaluation) }, JSON.stringify(context));
      };
      assert.deepEqual(ask(), ask(), name);
    }
    for (const step of ['request', 'response'] as const) {
      const asked = HANDLER_CASES.filter((one) => one.step === step).map(({ code }) => code);
      assert.deepEqual([...new Set(asked)].sort(), [...codes.keys()].sort(), step);
    }
  });
});

describe('npm run parity', () => {
  it('ends with 0 if AWS says the same', async () => {
    const questions = HANDLER_CASES.filter(({ code }) => code === 'write_order').length;
    const endpoint = { AWS_ENDPOINT_URL: aws.awsEndpointUrl };
    const { code, stdout, stderr } = await parity({ ...REGION, ...KEY, ...endpoint }, '--only', 'write_order');
    const [heading = '', group = '', ...rest] = stdout.split('\n');
    assert.match(heading, /agree {2}differ {2}unknown$/);
    assert.match(group, new RegExp(`^handlers of the app +${questions} +0 +0$`));
    assert.match(rest.join('\n'), /^all .*\n\nTook \d+ s\.\n$/);
    assert.match(stderr, /questions; AWS in eu-west-1\nNot AWS itself: AWS_ENDPOINT_URL is set/);
    assert.equal(code, 0);
  });

  it('ends with 1 if something differs, and shows it, and what is unknown, also as JSON', async () => {
    const endpoint = { AWS_ENDPOINT_URL: doorUrl() };
    const { code, stdout } = await parity({ ...REGION, ...KEY, ...endpoint }, '--only', 'operators', '--json', file);
    const report = stripVTControlCharacters(stdout);
    assert.match(report, /^operators +\d+ +1 +2$/m);
    assert.match(
      report,
      /✖ operators: null === undefined is true\n {2}source {2}.*#305.*\n {2}code {4}return null === undefined;\n {2}AWS {5}{"evaluationResult":false}\n {2}local {3}{"evaluationResult":true}\n/,
    );
    assert.match(
      report,
      /\? operators: delete removes a member\n(.*\n)+ {2}AWS {5}AccessDeniedException: User: <ARN> is/,
    );
    assert.match(
      report,
      /\? operators: void gives undefined\n(.*\n)+ {2}AWS {5}TooManyRequestsException: Rate exceeded \(6/,
    );
    assert.equal(code, 1);

    const written = readFileSync(file, 'utf8');
    assert.doesNotMatch(written, /123456789012|arn:aws|"local","local"/);
    const json = parseRecord(written);
    assert.deepEqual([json['region'], json['hasOwnEndpoint']], ['eu-west-1', true]);
    assert.match(stringIn(json, 'date'), /^\d{4}-\d\d-\d\dT/);
    assert.match(stringIn(objectIn(json, 'versions'), '@aws-sdk/client-appsync'), /^3\./);
    const [difference] = arrayIn(json, 'differences').filter(isRecord);
    assert.deepEqual(
      [difference?.['name'], difference?.['members']],
      ['null === undefined is true', ['evaluationResult']],
    );
    assert.equal(arrayIn(json, 'unknown').length, 2);
  });

  it('asks about the states of the saga, and shows one that goes on elsewhere', async () => {
    const endpoint = { AWS_ENDPOINT_URL: doorUrl() };
    const { code, stdout } = await parity({ ...REGION, ...KEY, ...endpoint }, '--only', 'IsParked decides');
    const report = stripVTControlCharacters(stdout);
    assert.match(report, /^saga: choices +18 +1 +0$/m);
    assert.match(
      report,
      /\n {2}stateName IsParked\n {2}input {3}{"order":{"status":"FAILED"}}\n {2}AWS {5}{.*"nextState":"OrderParked".*\n {2}local {3}{.*"nextState":"OrderClosed"/,
    );
    assert.equal(code, 1);
  });

  for (const { what, environment, options, line } of [
    {
      what: 'no credentials',
      environment: REGION,
      options: [],
      line: /^There are no AWS credentials to ask with\. .*\n$/,
    },
    { what: 'no region', environment: KEY, options: [], line: /^There is no AWS region to ask in\. .*\n$/ },
    {
      what: 'no such question',
      environment: { ...REGION, ...KEY },
      options: ['--only', 'nonsense'],
      line: /\nNo question has "nonsense" in its group or name\.\n$/,
    },
  ]) {
    it(`ends with 2 and says what to do with ${what}`, async () => {
      const { code, stdout, stderr } = await parity(environment, ...options);
      assert.match(stderr, line);
      assert.deepEqual([code, stdout], [2, '']);
    });
  }

  it('ends with 2 and says what to do if AWS rejects the credentials', async () => {
    const wrong = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'wrong' };
    const endpoint = { AWS_ENDPOINT_URL: aws.awsEndpointUrl };
    const { code, stderr } = await parity({ ...REGION, ...wrong, ...endpoint }, '--only', 'void gives');
    assert.match(stderr, /\nAWS rejects the credentials\. UnrecognizedClientException: .* Sign in again/);
    assert.equal(code, 2);
  });
});
