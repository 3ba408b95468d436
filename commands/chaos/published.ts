/** Which events have been published: the bus's archive and the bucket of undelivered events know it. */

import { LambdaClient, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { clientSettings } from '../client-settings.ts';
import { isRecord, parseRecord } from '../json.ts';
import type { JsonRecord } from '../json.ts';

/** An event on the bus, as the local cloud's archive stores it. */
export type BusCopy = {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: JsonRecord;
};

type Cloud = { readonly awsEndpointUrl: string };

/**
 * `<orderId> <version>` of every event that has reached both targets. publish-status tells both of a record before the
 * stream goes on; an event that its subscribers didn't take lies in the bucket until the sweep has delivered it.
 */
export async function readPublished(cloud: Cloud): Promise<ReadonlySet<string>> {
  const onBus = await readArchive(cloud);
  const untold = await readUntold(cloud);
  const published = new Set(
    onBus.map(({ detail }) => `${String(detail['orderId'])} ${String(detail['orderVersion'])}`),
  );
  return published.difference(untold);
}

/** Every event in the archive of the stack's bus. */
export async function readArchive(cloud: Cloud, stackName = 'ordersaga-dev'): Promise<readonly BusCopy[]> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(clientSettings(cloud)));
  const query = {
    TableName: 'local-cloud.state',
    KeyConditionExpression: 'kind = :kind',
    ExpressionAttributeValues: { ':kind': `archive ${stackName}-OrderEvents` },
  };
  const pages = await Array.fromAsync(paginateQuery({ client }, query));
  return pages.flatMap(({ Items = [] }) => Items).map(({ value }) => parseBusCopy(String(value)));
}

function parseBusCopy(text: string): BusCopy {
  const { source, 'detail-type': detailType, detail } = parseRecord(text);
  if (!isRecord(detail)) throw new Error(`This event on the bus has no detail: ${text}`);
  return { source: String(source), 'detail-type': String(detailType), detail };
}

/** `<orderId> <version>` of every event in the bucket that subscribers have yet to be told. */
async function readUntold(cloud: Cloud): Promise<ReadonlySet<string>> {
  const client = new S3Client({ ...clientSettings(cloud), forcePathStyle: true });
  const Bucket = await undeliveredBucket(cloud);
  const pages = await Array.fromAsync(paginateListObjectsV2({ client }, { Bucket, Prefix: 'subscribers/' }));
  const keys = pages.flatMap(({ Contents = [] }) => Contents.flatMap(({ Key }) => Key ?? []));
  return new Set(keys.map(eventNamed));
}

/** `subscribers/<orderId>/0000000000000002` holds version 2. */
function eventNamed(key: string): string {
  const [, orderId = '', version] = key.split('/');
  return `${orderId} ${Number(version)}`;
}

/** The bucket of undelivered events, as the stack's mappings name it. */
export async function undeliveredBucket(cloud: Cloud): Promise<string> {
  const client = new LambdaClient(clientSettings(cloud));
  const { EventSourceMappings: [mapping] = [] } = await client.send(new ListEventSourceMappingsCommand({}));
  const bucket = mapping?.DestinationConfig?.OnFailure?.Destination?.split(':::')[1];
  if (!bucket) throw new Error('The stack has no bucket of undelivered events.');
  return bucket;
}
