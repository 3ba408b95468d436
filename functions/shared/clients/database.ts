/** The one DynamoDB client of a function, and the same in plain JavaScript values. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { REQUEST_HANDLER } from './request-timeouts.ts';

export const dynamoDB = new DynamoDBClient({ requestHandler: REQUEST_HANDLER });

export const database = DynamoDBDocumentClient.from(dynamoDB, {
  marshallOptions: { removeUndefinedValues: true },
});

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
