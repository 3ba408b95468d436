/** The whole stack on the local cloud, for one test file: its client, and its insides as AWS SDK clients show them. */

import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { createOrdersClient } from '@ordersaga/client';
import type { OrderEvent, OrdersClient, OrderWithHistory } from '@ordersaga/client';
import { afterAll } from 'vitest';
import { clientSettings } from '../../commands/client-settings.ts';
import { findTables } from '../../commands/find-tables.ts';
import { parseRecord } from '../../commands/json.ts';
import type { JsonRecord } from '../../commands/json.ts';
import { startCloud } from '../../commands/running-cloud.ts';
import type { CloudDescription, RunningCloud } from '../../commands/running-cloud.ts';
import { runCommandWith } from '../../commands/testing/run-command.ts';
import { ORDER } from '../../domain/testing/bad-orders.ts';
import { findOrderSagas, findRefundSagas } from './order-sagas.ts';

/** Starts the stack for the tests of this file and ends it after them. `options` are those of `npm start`. */
export async function useCloud(...options: readonly string[]) {
  return openUp(await startCloud({ options }));
}

/** What can be said of every cloud, whatever process it is in. */
type Running = CloudDescription & Pick<RunningCloud, 'stop'>;

/** Makes the insides of a cloud reachable, and ends it after the tests of this file. */
export async function openUp(running: Running) {
  afterAll(() => running.stop());
  const opened = await insidesOf(running);
  afterAll(() => opened.orders.close());
  return opened;
}

/** The insides of a cloud that somebody else ends. */
export async function insidesOf(running: Running) {
  const orders = createOrdersClient({ url: running.graphqlUrl, apiKey: running.apiKey });
  const settings = clientSettings(running);
  const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  const tableName = await findTables(dynamodb);
  const stepFunctions = new SFNClient(settings);
  return {
    ...running,
    orders,
    dynamodb,
    /** The physical name of the table with this logical name, such as `Orders`. */
    tableName,
    /** Every item of a table. */
    scan: async (table: string) => {
      const pages = await Array.fromAsync(paginateScan({ client: dynamodb }, { TableName: tableName(table) }));
      return pages.flatMap(({ Items = [] }): readonly JsonRecord[] => Items);
    },
    invoke: (functionName: string, event: object) => invoke(new LambdaClient(settings), functionName, event),
    /** `npm run resume`, as somebody runs it who has copied what `npm start` prints. */
    resume: (...options: readonly string[]) => runCommandWith(environmentFor(running), 'resume', ...options),
    executions: async () => executions(stepFunctions, await findOrderSagas(stepFunctions)),
    refundExecutions: async () => executions(stepFunctions, await findRefundSagas(stepFunctions)),
    /** One GraphQL request as it goes over the wire, with the API key. */
    post: (body: string, headers: Record<string, string> = {}) =>
      fetch(running.graphqlUrl, { method: 'POST', headers: { 'x-api-key': running.apiKey, ...headers }, body }),
  };
}

export type Cloud = Awaited<ReturnType<typeof useCloud>>;

export { ORDER };

/** Every event of the order, the final one included. */
export function eventsOf(orders: OrdersClient, orderId: string): Promise<OrderEvent[]> {
  return Array.fromAsync(orders.orderStatus(orderId));
}

/** The order once nothing is left to do for it: a completed one, once its customer is told or that is given up. */
export async function settled(orders: OrdersClient, orderId: string): Promise<OrderWithHistory> {
  for (;;) {
    const order = await orders.order(orderId);
    if (order.status === 'FAILED' || order.status === 'CANCELLED' || order.notification) return order;
    await setTimeout(50);
  }
}

/** What somebody sets who has copied what `npm start` prints. */
export function environmentFor({ awsEndpointUrl }: Pick<Running, 'awsEndpointUrl'>) {
  const key = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  return { AWS_ENDPOINT_URL: awsEndpointUrl, AWS_REGION: 'us-east-1', ...key };
}

async function invoke(client: LambdaClient, logicalName: string, event: object) {
  const { Functions = [] } = await client.send(new ListFunctionsCommand({}));
  const FunctionName = Functions.find((one) => one.FunctionName?.includes(logicalName))?.FunctionName;
  const answer = await client.send(new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(event)) }));
  return { functionError: answer.FunctionError, payload: parseRecord(answer.Payload?.transformToString() || '{}') };
}

async function executions(client: SFNClient, stateMachineArn: string) {
  const answer = await client.send(new ListExecutionsCommand({ stateMachineArn }));
  return answer.executions ?? [];
}
