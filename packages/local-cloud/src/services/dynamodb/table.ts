/** AWS::DynamoDB::Table */

import { AwsError } from '../../aws/error.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { streamArn, tableArn } from './stream-arn.ts';
import { asString, isJsonObject, numberAt, objectAt, parseObject, stringAt } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import type { ResourceType } from '../../plugin/resource-type.ts';
import type { Database } from './database.ts';
import type { CallEngine } from './engine/call-engine.ts';

export const TABLE: ResourceType<Database> = {
  nameProperty: 'TableName',
  properties: [
    'TableName',
    'KeySchema',
    'AttributeDefinitions',
    'GlobalSecondaryIndexes',
    'LocalSecondaryIndexes',
    'StreamSpecification',
    'TimeToLiveSpecification',
    'BillingMode',
    'ProvisionedThroughput',
  ],
  withoutEffect: [
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

  create: async ({ logicalId, name, properties }, { callEngine, tables }) => {
    tables.add(name);
    const { StreamSpecification: stream, TimeToLiveSpecification: timeToLive } = properties;
    const table: JsonObject = {
      ...pick(properties, ['KeySchema', 'AttributeDefinitions', 'LocalSecondaryIndexes']),
      ...throughputOf(properties, `AWS::DynamoDB::Table (${logicalId})`),
      TableName: name,
      ...(isJsonObject(stream) && { StreamSpecification: { ...stream, StreamEnabled: true } }),
    };
    try {
      await callEngine('DynamoDB_20120810.CreateTable', table);
    } catch (error) {
      if (!isInUse(error)) throw error;
      await addIndexes(callEngine, table);
    }
    if (!isJsonObject(timeToLive) || asString(timeToLive['Enabled'] ?? false) !== 'true') return;
    await callEngine('DynamoDB_20120810.UpdateTimeToLive', {
      TableName: name,
      TimeToLiveSpecification: { ...timeToLive, Enabled: true },
    }).catch(unlessItIsOn);
  },
};

/** Settings of an index that the engine knows; the others make no difference here. */
const INDEX_SETTINGS = ['IndexName', 'KeySchema', 'Projection'];

/**
 * A table without a billing mode is provisioned (CloudFormation's AWS::DynamoDB::Table), and then it and each of its
 * indexes need their throughput; one that is paid by use may have none, which the engine checks. Throws `StartupError`
 * if it is missing.
 */
function throughputOf(properties: JsonObject, table: string): JsonObject {
  const isProvisioned = properties['BillingMode'] !== 'PAY_PER_REQUEST';
  const read = (from: JsonObject, whose: string): JsonObject =>
    isProvisioned ? { ProvisionedThroughput: unitsOf(from, whose) } : pick(from, ['ProvisionedThroughput']);
  const { GlobalSecondaryIndexes: indexes } = properties;
  return {
    BillingMode: isProvisioned ? 'PROVISIONED' : 'PAY_PER_REQUEST',
    ...read(properties, table),
    ...(Array.isArray(indexes) && {
      GlobalSecondaryIndexes: indexes.filter(isJsonObject).map((index) => ({
        ...pick(index, INDEX_SETTINGS),
        ...read(index, `The index ${stringAt(index, 'IndexName')} of ${table}`),
      })),
    }),
  };
}

function unitsOf(from: JsonObject, whose: string): JsonObject {
  const throughput = objectAt(from, 'ProvisionedThroughput');
  const [ReadCapacityUnits, WriteCapacityUnits] = [
    numberAt(throughput, 'ReadCapacityUnits'),
    numberAt(throughput, 'WriteCapacityUnits'),
  ];
  if (ReadCapacityUnits !== undefined && WriteCapacityUnits !== undefined)
    return { ReadCapacityUnits, WriteCapacityUnits };
  throw new StartupError(
    `${whose} has no ProvisionedThroughput with ReadCapacityUnits and WriteCapacityUnits, which a table needs whose ` +
      'BillingMode is not PAY_PER_REQUEST (PROVISIONED is the default).',
  );
}

function pick(from: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
}

/** With `--data`, tables are there from the last run. */
function isInUse(error: unknown): boolean {
  return error instanceof AwsError && error.name === 'ResourceInUseException';
}

/** Global indexes that the template has got since then; the engine fills them with the items that are there. */
async function addIndexes(callEngine: CallEngine, table: JsonObject): Promise<void> {
  const { TableName, AttributeDefinitions = [], GlobalSecondaryIndexes: wanted } = table;
  const described = parseObject(await callEngine('DynamoDB_20120810.DescribeTable', { TableName: TableName ?? '' }));
  const existing = new Set(indexesIn(objectAt(described ?? {}, 'Table')['GlobalSecondaryIndexes']).map(nameOf));
  // DynamoDB creates one with each update.
  for (const index of indexesIn(wanted).filter((one) => !existing.has(nameOf(one)))) {
    await callEngine('DynamoDB_20120810.UpdateTable', {
      TableName: TableName ?? '',
      AttributeDefinitions,
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    });
  }
}

function indexesIn(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function nameOf(index: JsonObject): string {
  return stringAt(index, 'IndexName') ?? '';
}

function unlessItIsOn(error: unknown): void {
  if (!(error instanceof AwsError && error.message.includes('already enabled'))) throw error;
}
