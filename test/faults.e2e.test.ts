import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrdersClient } from '@ordersaga/client';
import { afterAll, afterEach, describe, it } from 'vitest';
import { readArchive } from '../commands/chaos/published.ts';
import type { BusCopy } from '../commands/chaos/published.ts';
import { clearFaults, readFaults, setFaults } from '../commands/faults.ts';
import { arrayIn, isRecord, parseRecord } from '../commands/json.ts';
import { LOCAL_CLOUD, startCloud } from '../commands/running-cloud.ts';
import { outcomeOf } from '../commands/testing/outcome-of.ts';
import { ORDER, settled, useCloud } from './testing/cloud.ts';
import { eventually } from './testing/undelivered.ts';

const cloud = await useCloud();
const { orders } = cloud;
const url = `${cloud.awsEndpointUrl}/faults`;

function inject(...rules: readonly object[]): Promise<void> {
  return setFaults(cloud, rules);
}
async function injected(): Promise<number[]> {
  return (await readFaults(cloud)).map((rule) => rule.injected);
}
afterEach(() => clearFaults(cloud));

function lambda(functionName: string, type: string) {
  return {
    service: 'lambda',
    operation: 'Invoke',
    functionName,
    nth: 1,
    effect: { type },
  };
}

describe('an order for which everything fails once', () => {
  it('is completed, with one charge and every event once in its history', async () => {
    await inject(
      lambda('StartSaga', 'crash-after'),
      lambda('ReserveInventory', 'crash-before'),
      lambda('ProcessPayment', 'crash-after'),
      lambda('SendNotification', 'drop-answer'),
      lambda('CompleteOrder', 'throttle'),
      { service: 'states', operation: 'StartExecution', nth: 1, effect: { type: 'drop-answer' } },
      { service: 'events', operation: 'PutEvents', nth: 1, effect: { type: 'error', name: 'InternalException' } },
      // The first one is the resolver's, whose client would have to ask again.
      { service: 'dynamodb', operation: 'TransactWriteItems', nth: 2, effect: { type: 'drop-answer' } },
      { service: 'dynamodb', operation: 'TransactWriteItems', nth: 4, effect: { type: 'throttle' } },
      { service: 'dynamodbstreams', operation: 'GetRecords', nth: 1, count: 4, effect: { type: 'duplicate' } },
      { service: 'dynamodbstreams', operation: 'GetRecords', nth: 3, effect: { type: 'delay', ms: 100 } },
    );
    const { orderId } = await orders.createOrder(ORDER);
    const { status, version, history } = await settled(orders, orderId);
    assert.equal(status, 'COMPLETED');
    assert.deepEqual(
      history.map((event) => event.version),
      Array.from({ length: version }, (_, lower) => lower + 1),
    );
    const charges = (await cloud.scan('Payments')).filter((payment) => payment['orderId'] === orderId);
    assert.equal(charges.length, 1);
    for (const [index, count] of (await injected()).entries()) assert.ok(count > 0, `rule ${index + 1} has struck`);
    // The publication of its last event must not be the request that the next test's rule meets.
    const isLast = ({ detail }: BusCopy): boolean =>
      detail['orderId'] === orderId && detail['orderVersion'] === version;
    await eventually(async () => (await readArchive(cloud)).some(isLast));
  });
});

describe('a request whose answer is lost', () => {
  it('has made the order that the repeated request gets', async () => {
    await inject({ service: 'appsync', operation: 'GraphQL', nth: 1, effect: { type: 'drop-answer' } });
    const key = 'lost answer';
    await assert.rejects(orders.createOrder({ ...ORDER, customerId: 'grace' }, key));
    const { orderId } = await orders.createOrder({ ...ORDER, customerId: 'grace' }, key);
    const made = (await cloud.scan('Orders')).filter((order) => order['customerId'] === 'grace');
    assert.deepEqual(
      made.map((order) => order['orderId']),
      [orderId],
    );
  });
});

describe('the address of faults', () => {
  it('has none at first and none after DELETE', async () => {
    assert.deepEqual(await injected(), []);
    await inject({ service: 's3', operation: '*', effect: { type: 'throttle' } });
    assert.deepEqual(await injected(), [0]);
    await fetch(url, { method: 'DELETE' });
    assert.deepEqual(await injected(), []);
  });

  it('says what is wrong with a rule, and keeps the rules that it has', async () => {
    await inject({ service: 's3', operation: '*', effect: { type: 'throttle' } });
    const response = await fetch(url, { method: 'PUT', body: '[{"service":"s3"}]' });
    assert.equal(response.status, 400);
    assert.deepEqual(await response.json(), { message: 'Fault rule 1 needs operation, a string.' });
    assert.deepEqual(await injected(), [0]);
  });
});

describe('npm start -- --faults FILE', () => {
  const directory = mkdtempSync(join(tmpdir(), 'faults-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'faults.json');

  it('lets calls fail from the start on, as every example in docs/faults.md does', async () => {
    const page = readFileSync(join(import.meta.dirname, '../docs/faults.md'), 'utf8');
    const rules = [...page.matchAll(/```json\n(.*?)```/gs)].flatMap(([, text = '']) => {
      const plan: unknown = JSON.parse(text);
      return Array.isArray(plan) ? plan.filter(isRecord) : arrayIn(parseRecord(text), 'rules').filter(isRecord);
    });
    assert.ok(rules.length > 5);
    writeFileSync(
      file,
      JSON.stringify([
        ...rules.map((rule) => ({ ...rule, nth: 1_000_000 })),
        { service: 'appsync', operation: '*', effect: { type: 'throttle' } },
      ]),
    );
    const faulty = await startCloud({ options: ['--faults', file] });
    const client = createOrdersClient({ url: faulty.graphqlUrl, apiKey: faulty.apiKey });
    try {
      await assert.rejects(client.products(), { errorType: 'TooManyRequestsException' });
    } finally {
      client.close();
      await faulty.stop();
    }
  });

  it('says in one line what is wrong with the file', async () => {
    writeFileSync(file, '[{"service":"dynamo"}]');
    const child = spawn(process.execPath, [LOCAL_CLOUD, '--port', '0', '--faults', file], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const { code, stderr } = await outcomeOf(child);
    assert.equal(code, 1);
    assert.match(stderr.trim(), /^--faults \S+: Fault rule 1 has the service "dynamo"; it must be one of .*$/);
  });
});
