/** How soon after a mutation's answer its push arrives, and whether a thousand who watch one order all get theirs. */

import { AwsClient } from 'aws4fetch';
import { placeOrder } from './place-order.ts';
import { openLink } from '@ordersaga/client/testing';
import type { ServerMessage } from '@ordersaga/appsync-realtime';
import { ADMINISTRATOR } from '../client-settings.ts';
import type { CloudDescription } from '../running-cloud.ts';

export type Pushes = {
  /** From the mutation's answer to the push, of one subscriber; negative where the push came first. */
  readonly medianMs: number;
  readonly subscribers: number;
  readonly served: number;
  /** From the mutation's answer to the last subscriber's push, the median of the rounds. */
  readonly lastMs: number;
};

const PUBLISH = `mutation Publish($input: PublishOrderStatusInput!) {
  publishOrderStatus(input: $input) { orderId version eventId eventType status failure { code } occurredAt }
}`;
const WATCH = 'subscription Watch($orderId: ID!) { orderStatus(orderId: $orderId) { orderId version status } }';

/** `rounds` mutations for one subscriber, then a tenth of them for `subscribers` at once, each on a socket of its own. */
export async function measurePushes(cloud: CloudDescription, rounds: number, subscribers: number): Promise<Pushes> {
  const orderId = await placeOrder(cloud);
  const alone = await publishTo(cloud, orderId, 1, rounds);
  const all = await publishTo(cloud, orderId, subscribers, Math.ceil(rounds / 10));
  return {
    medianMs: median(alone.map(({ lastMs }) => lastMs)),
    subscribers,
    served: Math.min(...all.map(({ served }) => served)),
    lastMs: median(all.map(({ lastMs }) => lastMs)),
  };
}

type Round = { readonly served: number; readonly lastMs: number };

async function publishTo(
  cloud: CloudDescription,
  orderId: string,
  subscribers: number,
  rounds: number,
): Promise<Round[]> {
  const crowd = await gather(cloud, orderId, subscribers);
  const publish = createPublish(cloud);
  const results: Round[] = [];
  for (let version = 1; version <= rounds; version += 1) {
    const all = crowd.next(version);
    await publish(orderId, version);
    const answeredAt = performance.now();
    const { served, lastAt } = await all;
    results.push({ served, lastMs: lastAt - answeredAt });
  }
  crowd.close();
  return results;
}

function createPublish({ graphqlUrl }: CloudDescription) {
  const signer = new AwsClient({
    ...ADMINISTRATOR,
    service: 'appsync',
    region: 'us-east-1',
  });
  return async (orderId: string, version: number): Promise<void> => {
    const event = {
      eventId: `${orderId}-${version}`,
      eventType: 'ORDER_CREATED',
      status: 'PENDING',
      occurredAt: '2026-01-01T00:00:00.000Z',
    };
    const body = JSON.stringify({ query: PUBLISH, variables: { input: { orderId, version, ...event } } });
    const text = await (await signer.fetch(graphqlUrl, { method: 'POST', body })).text();
    if (text.includes('"errors"')) throw new Error(`publishOrderStatus answered ${text}`);
  };
}

/** Nobody waits for ever for a push that does not come. */
const PATIENCE_MS = 10_000;

/** Opens the sockets and subscribes; `next` resolves when all have heard of this version, or some never will. */
async function gather(cloud: CloudDescription, orderId: string, subscribers: number) {
  let version = 0;
  let served = 0;
  let lastAt = 0;
  let complete = (): void => {};
  const hear = (message: ServerMessage): void => {
    if (message.type !== 'data' || !JSON.stringify(message.payload.data).includes(`"version":${version},`)) return;
    served += 1;
    lastAt = performance.now();
    if (served === subscribers) complete();
  };
  const sockets = await Promise.all(Array.from({ length: subscribers }, () => subscribe(cloud, orderId, hear)));
  return {
    next: async (expected: number) => {
      version = expected;
      served = 0;
      const { promise, resolve } = Promise.withResolvers<unknown>();
      complete = () => resolve(undefined);
      const timer = setTimeout(resolve, PATIENCE_MS, undefined);
      await promise;
      clearTimeout(timer);
      return { served, lastAt };
    },
    close: () => sockets.forEach((socket) => socket.close()),
  };
}

function subscribe(
  { realtimeUrl, graphqlUrl, apiKey }: CloudDescription,
  orderId: string,
  hear: (message: ServerMessage) => void,
) {
  return new Promise<{ close(): void }>((resolve, reject) => {
    const header = { host: new URL(graphqlUrl).host, 'x-api-key': apiKey };
    const data = JSON.stringify({ query: WATCH, variables: { orderId } });
    const link = openLink(realtimeUrl, header, {
      ready: () => link.send({ type: 'start', id: '1', payload: { data, extensions: { authorization: header } } }),
      message: (message) => {
        if (message.type === 'start_ack') resolve(link);
        else if (message.type === 'error') reject(new Error(JSON.stringify(message.payload)));
        else hear(message);
      },
      down: () => reject(new Error('A socket went down.')),
    });
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
