import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { CallAws } from '../../aws/call.ts';
import { startEventSourceMapping } from './event-source-mapping.ts';
import { nameOf, startStreams } from './testing/stream-fixture.ts';
import type { Handler, Stream, Streams } from './testing/stream-fixture.ts';
import { isJsonObject } from '../../kernel/json.ts';

describe('startEventSourceMapping', () => {
  let streams: Streams;
  beforeAll(async () => (streams = await startStreams()));
  afterAll(() => streams.stop());

  const succeed: Handler = () => null;

  /** Puts orders a/1, b/1, … before the mapping starts, so that they arrive as one batch. */
  const streamOf = async (...orderIds: string[]): Promise<Stream> => {
    const stream = await streams.create();
    for (const orderId of orderIds) await stream.put(orderId, 1);
    return stream;
  };

  it('hands the function the event of a DynamoDB stream', async () => {
    const stream = await streamOf();
    await stream.put('a', 1, { total: { N: '12.5' } });
    const mapping = startEventSourceMapping(stream.definition(), stream.dependencies(succeed));
    const [event] = await stream.events.until(1);
    await mapping.stop();
    const [record] = Array.isArray(event?.['Records']) ? event['Records'] : [];
    assert.ok(isJsonObject(record));
    const { eventID, dynamodb, ...members } = record;
    assert.deepEqual(members, {
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'eu-west-1',
      eventSourceARN: stream.arn,
    });
    assert.ok(isJsonObject(dynamodb));
    const { ApproximateCreationDateTime, SizeBytes, ...change } = dynamodb;
    assert.deepEqual(change, {
      Keys: { orderId: { S: 'a' }, version: { N: '1' } },
      NewImage: { orderId: { S: 'a' }, version: { N: '1' }, total: { N: '12.5' } },
      SequenceNumber: '1',
      StreamViewType: 'NEW_IMAGE',
    });
    assert.deepEqual(
      [typeof eventID, typeof ApproximateCreationDateTime, typeof SizeBytes],
      ['string', 'number', 'number'],
    );
  });

  it('delivers records that are written while it runs, in order and in batches of at most batchSize', async () => {
    const stream = await streamOf('a', 'b', 'c');
    const mapping = startEventSourceMapping(stream.definition({ batchSize: 2 }), stream.dependencies(succeed));
    await stream.batches.until(2);
    await stream.put('d', 1);
    assert.deepEqual(await stream.batches.until(3), [['a/1', 'b/1'], ['c/1'], ['d/1']]);
    await mapping.stop();
  });

  it('leaves out what no filter pattern matches', async () => {
    const stream = await streams.create();
    await stream.put('a', 1, { eventType: { S: 'ORDER_CREATED' } });
    await stream.put('a', 2, { eventType: { S: 'ORDER_COMPLETED' } });
    await stream.put('b', 1, { eventType: { S: 'ORDER_CREATED' } });
    const filterPatterns = [{ dynamodb: { NewImage: { eventType: { S: ['ORDER_CREATED'] } } } }];
    const mapping = startEventSourceMapping(stream.definition({ filterPatterns }), stream.dependencies(succeed));
    assert.deepEqual(await stream.batches.until(1), [['a/1', 'b/1']]);
    await mapping.stop();
  });

  it('goes on from its checkpoint after a restart', async () => {
    const stream = await streamOf('a');
    const first = startEventSourceMapping(stream.definition(), stream.dependencies(succeed));
    await stream.batches.until(1);
    await first.stop();
    await stream.put('b', 1);
    const second = startEventSourceMapping(stream.definition(), stream.dependencies(succeed));
    assert.deepEqual(await stream.batches.until(2), [['a/1'], ['b/1']]);
    await second.stop();
  });

  it('finishes the batch that runs when it is stopped', async () => {
    const stream = await streamOf('a');
    const answer = Promise.withResolvers<null>();
    const mapping = startEventSourceMapping(
      stream.definition(),
      stream.dependencies(() => answer.promise),
    );
    await stream.batches.until(1);
    const stopped = mapping.stop();
    answer.resolve(null);
    await stopped;
    assert.deepEqual([...stream.checkpoints.values()], ['1']);
  });

  it('delivers a batch again that had not ended before a restart', async () => {
    const stream = await streamOf('a');
    const failing = startEventSourceMapping(
      stream.definition(),
      stream.dependencies(() => Promise.reject(new Error())),
    );
    await stream.batches.until(1);
    await failing.stop();
    const second = startEventSourceMapping(stream.definition(), stream.dependencies(succeed));
    const batches = await stream.batches.until(2);
    await second.stop();
    assert.deepEqual(batches.at(-1), ['a/1']);
    assert.deepEqual([...stream.checkpoints.values()], ['1']);
  });

  describe('starting at LATEST', () => {
    it('delivers only what is written after its first start, also while it is down', async () => {
      const stream = await streamOf('old');
      const definition = stream.definition({ startingPosition: 'LATEST', enabled: false });
      const { promise: positioned, resolve } = Promise.withResolvers<undefined>();
      const dependencies = stream.dependencies(succeed);
      const put = async (key: string, value: string) => {
        await dependencies.checkpoints.put(key, value);
        resolve(undefined);
      };
      const checkpoints = { ...dependencies.checkpoints, put };
      const first = startEventSourceMapping(definition, { ...dependencies, checkpoints });
      await positioned;
      await first.stop();
      await stream.put('new', 1);
      const second = startEventSourceMapping({ ...definition, enabled: true }, dependencies);
      assert.deepEqual(await stream.batches.until(1), [['new/1']]);
      await second.stop();
    });
  });

  it('waits in its batching window for a full batch', async () => {
    const stream = await streamOf('a');
    const definition = stream.definition({ batchSize: 3, maximumBatchingWindowSeconds: 300 });
    const mapping = startEventSourceMapping(definition, stream.dependencies(succeed));
    await stream.put('b', 1);
    await stream.put('c', 1);
    assert.deepEqual(await stream.batches.until(1), [['a/1', 'b/1', 'c/1']]);
    await mapping.stop();
  });

  it('closes its batching window after its time', async () => {
    const stream = await streamOf('a');
    const definition = stream.definition({ batchSize: 3, maximumBatchingWindowSeconds: 0.05 });
    const mapping = startEventSourceMapping(definition, stream.dependencies(succeed));
    assert.deepEqual(await stream.batches.until(1), [['a/1']]);
    await mapping.stop();
  });

  it('reads nothing while it is disabled', async () => {
    const stream = await streamOf('a');
    const mapping = startEventSourceMapping(stream.definition({ enabled: false }), stream.dependencies(succeed));
    assert.equal(mapping.isEnabled(), false);
    await stream.put('b', 1);
    mapping.setEnabled(true);
    assert.deepEqual(await stream.batches.until(1), [['a/1', 'b/1']]);
    await mapping.stop();
  });

  it('starts no batch any more once it is disabled, not even of records that it has just read', async () => {
    const stream = await streamOf('a');
    const { callAws, ...others } = stream.dependencies(succeed);
    const hasRead = Promise.withResolvers<undefined>();
    const readAndDisable: CallAws = async (call) => {
      const answer = await callAws(call);
      if (call.operation !== 'GetRecords' || !answer.includes('"b"')) return answer;
      mapping.setEnabled(false);
      hasRead.resolve(undefined);
      return answer;
    };
    const mapping = startEventSourceMapping(stream.definition(), { ...others, callAws: readAndDisable });
    await stream.batches.until(1);
    await stream.put('b', 1);
    await hasRead.promise;
    // By the next turn all is done that needs nothing from outside.
    await setImmediate();
    assert.deepEqual(stream.batches.entries, [['a/1']]);
    mapping.setEnabled(true);
    assert.deepEqual(await stream.batches.until(2), [['a/1'], ['b/1']]);
    await mapping.stop();
  });

  describe('with a parallelization factor', () => {
    it('keeps the order of a partition key and lets others pass a key that is stuck', async () => {
      const stream = await streams.create();
      const orderIds = Array.from({ length: 12 }, (_, index) => `order${index}`);
      for (const version of [1, 2, 3]) for (const orderId of orderIds) await stream.put(orderId, version);
      const stuck = Promise.withResolvers<null>();
      const handler: Handler = (records) => (records.map(nameOf).includes('order0/1') ? stuck.promise : null);
      const definition = stream.definition({ batchSize: 1, parallelizationFactor: 10 });
      const mapping = startEventSourceMapping(definition, stream.dependencies(handler));
      await stream.batches.until(20);
      assert.equal(stream.batches.entries.flat().includes('order0/2'), false);
      assert.equal(stream.checkpoints.size, 0);
      stuck.resolve(null);
      const delivered = (await stream.batches.until(36)).flat();
      await mapping.stop();
      for (const orderId of orderIds) {
        const versions = delivered.filter((name) => name.startsWith(`${orderId}/`));
        assert.deepEqual(versions, [`${orderId}/1`, `${orderId}/2`, `${orderId}/3`]);
      }
      assert.deepEqual([...stream.checkpoints.values()], ['36']);
    });
  });

  it('refuses an unsupported destination', async () => {
    const stream = await streamOf();
    const definition = stream.definition({ onFailureDestinationArn: 'arn:aws:sns:eu-west-1:111122223333:topic' });
    assert.throws(() => startEventSourceMapping(definition, stream.dependencies(succeed)), {
      name: 'StartupError',
      message: /SQS and S3, not arn:aws:sns/,
    });
  });
});
