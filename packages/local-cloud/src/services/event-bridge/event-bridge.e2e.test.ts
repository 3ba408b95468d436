import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  DescribeArchiveCommand,
  EventBridgeClient,
  PutEventsCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { boot } from '../../boot/boot.ts';
import type { RunningCloud } from '../../boot/boot.ts';
import { isJsonObject, objectAt, parseObject, stringAt } from '../../kernel/json.ts';
import { callAsOwner } from '../../testing/boot-stack.ts';
import { eventsStack } from '../../testing/events-stack.ts';
import { writeAssembly } from '../../testing/write-assembly.ts';

const directory = mkdtempSync(join(tmpdir(), 'events-'));
let running: RunningCloud;
let client: EventBridgeClient;
beforeAll(async () => {
  writeAssembly(directory, eventsStack);
  running = await boot({ assemblyDirectory: directory, port: 0, log: () => {} });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new EventBridgeClient({ endpoint: running.cloud.place.url, region: 'us-east-1', credentials });
});
afterAll(async () => {
  client.destroy();
  await running.close();
  rmSync(directory, { recursive: true });
});

function put(DetailType: string, detail: object, Source = 'test') {
  return client.send(
    new PutEventsCommand({ Entries: [{ EventBusName: 'bus', Source, DetailType, Detail: JSON.stringify(detail) }] }),
  );
}

/** Everything that the function has written down, once it is `count` events. */
async function untilSeen(count: number): Promise<Record<string, unknown>[]> {
  for (;;) {
    const { Items } = await callAsOwner(running, 'dynamodb', 'Scan', { TableName: 'events-Seen' });
    const seen = Array.isArray(Items) ? Items.filter(isJsonObject) : [];
    if (seen.length >= count) {
      return seen.map((item) => parseObject(stringAt(objectAt(item, 'event'), 'S') ?? '') ?? {});
    }
    await delay(20);
  }
}

describe('a rule with a pattern', () => {
  it('hands the events that match to its function, whole or in part, and the archive keeps them for a replay', async () => {
    await put('part', { size: 1 });
    await put('other', { size: 9 });
    const { Entries: [entry] = [] } = await put('whole', { size: 5 });
    await put('part', { size: 2 });
    const seen = await untilSeen(2);
    const whole = seen.find((event) => 'detail-type' in event);
    assert.deepEqual(
      { ...whole, time: '' },
      {
        version: '0',
        id: entry?.EventId,
        'detail-type': 'whole',
        source: 'test',
        account: '000000000000',
        time: '',
        region: 'us-east-1',
        resources: [],
        detail: { size: 5 },
      },
    );
    assert.deepEqual(
      seen.filter((event) => event !== whole),
      [{ size: 2 }],
    );

    await put('whole', {}, 'elsewhere');
    await untilSeen(3);
    const archive = await client.send(new DescribeArchiveCommand({ ArchiveName: 'all' }));
    assert.equal(archive.EventCount, 4);
    const replay = await client.send(
      new StartReplayCommand({
        ReplayName: 'again',
        EventSourceArn: archive.ArchiveArn,
        EventStartTime: new Date(0),
        EventEndTime: new Date(Date.now() + 60_000),
        Destination: { Arn: 'arn:aws:events:us-east-1:000000000000:event-bus/bus' },
      }),
    );
    assert.match(replay.ReplayArn ?? '', /:replay\/again$/);
    const replayed = (await untilSeen(5)).filter((event) => 'replay-name' in event);
    assert.deepEqual(
      replayed.map((event) => [event['id'], event['replay-name']]),
      [[entry?.EventId, 'again']],
    );
    assert.equal((await client.send(new DescribeArchiveCommand({ ArchiveName: 'all' }))).EventCount, 4);
  });
});

describe('a pattern that EventBridge refuses', () => {
  for (const { Type, name } of [
    { Type: 'AWS::Events::Rule', name: 'Bad' },
    { Type: 'AWS::Events::Archive', name: 'Bad' },
  ] as const) {
    it(`is refused for ${Type} in its words`, async () => {
      const SourceArn = 'arn:aws:events:us-east-1:000000000000:event-bus/bus';
      const EventPattern = { detail: { size: [{ numeric: ['>', 5, '<', 3] }] } };
      const Properties = Type === 'AWS::Events::Rule' ? { EventPattern, Targets: [] } : { EventPattern, SourceArn };
      const assemblyDirectory = mkdtempSync(join(directory, 'refused-'));
      writeAssembly(assemblyDirectory, {
        ...eventsStack,
        resources: { ...eventsStack.resources, [name]: { Type, Properties } },
      });
      await assert.rejects(boot({ assemblyDirectory, port: 0, log: () => {} }), {
        name: 'StartupError',
        message:
          `EventBridge would refuse ${Type} (${name}) with InvalidEventPatternException: Event pattern is not valid. ` +
          'Reason: the rule {"numeric":[">",5,"<",3]} of "detail.size" contradicts itself: the bottom must be less than the top.',
      });
    });
  }
});

describe('an unsupported rule', () => {
  for (const { change, message } of [
    {
      change: { InputTransformer: {} },
      message: /doesn't support InputTransformer of a target of AWS::Events::Rule \(Whole\)/,
    },
    {
      change: { Arn: 'arn:aws:sqs:us-east-1:000000000000:q' },
      message: /supports Lambda functions as targets of rules, not arn:aws:sqs/,
    },
  ] as const) {
    it(`is refused for its ${Object.keys(change)[0]}`, async () => {
      const Targets = [{ Id: 'T', Arn: { 'Fn::GetAtt': ['Writer', 'Arn'] }, ...change }];
      const Whole = { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['x'] }, Targets } };
      const assemblyDirectory = mkdtempSync(join(directory, 'refused-'));
      writeAssembly(assemblyDirectory, { ...eventsStack, resources: { ...eventsStack.resources, Whole } });
      await assert.rejects(boot({ assemblyDirectory, port: 0, log: () => {} }), { name: 'StartupError', message });
    });
  }
});
