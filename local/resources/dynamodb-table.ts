/** AWS::DynamoDB::Table */

import { AwsError } from '../gateway/aws-call.ts';
import type { JsonObject } from '../gateway/aws-call.ts';
import { streamArn, tableArn } from '../gateway/services/stream-arn.ts';
import { isJsonObject } from '../json.ts';
import type { ResourceType } from './resource-type.ts';

export const dynamodbTable: ResourceType = {
  nameProperty: 'TableName',
  properties: [
    'TableName',
    'KeySchema',
    'AttributeDefinitions',
    'GlobalSecondaryIndexes',
    'LocalSecondaryIndexes',
    'StreamSpecification',
    'TimeToLiveSpecification',
  ],
  withoutEffect: [
    'BillingMode',
    'ProvisionedThroughput',
    'OnDemandThroughput',
    'SSESpecification',
    'PointInTimeRecoverySpecification',
    'DeletionProtectionEnabled',
    'ContributorInsightsSpecification',
    'TableClass',
    'Tags',
  ],
  attributes: {
    Arn: ({ name }, place) => tableArn(place, name),
    StreamArn: ({ name }, place) => streamArn(place, name),
  },

  create: async ({ name, properties }, { callEngine }) => {
    const { StreamSpecification: stream, TimeToLiveSpecification: timeToLive, ...keys } = properties;
    await callEngine('DynamoDB_20120810.CreateTable', {
      ...pick(keys, ['KeySchema', 'AttributeDefinitions', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes']),
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      ...(isJsonObject(stream) && { StreamSpecification: { ...stream, StreamEnabled: true } }),
    }).catch(unlessItExists);
    if (!isJsonObject(timeToLive)) return;
    await callEngine('DynamoDB_20120810.UpdateTimeToLive', {
      TableName: name,
      TimeToLiveSpecification: timeToLive,
    }).catch(unlessItIsOn);
  },
};

const pick = (from: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));

/** With `--data`, tables are there from the last run. */
const unlessItExists = (error: unknown): void => {
  if (!(error instanceof AwsError && error.name === 'ResourceInUseException')) throw error;
};

const unlessItIsOn = (error: unknown): void => {
  if (!(error instanceof AwsError && error.message.includes('already enabled'))) throw error;
};
