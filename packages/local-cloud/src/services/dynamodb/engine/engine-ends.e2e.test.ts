import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { createCallEngine } from './call-engine.ts';
import { locateEngine } from './locate-engine.ts';
import { startEngine } from './start-engine.ts';

const directory = mkdtempSync(join(tmpdir(), 'engine-ends-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const location = locateEngine({ DYNOXIDE_BIN: process.env['DYNOXIDE_BIN'] });
const binary = 'binary' in location ? location.binary : '';

const TABLE = {
  TableName: 'Things',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
};

describe('an engine that is killed alone', () => {
  it('is said to have ended, fails calls as DynamoDB does, and leaves all that it acknowledged', async () => {
    const engine = await startEngine(binary, directory);
    const call = createCallEngine(engine.endpoint);
    await call('DynamoDB_20120810.CreateTable', TABLE);
    await call('DynamoDB_20120810.PutItem', { TableName: 'Things', Item: { id: { S: '1' } } });
    process.kill(Number(readFileSync(join(directory, 'engine.pid'), 'utf8')), 'SIGKILL');
    await assert.rejects(engine.failed, { name: 'StartupError', message: /^The DynamoDB engine ended by itself\./ });
    const get = { TableName: 'Things', Key: { id: { S: '1' } } };
    await assert.rejects(call('DynamoDB_20120810.GetItem', get), { name: 'InternalServerError', statusCode: 500 });
    await call.close();

    const next = await startEngine(binary, directory);
    const callNext = createCallEngine(next.endpoint);
    assert.equal(await callNext('DynamoDB_20120810.GetItem', get), '{"Item":{"id":{"S":"1"}}}');
    await callNext.close();
    await next.stop();
  });
});
