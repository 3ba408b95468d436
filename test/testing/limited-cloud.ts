/** The whole stack with limits of callers that a few orders reach, and what customers do there. */
import assert from 'node:assert/strict';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createOrdersClient, OrdersError } from '@ordersaga/client';
import type { Order } from '@ordersaga/client';
import { afterAll } from 'vitest';
import { isRecord } from '../../commands/json.ts';
import type { JsonRecord } from '../../commands/json.ts';
import type { CallerLimits } from '../../domain/caller-limits.ts';
import { minuteOf } from '../../domain/caller-limits.ts';
import { useChangedCloud } from './changed-cloud.ts';
import { readAnswer } from './graphql-answer.ts';

/** Two minutes' orders may be unpaid: so no test depends on a minute that ends just then. */
export const LIMITS: CallerLimits = { ordersPerMinute: 3, unpaidOrders: 7, refusedCardsPerHour: 2 };

const MINUTE_MS = 60_000;

export async function useLimitedCloud() {
  const cloud = await useChangedCloud((template) =>
    Object.entries(LIMITS).reduce(
      (text, [name, max]) => text.replace(new RegExp(String.raw`(\\"${name}\\":)\d+`), `$1${max}`),
      template,
    ),
  );
  const key = (customerId: string) => ({ TableName: cloud.tableName('CallerLimits'), Key: { customerId } });

  const tally = async (customerId: string): Promise<JsonRecord> => {
    const { Item = {} } = await cloud.dynamodb.send(new GetCommand({ ...key(customerId), ConsistentRead: true }));
    assert.ok(isRecord(Item));
    return Item;
  };
  const setTally = async (customerId: string, sets: Readonly<Record<string, readonly string[]>>): Promise<void> => {
    const entries = Object.entries(sets).map(([name, marks], index) => ({ name, marks, place: `s${index}` }));
    const update = {
      UpdateExpression: `SET ${entries.map(({ place }) => `#${place} = :${place}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(entries.map(({ name, place }) => [`#${place}`, name])),
      ExpressionAttributeValues: Object.fromEntries(entries.map(({ marks, place }) => [`:${place}`, new Set(marks)])),
    };
    await cloud.dynamodb.send(new UpdateCommand({ ...key(customerId), ...update }));
  };

  return {
    ...cloud,
    tally,
    /** A client of somebody who has signed in. */
    signIn: async (sub: string, groups = '') => {
      const answer = await fetch(`${cloud.awsEndpointUrl}/tokens?sub=${sub}${groups && `&groups=${groups}`}`);
      const authorization = await answer.text();
      const orders = createOrdersClient({ url: cloud.graphqlUrl, authorization });
      afterAll(() => orders.close());
      const ask = async (query: string, variables: object) => {
        const body = JSON.stringify({ query, variables });
        return readAnswer(await fetch(cloud.graphqlUrl, { method: 'POST', headers: { authorization }, body }));
      };
      return { ...orders, ask };
    },
    /** Writes sets of a customer's tally as they would have become by themselves at another time. */
    setTally,
    /** As if the customer had placed as many orders as allowed, in this minute and in the next. */
    useUpMinutes: (customerId: string) => {
      const ordered = Array.from({ length: LIMITS.ordersPerMinute }, (_, index) => `used-${index}`);
      const minutes = [0, MINUTE_MS].map((later) => minuteOf(new Date(Date.now() + later).toISOString()));
      return setTally(customerId, Object.fromEntries(minutes.map((minute) => [minute, ordered])));
    },
    /** As if the minute was over. */
    endMinute: async (customerId: string) => {
      const names = Object.keys(await tally(customerId)).filter((name) => name.startsWith('orders '));
      const placeholders = names.map((name, index) => [`#minute${index}`, name] as const);
      if (placeholders.length === 0) return;
      const update = {
        UpdateExpression: `REMOVE ${placeholders.map(([placeholder]) => placeholder).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(placeholders),
      };
      await cloud.dynamodb.send(new UpdateCommand({ ...key(customerId), ...update }));
    },
  };
}

type Rejection = { readonly limit: unknown; readonly seconds: number; readonly message: string };

/** Why an order was not placed: which limit, and for how long. Fails if it was placed, or rejected for another reason. */
export async function rejectionOf(order: Promise<Order>): Promise<Rejection> {
  const error = await order.then(
    () => assert.fail('the order was placed'),
    (reason: unknown) => reason,
  );
  return readRejection(error);
}

export function readRejection(error: unknown): Rejection {
  assert.ok(error instanceof OrdersError, String(error));
  assert.equal(error.errorType, 'TooManyOrders', error.message);
  return { ...readInfo(error.errorInfo), message: error.message };
}

export function readInfo(errorInfo: unknown): { limit: unknown; seconds: number } {
  assert.ok(isRecord(errorInfo) && Number.isInteger(errorInfo['retryAfterSeconds']), JSON.stringify(errorInfo));
  return { limit: errorInfo['limit'], seconds: Number(errorInfo['retryAfterSeconds']) };
}

/** How many of these were placed in each minute. */
export function countByMinute(orders: readonly { readonly createdAt: string }[]): number[] {
  const counts = new Map<string, number>();
  for (const { createdAt } of orders) counts.set(minuteOf(createdAt), (counts.get(minuteOf(createdAt)) ?? 0) + 1);
  return [...counts.values()];
}
