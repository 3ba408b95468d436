/** One order by its correlation id, from the header of its request to each place that its sagas and its refund touch. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { beforeAll, describe, it } from 'vitest';
import { readArchive } from '../commands/chaos/published.ts';
import type { BusCopy } from '../commands/chaos/published.ts';
import { clientSettings } from '../commands/client-settings.ts';
import { isRecord, objectIn, parseRecord } from '../commands/json.ts';
import type { JsonRecord } from '../commands/json.ts';
import { openCloudWatchLogs } from '../commands/logs/cloudwatch-logs.ts';
import { findLogGroups } from '../commands/logs/log-groups.ts';
import { readLines } from '../commands/logs/read-lines.ts';
import type { Line } from '../commands/logs/read-lines.ts';
import { findLocalCloud } from '../commands/stage/target.ts';
import { runCommandWith } from '../commands/testing/run-command.ts';
import { openWatch } from './testing/ask.ts';
import { environmentFor } from './testing/cloud.ts';
import { useStripeCloud } from './testing/stripe-cloud.ts';

const ID = '1-5759e988-bd862e3fe1be46a994272793';
const HEADER = `Root=${ID};Parent=53995c3f42cd8ad8;Sampled=1`;
/** Of the request for the refund, which is another one. */
const REFUND_HEADER = 'Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1';

const CREATE = `mutation { createOrder(input: {
  paymentMethodId: "pm_card_authenticationRequired", items: [{ productId: "keyboard", quantity: 1, price: 89.99 }]
}) { orderId } }`;
const REFUND = 'mutation ($id: ID!) { refundOrder(orderId: $id, refundId: "part", amount: 1) { status } }';
const WATCH = 'subscription ($id: ID!) { orderStatus(orderId: $id) { eventType correlationId } }';

const cloud = await useStripeCloud();

