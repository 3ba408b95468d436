/** Plays the customers and banks of payments that wait, and the provider that says what they have decided. */

import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { clientSettings } from '../client-settings.ts';
import type { RunningCloud } from '../running-cloud.ts';
import { insist } from './insist.ts';
import type { Decision } from './plan.ts';
import { findTables } from './read-books.ts';

export type Customer = {
  /** Decides about the order's charge as soon as there is one; returns when the decision stands. */
  decide(orderId: string, decision: Decision): Promise<void>;
  /** Wakes the sagas that wait for the order's payment, as a webhook does. */
  sayWord(orderId: string): Promise<void>;
};

export async function meetCustomer(cloud: RunningCloud): Promise<Customer> {
  const database = DynamoDBDocumentClient.from(new DynamoDBClient(clientSettings(cloud)));
  const stepFunctions = new SFNClient(clientSettings(cloud));
  const nameOf = await findTables(database);

  const chargeOf = async (orderId: string): Promise<string | undefined> => {
    const { Item } = await database.send(new GetCommand({ TableName: nameOf('Orders'), Key: { orderId } }));
    if (!Item || Item['paymentIntentId'] !== undefined) return Item && String(Item['paymentIntentId']);
    // It is undone before a charge was begun.
    if (!Item['paymentMethodId']) return undefined;
    await delay(50);
    return chargeOf(orderId);
  };

  const wake = async (taskToken: string): Promise<void> => {
    try {
      await stepFunctions.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    } catch (error) {
      if (!(error instanceof Error) || !DEAD.has(error.name)) throw error;
    }
  };

  return {
    decide: async (orderId, decision) => {
      const paymentId = await insist(() => chargeOf(orderId));
      if (paymentId === undefined) return;
      const update = {
        TableName: nameOf('Payments'),
        Key: { paymentId },
        UpdateExpression: 'SET decision = :decision',
        ConditionExpression: 'attribute_exists(paymentId)',
        ExpressionAttributeValues: { ':decision': decision },
      };
      await insist(() => database.send(new UpdateCommand(update)));
    },
    sayWord: (orderId) =>
      insist(async () => {
        const query = {
          TableName: nameOf('PaymentWaits'),
          KeyConditionExpression: 'orderId = :orderId',
          ExpressionAttributeValues: { ':orderId': orderId },
        };
        const { Items = [] } = await database.send(new QueryCommand(query));
        for (const { taskToken } of Items) await wake(String(taskToken));
      }),
  };
}

/** A token that was used, or whose saga is gone: its saga looks, or has looked, by itself. */
const DEAD = new Set(['InvalidToken', 'TaskDoesNotExist', 'TaskTimedOut']);
