/** Plays the provider's webhook: its words wake the sagas that wait for a payment, and decide nothing. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { clientSettings } from '../client-settings.ts';
import type { RunningCloud } from '../running-cloud.ts';
import { insist } from './insist.ts';
import { findTables } from './read-books.ts';

/** Says to whoever waits for the order's payment that there is news. */
export type SayWord = (orderId: string) => Promise<void>;

export async function openWebhook(cloud: RunningCloud): Promise<SayWord> {
  const database = DynamoDBDocumentClient.from(new DynamoDBClient(clientSettings(cloud)));
  const stepFunctions = new SFNClient(clientSettings(cloud));
  const nameOf = await findTables(database);

  const wake = async (taskToken: string): Promise<void> => {
    try {
      await stepFunctions.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    } catch (error) {
      if (!(error instanceof Error) || !DEAD.has(error.name)) throw error;
    }
  };

  return (orderId) =>
    insist(async () => {
      const query = {
        TableName: nameOf('PaymentWaits'),
        KeyConditionExpression: 'orderId = :orderId',
        ExpressionAttributeValues: { ':orderId': orderId },
      };
      const { Items = [] } = await database.send(new QueryCommand(query));
      for (const { taskToken } of Items) await wake(String(taskToken));
    });
}

/** A token that was used, or whose saga is gone: its saga looks, or has looked, by itself. */
const DEAD = new Set(['InvalidToken', 'TaskDoesNotExist', 'TaskTimedOut']);
