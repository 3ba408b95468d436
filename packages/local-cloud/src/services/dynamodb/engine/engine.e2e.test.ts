import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { AwsError } from '../../../aws/error.ts';
import { createCallEngine } from './call-engine.ts';
import { checkEndpoint } from './check-endpoint.ts';
import type { CallEngine } from './call-engine.ts';
import { locateEngine } from './locate-engine.ts';
import { startEngine } from './start-engine.ts';
import type { RunningEngine } from './start-engine.ts';
import { STREAM_INDEXES } from './stream-indexes.ts';
import { sweepTtl } from './sweep-ttl.ts';
import { RETENTION_SECONDS, trimStreams } from './trim-streams.ts';

const location = locateEngine({ DYNOXIDE_BIN: process.env['DYNOXIDE_BIN'] });
const binary = 'binary' in location ? location.binary : '';

describe('the DynamoDB engine', () => {
  const directory = mkdtempSync(join(tmpdir(), 'engine-'));
  let engine: RunningEngine;
  let call: CallEngine;

  beforeAll(async () => {
    engine = await startEngine(binary, directory);
    call = createCallEngine(engine.endpoint);
    await call('DynamoDB_20120810.CreateTable', {
      TableName: 'Things',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    });
    await call('DynamoDB_20120810.UpdateTimeToLive', {
      TableName: 'Things',
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    });
  });

  afterAll(async () => {
    await call.close();
    await engine.stop();
    rmSync(directory, { recursive: true });
  });

  const put = (id: string, expires = 9_999_999_999) =>
    call('DynamoDB_20120810.PutItem', { TableName: 'Things', Item: { id: { S: id }, expires: { N: `${expires}` } } });

  const query = (sql: string) => {
    const database = new DatabaseSync(engine.databasePath);
    try {
      return database.prepare(sql).all();
    } finally {
      database.close();
    }
  };

  it('answers a failure as the AwsError that DynamoDB names', async () => {
    await assert.rejects(
      call('DynamoDB_20120810.PutItem', { TableName: 'Nothing', Item: { id: { S: '1' } } }),
      (error) => error instanceof AwsError && error.name === 'ResourceNotFoundException' && error.statusCode === 400,
    );
  });

  it('finds the next sequence number by the added index', async () => {
    await put('indexed');
    const plan = query(
      "EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = 'Things'",
    );
    assert.match(String(plan[0]?.['detail']), /USING COVERING INDEX local_cloud_stream_sequence/);
  });

  it('still has no such index of its own (when this fails, delete stream-indexes.ts)', () => {
    const indexes = query("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = '_stream_records'");
    assert.equal(indexes.length, STREAM_INDEXES.length);
  });

  it('deletes expired items when it is told to', async () => {
    await put('expired', 1000);
    assert.equal(await sweepTtl(engine), 1);
    const answer = await call('DynamoDB_20120810.GetItem', { TableName: 'Things', Key: { id: { S: 'expired' } } });
    assert.equal(answer, '{}');
  });

  it('forgets stream records after 24 hours, but for the newest', async () => {
    await put('first');
    await put('second');
    const count = () => Number(query('SELECT COUNT(*) AS records FROM _stream_records')[0]?.['records']);
    const before = count();
    const now = Math.floor(Date.now() / 1000);
    assert.equal(trimStreams(engine.databasePath, now), 0);
    assert.equal(trimStreams(engine.databasePath, now + RETENTION_SECONDS + 10), before - 1);
    assert.equal(count(), 1);
  });
});

describe('locateEngine', () => {
  it('prefers a running endpoint', () => {
    assert.deepEqual(locateEngine({ DYNAMODB_ENDPOINT: 'http://127.0.0.1:8000/', DYNOXIDE_BIN: '/nowhere' }), {
      endpoint: 'http://127.0.0.1:8000',
    });
  });

  it('says so in one line when the named binary is not there', () => {
    assert.throws(() => locateEngine({ DYNOXIDE_BIN: '/nowhere/dynoxide' }), {
      name: 'StartupError',
      message: 'DYNOXIDE_BIN names /nowhere/dynoxide, which does not exist.',
    });
  });

  it('says so in one line when what is named is a directory', () => {
    assert.throws(() => locateEngine({ DYNOXIDE_BIN: tmpdir() }), {
      name: 'StartupError',
      message: `DYNOXIDE_BIN names ${tmpdir()}, which isn't a file.`,
    });
  });
});

describe('checkEndpoint', () => {
  it('is content with a running DynamoDB, and says in one line what is wrong with anything else', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'endpoint-'));
    const engine = await startEngine(binary, directory);
    const page = createServer((_request, response) => void response.end('<h1>Hello</h1>'));
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
    const address = page.address();
    const pageUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    try {
      await checkEndpoint(engine.endpoint);
      await assert.rejects(checkEndpoint(pageUrl), { name: 'StartupError', message: /isn't a DynamoDB \(HTTP 200\)/ });
      await assert.rejects(checkEndpoint('localhost:8000'), {
        name: 'StartupError',
        message: /isn't an http or https URL/,
      });
    } finally {
      await engine.stop();
      page.close();
      rmSync(directory, { recursive: true });
    }
    await assert.rejects(checkEndpoint(engine.endpoint), {
      name: 'StartupError',
      message: /but nothing responds there/,
    });
  });
});
