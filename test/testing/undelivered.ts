/** What is on the bus and what is parked, for tests of the outbox. */
import { setTimeout as wait } from 'node:timers/promises';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { LambdaClient, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Cloud } from './cloud.ts';

export type BusCopy = {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Record<string, unknown>;
};

/** What the archive of the bus has kept, as the local cloud stores it. */
export async function archivedEvents(cloud: Cloud): Promise<BusCopy[]> {
  const { Items = [] } = await cloud.dynamodb.send(
    new QueryCommand({
      TableName: 'local-cloud.state',
      KeyConditionExpression: 'kind = :kind',
      ExpressionAttributeValues: { ':kind': 'archive ordersaga-dev-OrderEvents' },
    }),
  );
  return Items.map(({ value }) => JSON.parse(value));
}

/** The bucket of undelivered events, as the stack's mappings name it. */
export async function undeliveredBucket({ awsEndpointUrl }: Cloud) {
  const settings = {
    endpoint: awsEndpointUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const { EventSourceMappings = [] } = await new LambdaClient(settings).send(new ListEventSourceMappingsCommand({}));
  const Bucket = EventSourceMappings[0]?.DestinationConfig?.OnFailure?.Destination?.split(':::')[1] ?? '';
  return {
    s3,
    Bucket,
    keys: async (): Promise<string[]> => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
      return Contents.flatMap(({ Key }) => Key ?? []);
    },
    read: async (Key: string) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return JSON.parse((await Body?.transformToString()) ?? 'null');
    },
  };
}

/** Waits until `look` finds something, and fails when that takes half a minute. */
export async function eventually<Found>(look: () => Promise<Found | undefined | false>): Promise<Found> {
  const deadline = AbortSignal.timeout(30_000);
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    deadline.throwIfAborted();
    await wait(50);
  }
}
