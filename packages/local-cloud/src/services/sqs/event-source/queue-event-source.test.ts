import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'vitest';
import { AwsError } from '../../../aws/error.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { createMappingFixture } from '../testing/mapping-fixture.ts';
import type { MappingFixture, MappingSetup } from '../testing/mapping-fixture.ts';
import { arnOf } from '../testing/queue-fixture.ts';
import type { EventRecord } from './event-records.ts';
import { splitBySize } from './split-by-size.ts';

const fixtures: MappingFixture[] = [];
afterEach(async () => {
  for (const fixture of fixtures.splice(0)) await fixture.close();
});

async function start(setup: MappingSetup): Promise<MappingFixture> {
  const fixture = await createMappingFixture(setup);
  fixtures.push(fixture);
  return fixture;
}

const DONE = { StatusCode: 200, Payload: null };
const FAILED = { StatusCode: 200, FunctionError: 'Unhandled', Payload: {} };

describe('a mapping of a queue', () => {
  it('hands messages to the function as Lambda does, and deletes them', async () => {
    const seen: EventRecord[] = [];
    const started = await start({
      handle: (records) => {
        seen.push(...records);
        return DONE;
      },
    });
    const { MessageId } = await started.fixture.call('SendMessage', {
      MessageBody: 'a',
      MessageAttributes: { Hello: { DataType: 'String', StringValue: 'There' } },
    });
    await started.untilDeleted(1);
    const sentAt = String(Date.UTC(2026, 0, 1));
    assert.deepEqual(
      seen.map((record) => ({ ...record, receiptHandle: '' })),
      [
        {
          messageId: MessageId,
          receiptHandle: '',
          body: 'a',
          attributes: {
            ApproximateFirstReceiveTimestamp: sentAt,
            ApproximateReceiveCount: '1',
            SenderId: '000000000000',
            SentTimestamp: sentAt,
          },
          messageAttributes: {
            Hello: { stringValue: 'There', stringListValues: [], binaryListValues: [], dataType: 'String' },
          },
          md5OfMessageAttributes: 'a311262e065454b75da111d535b8dacd',
          md5OfBody: '0cc175b9c0f1b6a831c399e269772661',
          eventSource: 'aws:sqs',
          eventSourceARN: arnOf('jobs'),
          awsRegion: 'us-east-1',
        },
      ],
    );
    assert.deepEqual(await started.fixture.counts(), [0, 0, 0]);
  });

  it('leaves a batch that failed to the visibility timeout', async () => {
    const answers = [FAILED, DONE];
    const started = await start({ handle: () => answers.shift() ?? DONE, queueProperties: { VisibilityTimeout: 30 } });
    await started.fixture.call('SendMessage', { MessageBody: 'a' });
    await started.untilBatches(1);
    assert.deepEqual(await started.fixture.counts(), [0, 1, 0]);
    await started.fixture.clock.untilWaiting();
    started.fixture.clock.advance(30_000);
    await started.untilDeleted(1);
    assert.deepEqual(started.batches, [['a'], ['a']]);
  });

  it('deletes what the function does not report as failed', async () => {
    const report = (records: readonly EventRecord[]) => ({
      StatusCode: 200,
      Payload: {
        batchItemFailures: records
          .filter(({ body }) => body === 'bad')
          .map(({ messageId }) => ({ itemIdentifier: messageId })),
      },
    });
    const started = await start({ handle: report, reportBatchItemFailures: true, enabled: false });
    const Entries = ['good', 'bad', 'fine'].map((MessageBody) => ({ Id: MessageBody, MessageBody }));
    await started.fixture.call('SendMessageBatch', { Entries });
    started.running.setEnabled(true);
    await started.untilDeleted(2);
    assert.deepEqual(started.batches, [['good', 'bad', 'fine']]);
    assert.deepEqual(await started.fixture.counts(), [0, 1, 0]);
  });

  it('reads nothing while it is off', async () => {
    const started = await start({ handle: () => DONE, enabled: false });
    await started.fixture.call('SendMessage', { MessageBody: 'a' });
    assert.deepEqual([started.running.isEnabled(), await started.fixture.counts()], [false, [1, 0, 0]]);
    started.running.setEnabled(true);
    await started.untilDeleted(1);
  });

  it('deletes messages that match no filter without telling the function', async () => {
    const filterPatterns = [{ body: { size: [{ numeric: ['>', 3] }] } }, { body: ['plain'] }];
    const started = await start({ handle: () => DONE, filterPatterns, enabled: false });
    const bodies = ['{"size":5}', '{"size":1}', 'plain', 'other'];
    const Entries = bodies.map((MessageBody, Id) => ({ Id: `${Id}`, MessageBody }));
    await started.fixture.call('SendMessageBatch', { Entries });
    started.running.setEnabled(true);
    await started.untilDeleted(4);
    assert.deepEqual(started.batches, [['{"size":5}', 'plain']]);
  });

  it('tries again while Lambda throttles, and the messages are hidden', async () => {
    const throttled = new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    let throttles = 2;
    const started = await start({
      handle: () => {
        throttles -= 1;
        return throttles >= 0 ? Promise.reject(throttled) : DONE;
      },
    });
    await started.fixture.call('SendMessage', { MessageBody: 'a' });
    for (const count of [1, 2]) {
      await started.untilBatches(count);
      // The poll for the next messages waits as well.
      await started.fixture.clock.untilWaiting(2);
      started.fixture.clock.advance(100);
    }
    await started.untilDeleted(1);
    assert.equal(started.batches.length, 3);
    assert.match(started.log[0] ?? '', /^worker: its event source mapping cannot invoke it: .*Rate Exceeded/);
  });

  it('invokes the function at most as often at a time as its maximum concurrency says', async () => {
    const held: PromiseWithResolvers<JsonObject>[] = [];
    const hold = () => {
      const one = Promise.withResolvers<JsonObject>();
      held.push(one);
      return one.promise;
    };
    const started = await start({
      handle: hold,
      properties: { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } },
    });
    for (const MessageBody of ['a', 'b', 'c']) await started.fixture.call('SendMessage', { MessageBody });
    await started.untilBatches(2);
    assert.deepEqual([held.length, await started.fixture.counts()], [2, [1, 2, 0]]);
    held[0]?.resolve(DONE);
    await started.untilBatches(3);
    held.forEach((one) => one.resolve(DONE));
    await started.untilDeleted(3);
  });

  it('gathers a larger batch for as long as its window is open', async () => {
    const started = await start({
      handle: () => DONE,
      properties: { BatchSize: 20, MaximumBatchingWindowInSeconds: 10 },
      enabled: false,
    });
    for (let at = 0; at < 12; at += 1) await started.fixture.call('SendMessage', { MessageBody: `${at}` });
    started.running.setEnabled(true);
    await started.fixture.clock.untilWaiting();
    await started.fixture.call('SendMessage', { MessageBody: 'late' });
    await started.fixture.clock.untilWaiting();
    assert.equal(started.batches.length, 0);
    started.fixture.clock.advance(10_000);
    await started.untilDeleted(13);
    assert.deepEqual(
      started.batches.map((batch) => batch.length),
      [13],
    );
  });

  it('says why it cannot receive, and goes on', async () => {
    let refusals = 1;
    const beforeReceive = () => {
      refusals -= 1;
      if (refusals >= 0) throw new AwsError('AccessDeniedException', 'no');
    };
    const started = await start({ handle: () => DONE, beforeReceive, enabled: false });
    await started.fixture.call('SendMessage', { MessageBody: 'a' });
    started.running.setEnabled(true);
    await started.fixture.clock.untilWaiting();
    started.fixture.clock.advance(50);
    await started.untilDeleted(1);
    assert.match(started.log[0] ?? '', /^worker: its event source mapping cannot receive messages: .*no$/);
  });
});

