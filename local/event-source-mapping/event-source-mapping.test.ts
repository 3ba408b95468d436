import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AwsError } from '../gateway/aws-call.ts';
import type { AwsCall, JsonObject } from '../gateway/aws-call.ts';
import { objectAt, parseObject, textAt } from '../json.ts';
import { startEventSourceMapping } from './event-source-mapping.ts';
import { nameOf, sequenceNumberOf, startStreams } from './testing/stream-fixture.ts';
import type { Handler, Stream, Streams } from './testing/stream-fixture.ts';

const SQS = 'arn:aws:sqs:eu-west-1:111122223333:relay-failures';
const S3 = 'arn:aws:s3:::relay-failures';

describe('startEventSourceMapping', () => {
  let streams: Streams;
  before(async () => (streams = await startStreams()));
  after(() => streams.stop());

  const succeed: Handler = () => null;

  /** Puts orders a/1, b/1, … before the mapping starts, so that they arrive as one batch. */
  const streamOf = async (...orderIds: string[]): Promise<Stream> => {
    const stream = await streams.create();
    for (const orderId of orderIds) await stream.put(orderId, 1);
    return stream;
  };

  const failuresOf = (...records: JsonObject[]) => ({
    batchItemFailures: records.map((record) => ({ itemIdentifier: sequenceNumberOf(record) })),
  });

  it('hands the function the event of a DynamoDB stream', async () => {
    const stream = await streamOf();
    await stream.put('a', 1, { total: { N: '12.5' } });
    const mapping = startEventSourceMapping(stream.definition(), stream.dependencies(succeed));
    const [event] = await stream.events.until(1);
    await mapping.stop();
    const [record] = Array.isArray(event?.Records) ? event.Records : [];
    const { eventID, dynamodb, ...members } = Object(record);
    assert.deepEqual(members, {
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'eu-west-1',
      eventSourceARN: stream.arn,
    });
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
      const { promise: positioned, resolve } = Promise.withResolvers<void>();
      const dependencies = stream.dependencies(succeed);
      const put = async (key: string, value: string) => {
        await dependencies.checkpoints.put(key, value);
        resolve();
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

  describe('when the function reports failed items', () => {
    it('tries again from the lowest one', async () => {
      const stream = await streamOf('a', 'b', 'c', 'd');
      let calls = 0;
      const handler: Handler = (records) => ((calls += 1) === 1 ? failuresOf(...records.slice(1, 3).reverse()) : null);
      const mapping = startEventSourceMapping(stream.definition(), stream.dependencies(handler));
      assert.deepEqual(await stream.batches.until(2), [
        ['a/1', 'b/1', 'c/1', 'd/1'],
        ['b/1', 'c/1', 'd/1'],
      ]);
      await mapping.stop();
    });

    it('takes the batch for done when the mapping does not ask for such reports', async () => {
      const stream = await streamOf('a');
      const definition = stream.definition({ reportBatchItemFailures: false });
      const mapping = startEventSourceMapping(
        definition,
        stream.dependencies((records) => failuresOf(...records)),
      );
      await stream.batches.until(1);
      await mapping.stop();
      assert.deepEqual([...stream.checkpoints.values()], ['1']);
    });
  });

  describe('when the function keeps failing', () => {
    const fail: Handler = () => Promise.reject(new Error('always'));

    it('tells a queue the position of the batch, once its retries are used up', async () => {
      const stream = await streamOf('a', 'b');
      const definition = stream.definition({ maximumRetryAttempts: 1, onFailureDestinationArn: SQS });
      const mapping = startEventSourceMapping(definition, stream.dependencies(fail));
      const [call] = await stream.destinationCalls.until(1);
      await mapping.stop();
      assert.equal(stream.batches.entries.length, 2);
      assert.equal(call?.operation, 'SendMessage');
      assert.equal(call?.input.QueueUrl, 'https://sqs.eu-west-1.amazonaws.com/111122223333/relay-failures');
      const { timestamp, requestContext, DDBStreamBatchInfo, ...rest } = recordOf(call, 'MessageBody');
      assert.match(String(timestamp), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assert.deepEqual(rest, {
        version: '1.0',
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      });
      const { requestId, ...context } = Object(requestContext);
      assert.match(requestId, /^[0-9a-f-]{36}$/);
      assert.deepEqual(context, {
        functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:relay',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 2,
      });
      const {
        approximateArrivalOfFirstRecord: first,
        approximateArrivalOfLastRecord: last,
        ...info
      } = Object(DDBStreamBatchInfo);
      [first, last].forEach((time) => assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/));
      assert.deepEqual(info, {
        shardId: stream.checkpoints.keys().next().value?.split('/')[1],
        startSequenceNumber: '1',
        endSequenceNumber: '2',
        batchSize: 2,
        streamArn: stream.arn,
      });
    });

    it('gives a bucket the records too, under the key that AWS would choose', async () => {
      const stream = await streamOf('a');
      const definition = stream.definition({ maximumRetryAttempts: 0, onFailureDestinationArn: S3 });
      const mapping = startEventSourceMapping(definition, stream.dependencies(fail));
      const [call] = await stream.destinationCalls.until(1);
      await mapping.stop();
      assert.equal(call?.operation, 'PutObject');
      assert.equal(call?.input.Bucket, 'relay-failures');
      assert.match(
        String(call?.input.Key),
        /^aws\/lambda\/7f1b7a2e-0000-4000-8000-000000000001\/shardId-[^/]+\/(\d{4})\/(\d\d)\/(\d\d)\/\1-\2-\3T\d\d\.\d\d\.\d\d-[0-9a-f-]{36}$/,
      );
      assert.deepEqual(recordOf(call, 'Body').payload, stream.events.entries[0]);
    });

    it('goes on behind the records that are safe in the destination', async () => {
      const stream = await streamOf('a', 'b');
      const definition = stream.definition({ batchSize: 1, maximumRetryAttempts: 0, onFailureDestinationArn: S3 });
      const handler: Handler = ([record]) => (record && nameOf(record) === 'a/1' ? Promise.reject(new Error()) : null);
      const mapping = startEventSourceMapping(definition, stream.dependencies(handler));
      assert.deepEqual(await stream.batches.until(2), [['a/1'], ['b/1']]);
      await mapping.stop();
      assert.deepEqual([...stream.checkpoints.values()], ['2']);
    });

    it('keeps the records until a failing destination takes them', async () => {
      const stream = await streamOf('a');
      const definition = stream.definition({ maximumRetryAttempts: 0, onFailureDestinationArn: SQS });
      const seen: (string | undefined)[] = [];
      const refuseOnce = () => {
        seen.push(stream.checkpoints.values().next().value);
        if (seen.length === 1) throw new AwsError('ServiceUnavailable', 'Try later', 503);
      };
      const mapping = startEventSourceMapping(definition, stream.dependencies(fail, refuseOnce));
      await stream.destinationCalls.until(2);
      await mapping.stop();
      assert.deepEqual(seen, [undefined, undefined]);
      assert.equal(stream.batches.entries.length, 1);
      assert.deepEqual([...stream.checkpoints.values()], ['1']);
    });

    it('halves the batch until the bad record is alone, where it bisects', async () => {
      const stream = await streamOf('a', 'b', 'bad', 'd');
      const definition = stream.definition({
        bisectBatchOnFunctionError: true,
        maximumRetryAttempts: 0,
        onFailureDestinationArn: S3,
      });
      const handler: Handler = (records) =>
        records.map(nameOf).includes('bad/1') ? Promise.reject(new Error()) : null;
      const mapping = startEventSourceMapping(definition, stream.dependencies(handler));
      assert.deepEqual(await stream.batches.until(5), [
        ['a/1', 'b/1', 'bad/1', 'd/1'],
        ['a/1', 'b/1'],
        ['bad/1', 'd/1'],
        ['bad/1'],
        ['d/1'],
      ]);
      await mapping.stop();
      assert.equal(objectAt(recordOf(stream.destinationCalls.entries[0], 'Body'), 'DDBStreamBatchInfo').batchSize, 1);
      assert.deepEqual([...stream.checkpoints.values()], ['4']);
    });

    it('gives up records beyond the maximum age', async () => {
      const stream = await streamOf('a');
      const definition = stream.definition({ maximumRecordAgeSeconds: 0, onFailureDestinationArn: SQS });
      const mapping = startEventSourceMapping(definition, stream.dependencies(fail));
      const [call] = await stream.destinationCalls.until(1);
      await mapping.stop();
      assert.equal(objectAt(recordOf(call, 'MessageBody'), 'requestContext').condition, 'RecordAgeExpired');
    });
  });

  it('uses up no retry while the function cannot be reached', async () => {
    const stream = await streamOf('a');
    let calls = 0;
    const throttledTwice: Handler = () => {
      if ((calls += 1) <= 2) throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
      return null;
    };
    const definition = stream.definition({ maximumRetryAttempts: 0, onFailureDestinationArn: SQS });
    const mapping = startEventSourceMapping(definition, stream.dependencies(throttledTwice));
    await stream.batches.until(3);
    await mapping.stop();
    assert.equal(stream.destinationCalls.entries.length, 0);
    assert.deepEqual([...stream.checkpoints.values()], ['1']);
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

  it('refuses a destination that it does not carry', async () => {
    const stream = await streamOf();
    const definition = stream.definition({ onFailureDestinationArn: 'arn:aws:sns:eu-west-1:111122223333:topic' });
    assert.throws(() => startEventSourceMapping(definition, stream.dependencies(succeed)), {
      name: 'StartupError',
      message: /SQS and S3, not arn:aws:sns/,
    });
  });
});

const recordOf = (call: AwsCall | undefined, member: string): JsonObject =>
  parseObject(textAt(call?.input ?? {}, member) ?? '') ?? {};
