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
  GetObjectCommand,
  ListObjectsV2Command,
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
import { createGateway } from '../gateway.ts';
import { createDynamodb } from '../../services/dynamodb/dynamodb.ts';
import { createEvents } from '../../services/event-bridge/events.ts';
import { createS3 } from '../../services/s3/s3.ts';
import { createFront } from './front.ts';

const ACCOUNT = { region: 'us-east-1', accountId: '000000000000' };
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
    const gateway = createGateway(ACCOUNT);
    gateway.serve(
      'dynamodb',
      createDynamodb(callEngine, ACCOUNT, () => (writes += 1)),
    );
    gateway.serve('s3', createS3(join(directory, 's3'), new Set(['bucket', 'pages'])));
    gateway.serve('events', createEvents({ account: ACCOUNT, buses: new Set(['bus']), listeners: [], archives: [] }));
    gateway.serve('lambda', async ({ input }) =>
      JSON.stringify({ StatusCode: 200, FunctionError: 'Unhandled', Payload: input['Payload'] ?? null }),
    );
    server = createServer(
      answerRequests(
        () => undefined,
        createFront(gateway.callAws, (accessKeyId) => PRINCIPALS[accessKeyId]),
      ),
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

  it('serves DynamoDB, failures included, and makes writes known', async () => {
    const before = writes;
    await put('once');
    assert.equal(writes, before + 1);
    await assert.rejects(put('once'), ConditionalCheckFailedException);
    assert.equal(writes, before + 1);
  });

  it('refuses what the role of the access key does not allow, naming action and resource', async () => {
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

  it('refuses an access key that nobody has', async () => {
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
    const s3 = new S3Client({ ...settings(), forcePathStyle: true });
    const key = '../up/and <away>&.json';
    await s3.send(new PutObjectCommand({ Bucket: 'bucket', Key: key, Body: 'grüße' }));
    const read = await s3.send(new GetObjectCommand({ Bucket: 'bucket', Key: key }));
    assert.equal(await read.Body?.transformToString(), 'grüße');
    const listed = await s3.send(new ListObjectsV2Command({ Bucket: 'bucket', Prefix: '../up' }));
    assert.deepEqual(
      listed.Contents?.map(({ Key }) => Key),
      [key],
    );
    await assert.rejects(s3.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'none' })), NoSuchKey);
    await assert.rejects(s3.send(new GetObjectCommand({ Bucket: 'other', Key: 'none' })), { name: 'NoSuchBucket' });
  });

  it('lists S3 objects by the page and by the folder, whatever length their keys have', async () => {
    const s3 = new S3Client({ ...settings(), forcePathStyle: true });
    const keys = ['a/1', 'a/2', 'b', `long/${'é'.repeat(500)}`, `long/${'é'.repeat(500)}x`];
    for (const key of keys) await s3.send(new PutObjectCommand({ Bucket: 'pages', Key: key, Body: key }));
    const pages = await Array.fromAsync(paginateListObjectsV2({ client: s3 }, { Bucket: 'pages', MaxKeys: 2 }));
    assert.deepEqual(
      pages.map(({ Contents }) => Contents?.map(({ Key }) => Key)),
      [keys.slice(0, 2), keys.slice(2, 4), keys.slice(4)],
    );
    const folders = await s3.send(new ListObjectsV2Command({ Bucket: 'pages', Delimiter: '/' }));
    assert.deepEqual(
      [folders.CommonPrefixes, folders.Contents?.map(({ Key }) => Key)],
      [[{ Prefix: 'a/' }, { Prefix: 'long/' }], ['b']],
    );
    await s3.send(new DeleteObjectCommand({ Bucket: 'pages', Key: keys[3] }));
    assert.equal((await s3.send(new ListObjectsV2Command({ Bucket: 'pages', StartAfter: 'b' }))).KeyCount, 1);
    const long = s3.send(new PutObjectCommand({ Bucket: 'pages', Key: 'é'.repeat(513), Body: 'x' }));
    await assert.rejects(long, { name: 'KeyTooLongError', message: 'Your key is too long' });
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
      answer.Entries?.slice(1).map(({ ErrorCode }) => ErrorCode),
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

  it('says by name what it does not carry', async () => {
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
    assert.match(await response.text(), /does not carry Kinesis_20131202/);
  });
});