describe('a mapping that Lambda rejects', () => {
  const cases: readonly { readonly properties: JsonObject; readonly reason: RegExp }[] = [
    { properties: { BatchSize: 11 }, reason: /Maximum batch window in seconds must be greater than 0/ },
    { properties: { BatchSize: 10_001 }, reason: /BatchSize must be an integer from 1 to 10000/ },
    { properties: { MaximumBatchingWindowInSeconds: 301 }, reason: /from 0 to 300/ },
    {
      properties: { ScalingConfig: { MaximumConcurrency: 1 } },
      reason: /MaximumConcurrency must be .* from 2 to 1000/,
    },
  ];
  for (const { properties, reason } of cases) {
    it(`stops the start for ${JSON.stringify(properties)}`, () =>
      assert.rejects(start({ handle: () => DONE, properties }), { name: 'StartupError', message: reason }));
  }

  it('stops the start for a role that may not delete messages', async () => {
    const arn = 'arn:aws:sts::000000000000:assumed-role/worker/local';
    const permissions = [{ Effect: 'Allow', Action: 'sqs:ReceiveMessage', Resource: '*' }] as const;
    await assert.rejects(start({ handle: () => DONE, principal: { arn, permissions } }), {
      name: 'StartupError',
      message: /The function execution role does not have permissions to call DeleteMessage on SQS/,
    });
  });

  it('stops the start for a queue that shows messages again while the function has them', async () => {
    const queueProperties = { VisibilityTimeout: 2 };
    await assert.rejects(start({ handle: () => DONE, queueProperties }), {
      name: 'StartupError',
      message: /Queue visibility timeout: 2 seconds is less than Function timeout: 3 seconds/,
    });
  });

  it('stops the start for a queue of another stack, and for a filter that is none', async () => {
    await assert.rejects(start({ handle: () => DONE, eventSourceArn: arnOf('other') }), /no queue of this stack/);
    const filterPatterns = [{ body: [{ cidr: 'x' }] }];
    await assert.rejects(start({ handle: () => DONE, filterPatterns }), /Invalid filter pattern/);
  });
});

describe('a batch that is larger than a payload may be', () => {
  it('is split in its order', () => {
    const records = Array.from({ length: 13 }, (_, at) => ({ at, body: 'x'.repeat(1024 * 1024) }));
    assert.deepEqual(
      splitBySize(records).map((group) => group.map(({ at }) => at)),
      [
        [0, 1, 2, 3, 4],
        [5, 6, 7, 8, 9],
        [10, 11, 12],
      ],
    );
  });
});