async function ask(caller: string, traceHeader: string, query: string, variables: object = {}): Promise<JsonRecord> {
  const token = await (await fetch(`${cloud.awsEndpointUrl}/tokens?${caller}`)).text();
  const headers = { authorization: token, 'x-amzn-trace-id': traceHeader };
  const response = await fetch(cloud.graphqlUrl, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  return objectIn(parseRecord(await response.text()), 'data');
}

/** Starts to watch the order, and returns what was pushed until now. */
async function watch(orderId: string) {
  const token = await (await fetch(`${cloud.awsEndpointUrl}/tokens?sub=owner`)).text();
  const identity = () => Promise.resolve({ authorization: token });
  const { socket, answer } = await openWatch(cloud, identity, { query: WATCH, variables: { id: orderId } });
  assert.equal(answer.outcome, 'watching');
  const pushed: JsonRecord[] = [];
  const listen = async () => {
    // It hears nothing more once the cloud has ended.
    for (let message = await socket.next(); message !== undefined; message = await socket.next()) {
      const event = objectIn(objectIn(objectIn(isRecord(message) ? message : {}, 'payload'), 'data'), 'orderStatus');
      if ('eventType' in event) pushed.push(event);
    }
  };
  listen().catch(() => {});
  return pushed;
}

async function readAll(): Promise<readonly Line[]> {
  const target = await findLocalCloud(cloud.awsEndpointUrl);
  const logs = await openCloudWatchLogs(target.settings);
  return readLines(logs, await findLogGroups(logs, target), { since: 0 });
}

/** What the logger of the functions has written, by function. */
function loggedIn(lines: readonly Line[]): readonly (JsonRecord & { readonly source: string })[] {
  return lines
    .filter(({ message }) => message.startsWith('{"level"'))
    .map(({ source, message }) => ({ ...parseRecord(message), source }));
}

describe('the correlation id of an order', { timeout: 60_000 }, () => {
  let orderId: string;
  let pushed: readonly JsonRecord[];
  let onBus: readonly BusCopy[];
  let lines: readonly Line[];
  beforeAll(async () => {
    orderId = String(objectIn(await ask('sub=owner', HEADER, CREATE), 'createOrder')['orderId']);
    await cloud.until(orderId, 'AWAITING_PAYMENT');
    pushed = await watch(orderId);
    cloud.stub.authenticate(cloud.intentOf(orderId).id, true);
    await cloud.until(orderId, 'COMPLETED');
    await ask('sub=staff&groups=staff', REFUND_HEADER, REFUND, { id: orderId });
    await cloud.untilRefund(orderId, 'part', 'ISSUED');
    const isPublished = () =>
      onBus.some(({ detail }) => detail['eventType'] === 'REFUND_NOTIFICATION_GIVEN_UP') &&
      pushed.some(({ eventType }) => eventType === 'REFUND_NOTIFICATION_GIVEN_UP');
    do {
      await setTimeout(50);
      onBus = await readArchive(cloud, 'ordersaga-prod');
    } while (!isPublished());
    lines = await readAll();
  }, 60_000);

  it('is the trace id of its request, on the order and on each of its events', async () => {
    const [orders, events] = await Promise.all([cloud.scan('Orders'), cloud.scan('Outbox')]);
    assert.deepEqual(
      orders.map(({ correlationId }) => correlationId),
      [ID],
    );
    assert.ok(events.length > 8);
    assert.deepEqual(new Set(events.map(({ correlationId }) => correlationId)), new Set([ID]));
  });

  it('is in the input of its sagas, which go on with the trace of the request that called for them', async () => {
    const client = new SFNClient(clientSettings(cloud));
    const started = [...(await cloud.executions()), ...(await cloud.refundExecutions())];
    const described = await Promise.all(
      started.map(({ executionArn }) => client.send(new DescribeExecutionCommand({ executionArn }))),
    );
    assert.deepEqual(
      described.map(({ input, traceHeader }) => [parseRecord(input ?? '')['correlationId'], traceHeader]),
      [
        [ID, HEADER],
        [ID, REFUND_HEADER],
      ],
    );
  });

  it('is what the payment provider keeps with the payment and with the refund', () => {
    assert.deepEqual(cloud.intentOf(orderId).metadata, { orderId, correlationId: ID });
    assert.deepEqual(
      cloud.stub.refunds.map(({ metadata }) => metadata),
      [{ orderId, refundId: 'part', correlationId: ID }],
    );
  });

  it('is in each event on the bus', () => {
    assert.ok(onBus.length > 8);
    assert.deepEqual(new Set(onBus.map(({ detail }) => detail['correlationId'])), new Set([ID]));
  });

  it('is in each push that asks for it', () => {
    assert.ok(pushed.length > 4);
    assert.deepEqual(new Set(pushed.map(({ correlationId }) => correlationId)), new Set([ID]));
  });

  it('is in every line that a function logs about it, with its own id', () => {
    const logged = loggedIn(lines);
    const unnamed = logged.filter((line) => line['orderId'] !== orderId || line['correlationId'] !== ID);
    assert.deepEqual(unnamed, []);
    assert.deepEqual([...new Set(logged.map(({ source }) => source))].sort(), [
      'await-payment',
      'complete-order',
      'issue-refund',
      'process-payment',
      'publish-status',
      'reserve-inventory',
      'send-notification',
      'start-saga',
      'stripe-webhook',
    ]);
  });

  it('is the trace id of the steps that its request has caused; the functions behind the stream have traces of their own', () => {
    const traces = (source: string) =>
      new Set(loggedIn(lines).flatMap((line) => (line.source === source ? [line['xray_trace_id']] : [])));
    assert.deepEqual(traces('reserve-inventory'), new Set([ID]));
    assert.deepEqual(traces('complete-order'), new Set([ID]));
    assert.deepEqual(traces('issue-refund'), new Set([REFUND_HEADER.slice('Root='.length, 40)]));
    assert.ok(!traces('publish-status').has(ID));
  });

  it('is in the log of the API, for what was asked and for what was pushed', () => {
    const ofApi = lines.filter(({ source, message }) => source === 'api' && message.includes(orderId));
    for (const what of ['Order created', 'Order moved', 'Event pushed']) {
      assert.ok(
        ofApi.some(({ message }) => message.includes(what)),
        what,
      );
    }
    assert.ok(ofApi.every(({ message }) => message.includes(ID)));
  });

  it('leads to all of them by npm run logs, in order of time', async () => {
    const { code, stdout, stderr } = await runCommandWith(environmentFor(cloud), 'logs', '--order', orderId);
    assert.deepEqual([code, stderr], [0, `ordersaga-prod at ${cloud.awsEndpointUrl}\n`]);
    const printed = stdout
      .trimEnd()
      .split('\n')
      .filter((line) => /^\d{4}-/.test(line));
    const times = printed.map((line) => line.slice(0, 24));
    assert.deepEqual(times, times.toSorted());
    const sources = new Set(printed.map((line) => line.split(/\s+/)[1]));
    assert.deepEqual(sources, new Set(['api', ...loggedIn(lines).map(({ source }) => source)]));
    assert.match(stdout, /send-notification +DEBUG +REPORT RequestId: \S+\tDuration: /);
  });
});
