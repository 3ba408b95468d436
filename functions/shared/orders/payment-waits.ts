/**
 * The sagas of an order that wait for its payment, with the tokens of their tasks. A token only wakes its saga, which then
 * reads the order again: what happens to the order is decided by its conditional move alone.
 */
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { database } from '../clients/database.ts';
import { environment } from '../clients/environment.ts';
import { REQUEST_HANDLER } from '../clients/request-timeouts.ts';

const stepFunctions = new SFNClient({ requestHandler: REQUEST_HANDLER });

export type PaymentWait = { readonly executionName: string; readonly taskToken: string };

/** Longer than any saga lives. */
const KEPT_SECONDS = 30 * 24 * 60 * 60;

/** A saga's later token takes the place of its earlier one, which is dead by then. */
export async function registerWait(orderId: string, { executionName, taskToken }: PaymentWait): Promise<void> {
  const expiresAt = Math.floor(Date.now() / 1000) + KEPT_SECONDS;
  const Item = { orderId, executionName, taskToken, expiresAt };
  await database.send(new PutCommand({ TableName: environment('PAYMENT_WAITS_TABLE'), Item }));
}

/**
 * Wakes every saga that waits for this order's payment, and returns how many did. Step Functions' errors for a token that is
 * dead don't count.
 */
export async function wakeSagas(orderId: string): Promise<number> {
  const { Items = [] } = await database.send(
    new QueryCommand({
      TableName: environment('PAYMENT_WAITS_TABLE'),
      KeyConditionExpression: 'orderId = :orderId',
      ExpressionAttributeValues: { ':orderId': orderId },
      ConsistentRead: true,
    }),
  );
  const wakes = Items.map((item) => wake(orderId, String(item['executionName']), String(item['taskToken'])));
  return (await Promise.all(wakes)).filter(Boolean).length;
}

/** Returns false for a token that is dead. */
async function wake(orderId: string, executionName: string, taskToken: string): Promise<boolean> {
  const isWoken = await sendSuccess(taskToken);
  await database
    .send(
      new DeleteCommand({
        TableName: environment('PAYMENT_WAITS_TABLE'),
        Key: { orderId, executionName },
        // The saga may wait again by now, with another token.
        ConditionExpression: 'attribute_not_exists(taskToken) OR taskToken = :taskToken',
        ExpressionAttributeValues: { ':taskToken': taskToken },
      }),
    )
    .catch(unlessChanged);
  return isWoken;
}

async function sendSuccess(taskToken: string): Promise<boolean> {
  try {
    await stepFunctions.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    return true;
  } catch (error) {
    if (error instanceof Error && DEAD.has(error.name)) return false;
    throw error;
  }
}

/** API reference of SendTaskSuccess. */
const DEAD = new Set(['InvalidToken', 'TaskDoesNotExist', 'TaskTimedOut']);

function unlessChanged(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
}
