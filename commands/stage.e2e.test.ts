/** Commands with `--stage`: a local cloud stands in for AWS, and is found as a deployed stack is. Some find it without, too. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createOrdersClient } from '@ordersaga/client';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { ORDER } from '../domain/testing/bad-orders.ts';
import { parseRecord } from './json.ts';
import { startCloud } from './running-cloud.ts';
import type { RunningCloud } from './running-cloud.ts';
import { stackXml, startStandIn } from './stage/testing/stand-in.ts';
import { outcomeOf } from './testing/outcome-of.ts';
import { runCommandWith, startCommand } from './testing/run-command.ts';

let aws: RunningCloud;
let environment: Record<string, string>;
beforeAll(async () => {
  aws = await startCloud();
  environment = {
    AWS_ENDPOINT_URL: aws.awsEndpointUrl,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: 'us-east-1',
  };
});
afterAll(() => aws.stop());

describe('a command against a deployed stage', () => {
  it('checks the API that the stack names: smoke', async () => {
    const { code, stdout, stderr } = await runCommandWith(environment, 'smoke', '--stage', 'dev');
    assert.equal(stderr, `ordersaga-dev in us-east-1: ${aws.graphqlUrl}\n`);
    assert.equal(stdout.match(/^✔/gm)?.length, 5, stdout);
    assert.equal(code, 0);
  });

  it('hears of its orders over the real-time endpoint of that API: demo', async () => {
    const { code, stdout, stderr } = await runCommandWith(environment, 'demo', '--stage', 'dev');
    assert.equal(stderr, `ordersaga-dev in us-east-1: ${aws.graphqlUrl}\n`);
    assert.match(stdout, / COMPLETED\n/);
    assert.match(stdout, /one is sold/);
    assert.equal(code, 0);
  });

  it('ends with 1 and one line if there is no such stack', async () => {
    const { code, stdout, stderr } = await runCommandWith(environment, 'smoke', '--stage', 'prod');
    assert.match(stderr, /^There is no stack ordersaga-prod in us-east-1 [^\n]*"npm run deploy -- prod"[^\n]*\n$/);
    assert.deepEqual([code, stdout], [1, '']);
  });

  it('ends with 1 and one line for a production stage, which gives out no API key', async () => {
    const standIn = await startStandIn();
    standIn.set({
      xml: stackXml('CREATE_COMPLETE', { GraphQLUrl: 'https://api.example/graphql', UserPoolId: 'pool' }),
    });
    const { code, stdout, stderr } = await runCommandWith(standIn.environment, 'demo', '--stage', 'prod');
    await standIn.close();
    assert.match(
      stderr,
      /^The stack ordersaga-prod gives out no API key, [^\n]*name a stage with "production": false\.\n$/,
    );
    assert.deepEqual([code, stdout], [1, '']);
  });
});

/** Both ways to the same stack, and what the command says of where it is. */
const WAYS = [
  { way: 'a deployed stage', options: ['--stage', 'dev'], place: () => 'ordersaga-dev in us-east-1' },
  { way: 'the local cloud that runs', options: [], place: () => `ordersaga-dev at ${aws.awsEndpointUrl}` },
];

/** An order that fails, once that is told to everybody. */
async function placeDeclined(): Promise<string> {
  const orders = createOrdersClient({ url: aws.graphqlUrl, apiKey: aws.apiKey });
  const { orderId } = await orders.createOrder({ ...ORDER, paymentMethodId: 'pm_card_chargeDeclined' });
  for await (const { status } of orders.orderStatus(orderId)) if (status === 'FAILED') break;
  orders.close();
  return orderId;
}

function command(name: string, ...options: readonly string[]) {
  return runCommandWith(environment, name, ...options);
}

for (const { way, options, place } of WAYS) {
  describe(`of ${way}`, () => {
    it('outputs prints what the stack says of itself', async () => {
      const { code, stdout, stderr } = await command('outputs', ...options);
      assert.deepEqual([code, stderr], [0, `${place()}\n`]);
      assert.match(stdout, new RegExp(`^GraphQLUrl +${aws.graphqlUrl}$`, 'm'));
      const json = parseRecord((await command('outputs', '--json', ...options)).stdout);
      assert.equal(json['GraphQLUrl'], aws.graphqlUrl);
      assert.equal(Object.keys(json).length, stdout.trimEnd().split('\n').length);
    });

    it('logs prints the lines of one order and of no other, errors of its saga included', async () => {
      const [orderId, other] = [await placeDeclined(), await placeDeclined()];
      const { code, stdout, stderr } = await command('logs', '--order', orderId, ...options);
      assert.deepEqual([code, stderr], [0, `${place()}\n`]);
      assert.match(stdout, / api +INFO +Order created orderId=/);
      assert.match(
        stdout,
        / process-payment +WARN +The card was declined\. orderId=\S+ correlationId=1-\S+ code=PaymentDeclined\n/,
      );
      assert.match(stdout, / saga +ERROR +\w+Failed execution=/);
      assert.match(stdout, / fail-order +DEBUG +REPORT RequestId: /);
      assert.ok(!stdout.includes(other));
      const bad = await command(
        'logs',
        '--order',
        orderId,
        '--level',
        'warn',
        '--function',
        'process-payment',
        ...options,
      );
      assert.match(bad.stdout, /^\S+ +process-payment +WARN +The card was declined[^\n]*\n$/);
    });

    it('logs --follow goes on with new lines until it is ended', async () => {
      const child = startCommand(environment, 'logs', '--follow', '--level', 'info', '--since', '1s', ...options);
      const heard: string[] = [];
      const ended = outcomeOf(child);
      assert.ok(child.stdout && child.stderr);
      child.stdout.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
      await once(child.stderr, 'data');
      const orderId = await placeDeclined();
      while (!heard.join('').includes(`Step done orderId=${orderId}`)) await setTimeout(50);
      child.kill('SIGINT');
      const lines = (await ended).stdout.trimEnd().split('\n');
      assert.equal(new Set(lines).size, lines.length);
    });

    it('invoke prints result, log and duration, and ends with 1 if the function failed', async () => {
      const swept = await command('invoke', 'sweep-orders', ...options);
      assert.equal(swept.code, 0, swept.stderr);
      assert.deepEqual(Object.keys(parseRecord(swept.stdout)), ['swept', 'stuck', 'parked', 'redriven', 'undelivered']);
      assert.match(swept.stderr, /^sweep-orders took [\d.]+ ms\.\n$/m);
      const event = join(mkdtempSync(join(tmpdir(), 'event-')), 'event.json');
      writeFileSync(event, '{ "orderId": "none" }');
      const failed = await command('invoke', 'fail-order', '--event', event, ...options);
      assert.deepEqual([failed.code, parseRecord(failed.stdout)['errorType']], [1, 'OrderMissing']);
      assert.match(failed.stderr, /WARN +There is no order none orderId=none code=OrderMissing\n/);
      assert.match(failed.stderr, /^fail-order failed after [\d.]+ ms\.\n$/m);
    });

    it('invoke and logs say which functions there are if there is none of the name', async () => {
      const invoked = await command('invoke', 'nope', ...options);
      assert.match(
        invoked.stderr,
        /^There is no function nope in ordersaga-dev\. There are: await-payment, [^\n]*\.\n$/,
      );
      const logged = await command('logs', '--function', 'nope', ...options);
      assert.match(logged.stderr, /^There is no log of nope\. There are: api, [^\n]*\.\n$/);
      assert.deepEqual([invoked.code, logged.code, invoked.stdout, logged.stdout], [1, 1, '', '']);
    });
  });
}
