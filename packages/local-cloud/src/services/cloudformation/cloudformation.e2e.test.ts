import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { boot } from '../../boot/boot.ts';
import type { RunningCloud } from '../../boot/boot.ts';
import { eventsStack } from '../../testing/events-stack.ts';
import { writeAssembly } from '../../testing/write-assembly.ts';

const directory = mkdtempSync(join(tmpdir(), 'stack-'));
let running: RunningCloud;
beforeAll(async () => {
  writeAssembly(directory, {
    ...eventsStack,
    outputs: { Table: { Value: { Ref: 'Seen' } }, Sender: { Value: { 'Fn::Sub': '<orders@${Sender}>' } } },
  });
  running = await boot({ assemblyDirectory: directory, port: 0, log: () => {} });
});
afterAll(async () => {
  await running.close();
  rmSync(directory, { recursive: true });
});

function describeStacks(StackName: string): Promise<Response> {
  const client = new AwsClient({
    accessKeyId: 'local',
    secretAccessKey: 'local',
    service: 'cloudformation',
    region: 'us-east-1',
    retries: 0,
  });
  const body = new URLSearchParams({ Action: 'DescribeStacks', Version: '2010-05-15', StackName }).toString();
  return client.fetch(running.cloud.place.url, { method: 'POST', body });
}

describe('DescribeStacks', () => {
  it('answers the outputs of the stack that runs', async () => {
    const response = await describeStacks('events');
    const xml = await response.text();
    assert.equal(response.headers.get('content-type'), 'text/xml');
    assert.match(xml, /<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>events<\/StackName>/);
    assert.match(xml, /<StackStatus>CREATE_COMPLETE<\/StackStatus>/);
    const outputs = [...xml.matchAll(/<OutputKey>(.*?)<\/OutputKey><OutputValue>(.*?)<\/OutputValue>/g)];
    assert.deepEqual(
      outputs.map(([, key, value]) => `${key}=${value}`),
      ['Table=events-Seen', 'Sender=&#60;orders@example.com&#62;'],
    );
  });

  it('knows no other stack', async () => {
    const response = await describeStacks('another');
    assert.equal(response.status, 400);
    assert.match(
      await response.text(),
      /<Code>ValidationError<\/Code><Message>Stack with id another does not exist<\/Message>/,
    );
  });
});
