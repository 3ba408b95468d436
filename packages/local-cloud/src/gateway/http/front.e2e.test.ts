import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { answerRequests } from '../door/answer-requests.ts';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  NoSuchKey,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createCallEngine } from '../../services/dynamodb/engine/call-engine.ts';
import type { CallEngine } from '../../services/dynamodb/engine/call-engine.ts';
import { locateEngine } from '../../services/dynamodb/engine/locate-engine.ts';
import { startEngine } from '../../services/dynamodb/engine/start-engine.ts';
import type { RunningEngine } from '../../services/dynamodb/engine/start-engine.ts';
import type { Principal } from '../../aws/policy/policy.ts';
import { createApiDoor } from '../../boot/api-door.ts';
import { definePlugin } from '../../plugin/plugin.ts';
import type { Database } from '../../services/dynamodb/database.ts';
import { createRequestTokens } from '../../services/dynamodb/request-tokens.ts';
import { engineOperation } from '../../services/dynamodb/serve.ts';
import { eventBridge } from '../../services/event-bridge/index.ts';
import { REST_PROTOCOL } from '../../services/lambda/rest-protocol.ts';
import { s3 } from '../../services/s3/index.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';

const PRINCIPALS: { readonly [accessKeyId: string]: Principal } = {
  local: { arn: 'arn:aws:iam::000000000000:root', permissions: 'administrator' },
  reader: {
    arn: 'arn:aws:sts::000000000000:assumed-role/reader/local',
    permissions: [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*' }],
  },
};

describe('the gateway behind AWS SDK clients', () => {
  const directory = mkdtempSync(join(tmpdir(), 'gateway-'));
  let engine: RunningEngine;
  let callEngine: CallEngine;
  let server: Server;
  let endpoint = '';
  let writes = 0;

  beforeAll(async () => {
    const location = locateEngine({ DYNOXIDE_BIN: process.env['DYNOXIDE_BIN'] });
    engine = await startEngine('binary' in location ? location.binary : '', directory);
    callEngine = createCallEngine(engine.endpoint);
    await callEngine('DynamoDB_20120810.CreateTable', {
      TableName: 'Things',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
    const database = definePlugin<Database>({
      name: 'dynamodb',
      services: {
        dynamodb: { jsonTarget: 'DynamoDB_20120810', operations: {}, otherOperations: engineOperation },
      },
      open: () => ({
        callEngine,
        tables: new Set(),
        once: createRequestTokens(),
        writes: { signal: () => void (writes += 1), wait: () => Promise.resolve() },
        engineStreamArns: new Map(),
      }),
    });
    const lambda = definePlugin({
      name: 'lambda',
      services: {
        lambda: {
          protocol: REST_PROTOCOL,
          operations: {
            Invoke: {
              permissions: () => [],
              serve: (input) => ({ StatusCode: 200, FunctionError: 'Unhandled', Payload: input['Payload'] ?? null }),
            },
          },
        },
      },
      open: () => undefined,
    });
    const { gateway, plugins, create } = await openTestCloud([database, s3, eventBridge, lambda], {
      dataDirectory: directory,
    });
    for (const bucket of ['bucket', 'pages', 'many']) await create('AWS::S3::Bucket', bucket, {});
    await create('AWS::Events::EventBus', 'bus', {});
    const findPrincipal = (accessKeyId: string) => PRINCIPALS[accessKeyId];
    server = createServer(
      answerRequests(() => undefined, createApiDoor(plugins, { callAws: gateway.callAws, findPrincipal })),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });

  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await callEngine.close();
    await engine.stop();
    rmSync(directory, { recursive: true });
  });

  const settings = (accessKeyId = 'local') => ({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const put = (id: string, accessKeyId?: string) =>
    new DynamoDBClient(settings(accessKeyId)).send(
      new PutItemCommand({
        TableName: 'Things',
        Item: { id: { S: id } },
        ConditionExpression: 'attribute_not_exists(id)',
      }),
    );

  it('serves DynamoDB, failures included, and signals writes', async () => {
    const before = writes;
    await put('once');
    assert.equal(writes, before + 1);
    await assert.rejects(put('once'), ConditionalCheckFailedException);
    assert.equal(writes, before + 1);
  });

  it('refuses calls that the role of the access key does not allow, naming action and resource', async () => {
    await assert.rejects(put('twice', 'reader'), {
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:sts::000000000000:assumed-role/reader/local is not authorized to perform: dynamodb:PutItem on resource: ' +
        'arn:aws:dynamodb:us-east-1:000000000000:table/Things because no identity-based policy allows the dynamodb:PutItem action',
    });
  });

  it('checks each item of a transaction', async () => {
    const client = new DynamoDBClient(settings('reader'));
    const items = [{ Delete: { TableName: 'Things', Key: { id: { S: 'x' } } } }];
    await assert.rejects(client.send(new TransactWriteItemsCommand({ TransactItems: items })), /dynamodb:DeleteItem/);
  });

  it('refuses an unknown access key', async () => {
    await assert.rejects(put('x', 'stranger'), { name: 'UnrecognizedClientException' });
  });

  it('makes a repeated transaction with the same request token a success without effect', async () => {
    const client = new DynamoDBClient(settings());
    const increment = (by: string) =>
      new TransactWriteItemsCommand({
        ClientRequestToken: 'token-1',
        TransactItems: [
          {
            Update: {
              TableName: 'Things',
              Key: { id: { S: 'counter' } },
              UpdateExpression: 'ADD n :by',
              ExpressionAttributeValues: { ':by': { N: by } },
            },
          },
        ],
      });
    await client.send(increment('1'));
    await client.send(increment('1'));
    const item = await callEngine('DynamoDB_20120810.GetItem', { TableName: 'Things', Key: { id: { S: 'counter' } } });
    assert.match(item, /"n":\{"N":"1"\}/);
    await assert.rejects(client.send(increment('2')), { name: 'IdempotentParameterMismatchException' });
  });

  it('keeps S3 objects under any key inside their bucket', async () => {
    const client = new S3Client({ ...settings(), forcePathStyle: true });
    const key = '../up/and <away>&.json';
    await client.send(new PutObjectCommand({ Bucket: 'bucket', Key: key, Body: 'grüße' }));
    const read = await client.send(new GetObjectCommand({ Bucket: 'bucket', Key: key }));
    assert.equal(await read.Body?.transformToString(), 'grüße');
    const listed = await client.send(new ListObjectsV2Command({ Bucket: 'bucket', Prefix: '../up' }));
    assert.deepEqual(
      listed.Contents?.map(({ Key }) => Key),
      [key],
    );
    await assert.rejects(client.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'none' })), NoSuchKey);
    await assert.rejects(client.send(new GetObjectCommand({ Bucket: 'other', Key: 'none' })), { name: 'NoSuchBucket' });
  });

  it('lists S3 objects by page and by folder, with keys of any length', async () => {
    const client = new S3Client({ ...settings(), forcePathStyle: true });
    const keys = ['a/1', 'a/2', 'b', `long/${'é'.repeat(500)}`, `long/${'é'.repeat(500)}x`];
    for (const key of keys) await client.send(new PutObjectCommand({ Bucket: 'pages', Key: key, Body: key }));
    const pages = await Array.fromAsync(paginateListObjectsV2({ client }, { Bucket: 'pages', MaxKeys: 2 }));
    assert.deepEqual(
      pages.map(({ Contents }) => Contents?.map(({ Key }) => Key)),
      [keys.slice(0, 2), keys.slice(2, 4), keys.slice(4)],
    );
    const folders = await client.send(new ListObjectsV2Command({ Bucket: 'pages', Delimiter: '/' }));
    assert.deepEqual(
      [folders.CommonPrefixes, folders.Contents?.map(({ Key }) => Key)],
      [[{ Prefix: 'a/' }, { Prefix: 'long/' }], ['b']],
    );
    await client.send(new DeleteObjectCommand({ Bucket: 'pages', Key: keys[3] }));
    assert.equal((await client.send(new ListObjectsV2Command({ Bucket: 'pages', StartAfter: 'b' }))).KeyCount, 1);
    const long = client.send(new PutObjectCommand({ Bucket: 'pages', Key: 'é'.repeat(513), Body: 'x' }));
    await assert.rejects(long, { name: 'KeyTooLongError', message: 'Your key is too long' });
  });

  it('deletes many S3 objects at once, as versions of a bucket without versioning', async () => {
    const client = new S3Client({ ...settings(), forcePathStyle: true });
    const keys = ['&lt; "a" \'b\'', 'b/<c>&d', 'grün'];
    for (const key of keys) await client.send(new PutObjectCommand({ Bucket: 'many', Key: key, Body: key }));
    const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: 'many' }));
    assert.deepEqual(
      Versions.map(({ Key, VersionId, IsLatest }) => [Key, VersionId, IsLatest]),
      keys.map((key) => [key, 'null', true]),
    );
    const Objects = Versions.slice(0, 2).map(({ Key, VersionId }) => ({ Key, VersionId }));
    const deletion = await client.send(new DeleteObjectsCommand({ Bucket: 'many', Delete: { Objects } }));
    assert.equal(deletion.Errors, undefined);
    const left = await client.send(new ListObjectsV2Command({ Bucket: 'many' }));
    assert.deepEqual(
      left.Contents?.map(({ Key }) => Key),
      ['grün'],
    );
    const part = client.send(new ListObjectVersionsCommand({ Bucket: 'many', Prefix: 'b' }));
    await assert.rejects(part, { name: 'NotImplemented' });
  });

  it('takes events for a bus of the stack and refuses others one by one', async () => {
    const client = new EventBridgeClient(settings());
    const event = { Source: 'test', DetailType: 'Tested', Detail: '{}' };
    const answer = await client.send(
      new PutEventsCommand({
        Entries: [
          { ...event, EventBusName: 'bus' },
          { ...event, EventBusName: 'none' },
          { ...event, Detail: 'no' },
        ],
      }),
    );
    assert.equal(answer.FailedEntryCount, 2);
    assert.ok(answer.Entries?.[0]?.EventId);
    assert.deepEqual(
      answer.Entries.slice(1).map(({ ErrorCode }) => ErrorCode),
      ['ResourceNotFoundException', 'MalformedDetail'],
    );
  });

  it('passes a Lambda payload through and marks a function error', async () => {
    const answer = await new LambdaClient(settings()).send(
      new InvokeCommand({ FunctionName: 'f', Payload: Buffer.from('[1,"a"]') }),
    );
    assert.equal(answer.FunctionError, 'Unhandled');
    assert.equal(answer.Payload?.transformToString(), '[1,"a"]');
  });

  it('names the operation that it does not support', async () => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        authorization:
          'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=0',
        'x-amz-target': 'Kinesis_20131202.PutRecord',
      },
      body: '{}',
    });
    assert.equal(response.status, 400);
    assert.match(await response.text(), /doesn't support Kinesis_20131202/);
  });
});
