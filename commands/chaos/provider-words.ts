/**
 * Plays the provider's words. Most wake the sagas that wait for a payment, and decide nothing. Those on the page of the
 * sandbox's bank are requests over HTTP, which decide and pass a word on. Each is sent again until it is taken.
 */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { clientSettings } from '../client-settings.ts';
import { isRecord } from '../json.ts';
import type { CloudDescription } from '../running-cloud.ts';
import { insist } from './insist.ts';
import type { WaitingPayment } from './plan.ts';
import { findTables } from '../find-tables.ts';

export type Provider = {
  /** Says to whoever waits for the order's payment that there is news. */
  readonly sayWord: (orderId: string) => Promise<void>;
  /** Decides on the bank's page, all decisions at the same instant; returns false if the order has no page any more. */
  readonly decide: (orderId: string, decisions: WaitingPayment['decisions']) => Promise<boolean>;
  /** Repeats the latest words, whose first try fails if the cloud is down. */
  readonly repeat: () => void;
  /** Resolves once all that was repeated is taken. */
  readonly repeated: () => Promise<void>;
  readonly counts: WordCounts;
};

export type WordCounts = { words: number; decisions: number; repeated: number; failedTries: number };

/** How many words are repeated. */
const LATEST = 12;

export async function openProvider(cloud: CloudDescription): Promise<Provider> {
  const database = DynamoDBDocumentClient.from(new DynamoDBClient(clientSettings(cloud)));
  const stepFunctions = new SFNClient(clientSettings(cloud));
  const nameOf = await findTables(database);
  const counts: WordCounts = { words: 0, decisions: 0, repeated: 0, failedTries: 0 };
  const latest: (() => Promise<void>)[] = [];
  const repetitions: Promise<void>[] = [];

  const untilTaken = <T>(call: () => Promise<T>) => insist(call, () => (counts.failedTries += 1));
  const send = (word: () => Promise<void>): Promise<void> => {
    latest.push(word);
    if (latest.length > LATEST) latest.shift();
    return untilTaken(word);
  };

  const wake = async (orderId: string): Promise<void> => {
    const query = {
      TableName: nameOf('PaymentWaits'),
      KeyConditionExpression: 'orderId = :orderId',
      ExpressionAttributeValues: { ':orderId': orderId },
    };
    const { Items = [] } = await database.send(new QueryCommand(query));
    for (const { taskToken } of Items) {
      await stepFunctions
        .send(new SendTaskSuccessCommand({ taskToken: String(taskToken), output: '{}' }))
        .catch(unlessDead);
    }
  };

  const pageOf = async (orderId: string): Promise<string | undefined> => {
    const { Item } = await database.send(new GetCommand({ TableName: nameOf('Orders'), Key: { orderId } }));
    const action: unknown = Item?.['paymentAction'];
    return isRecord(action) && typeof action['actionUrl'] === 'string' ? action['actionUrl'] : undefined;
  };

  return {
    counts,
    sayWord: (orderId) => {
      counts.words += 1;
      return send(() => wake(orderId));
    },
    decide: async (orderId, decisions) => {
      const page = await untilTaken(() => pageOf(orderId));
      if (page === undefined) return false;
      counts.decisions += decisions.length;
      await Promise.all(decisions.map((decision) => send(() => post(page, decision))));
      return true;
    },
    repeat: () => {
      counts.repeated += latest.length;
      for (const word of latest) repetitions.push(untilTaken(word));
    },
    repeated: async () => void (await Promise.all(repetitions)),
  };
}

async function post(page: string, decision: string): Promise<void> {
  const response = await fetch(page, { method: 'POST', body: new URLSearchParams({ decision }) });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`The bank's page answered HTTP ${response.status}`);
}

/** A token that was used, or whose saga is gone: its saga looks, or has looked, by itself. */
const DEAD = new Set(['InvalidToken', 'TaskDoesNotExist', 'TaskTimedOut']);

function unlessDead(error: unknown): void {
  if (!(error instanceof Error) || !DEAD.has(error.name)) throw error;
}
