import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { LambdaClient, ListEventSourceMappingsCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, it } from 'vitest';
import { outcomeOf } from '../commands/testing/outcome-of.ts';
import { readArchive } from '../commands/chaos/published.ts';
import { switchOutboxReaders } from '../commands/outbox-readers.ts';
import { eventsOf, ORDER, settled, useCloud } from './testing/cloud.ts';
import { eventually } from './testing/undelivered.ts';

const cloud = await useCloud();
const settings = {
  endpoint: cloud.awsEndpointUrl,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};
const lambda = new LambdaClient(settings);
const s3 = new S3Client({ ...settings, forcePathStyle: true });

async function redrive(...options: readonly string[]) {
  const child = spawn(process.execPath, ['commands/redrive.ts', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: cloud.awsEndpointUrl,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
  });
  const { code, stdout } = await outcomeOf(child);
  return { code, output: stdout };
}

/** The bucket, the mapping and the function of start-saga, as AWS lists them. */
async function findStartSaga() {
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({}));
  const mapping = EventSourceMappings.find(({ FunctionArn }) => FunctionArn?.includes('StartSaga'));
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const name = Functions.find(({ FunctionName }) => FunctionName?.includes('StartSaga'))?.FunctionName;
  return {
    uuid: mapping?.UUID ?? '',
    bucket: mapping?.DestinationConfig?.OnFailure?.Destination?.split(':::')[1] ?? '',
    functionArn: `arn:aws:lambda:us-east-1:000000000000:function:${name}:$LATEST`,
  };
}

describe('an event that was given up', () => {
  it('is redriven from the bucket a week later, and its order is completed', async () => {
    const { uuid, bucket, functionArn } = await findStartSaga();
    await switchOutboxReaders(cloud, false);
    const { orderId } = await cloud.orders.createOrder(ORDER);
    const image = { orderId: { S: orderId }, version: { N: '1' }, eventType: { S: 'ORDER_CREATED' } };
    const record = { eventID: '1', eventName: 'INSERT', dynamodb: { SequenceNumber: '1', NewImage: image } };
    const Key = `aws/lambda/${uuid}/shardId-1/2026/01/01/2026-01-01T00.00.00-given-up`;
    const Body = JSON.stringify({ requestContext: { functionArn }, payload: { Records: [record] } });
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));

    const listed = await redrive('--dry-run');
    assert.match(listed.output, /left alone: 1 records for ordersaga-dev-\w*StartSaga/);
    assert.equal((await cloud.executions()).length, 0);

    const { code, output } = await redrive();
    assert.equal(code, 0, output);
    assert.match(output, /1 delivered, 0 left in the bucket/);
    assert.equal((await s3.send(new ListObjectsV2Command({ Bucket: bucket }))).KeyCount, 0);

    await switchOutboxReaders(cloud, true);
    assert.equal((await eventsOf(cloud.orders, orderId)).at(-1)?.status, 'COMPLETED');
    assert.equal((await cloud.executions()).length, 1);
    // Its last event must not meet the faults of the next test.
    const { history } = await settled(cloud.orders, orderId);
    await eventually(async () => (await readArchive(cloud)).length === history.length);
  });

  it('is redriven to the one target that did not take it, beside an object that is no record', async () => {
    const { bucket } = await findStartSaga();
    const inject = (rules: readonly object[]) =>
      fetch(`${cloud.awsEndpointUrl}/faults`, { method: 'PUT', body: JSON.stringify(rules) });
    await inject([{ service: 'events', operation: 'PutEvents', effect: { type: 'throttle' } }]);
    const { orderId } = await cloud.orders.createOrder(ORDER);
    const versions = (await settled(cloud.orders, orderId)).history.length;
    await eventually(
      async () =>
        (await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: `bus/${orderId}/` }))).KeyCount === versions,
    );
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'bus/broken', Body: 'no JSON' }));
    // The API is down: who redrives to the bus must not need it.
    await inject([{ service: 'appsync', operation: 'GraphQL', effect: { type: 'throttle' } }]);
    const { code, output } = await redrive();
    await inject([]);
    assert.equal(code, 1, output);
    assert.match(output, /delivered: 1 records for ordersaga-dev-\w*PublishStatus\w*, bus alone/);
    assert.match(output, /cannot be redriven: .*\(bus\/broken\)/);
    assert.match(output, new RegExp(`${versions} delivered, 1 left in the bucket`));
    const onBus = (await readArchive(cloud)).filter(({ detail }) => detail['orderId'] === orderId);
    assert.equal(onBus.length, versions);
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'bus/broken' }));
  });

  it('stays in the bucket when it fails again', async () => {
    const { uuid, bucket, functionArn } = await findStartSaga();
    const record = { eventID: '2', eventName: 'INSERT', dynamodb: { SequenceNumber: '2', NewImage: {} } };
    const Key = `aws/lambda/${uuid}/shardId-1/2026/01/01/2026-01-01T00.00.01-broken`;
    const Body = JSON.stringify({ requestContext: { functionArn }, payload: { Records: [record] } });
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
    const { code, output } = await redrive();
    assert.equal(code, 1, output);
    assert.match(output, /0 delivered, 1 left in the bucket/);
  });
});
