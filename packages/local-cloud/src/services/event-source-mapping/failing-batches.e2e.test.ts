import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { AwsError } from '../../aws/error.ts';
import type { AwsCall } from '../../aws/call.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { isJsonObject, objectAt, parseObject, stringAt } from '../../kernel/json.ts';
import { startEventSourceMapping } from './event-source-mapping.ts';
import { nameOf, sequenceNumberOf, startStreams } from './testing/stream-fixture.ts';
import type { Handler, Stream, Streams } from './testing/stream-fixture.ts';
import { stringMemberAt } from '../../kernel/testing/member-at.ts';

const SQS = 'arn:aws:sqs:eu-west-1:111122223333:relay-failures';
const S3 = 'arn:aws:s3:::relay-failures';

describe('an event source mapping', () => {
  let streams: Streams;
  beforeAll(async () => (streams = await startStreams()));
  afterAll(() => streams.stop());

  /** Puts orders a/1, b/1, … before the mapping starts, so that they arrive as one batch. */
  const streamOf = async (...orderIds: string[]): Promise<Stream> => {
    const stream = await streams.create();
    for (const orderId of orderIds) await stream.put(orderId, 1);
    return stream;
  };

  const failuresOf = (...records: JsonObject[]) => ({
    batchItemFailures: records.map((record) => ({ itemIdentifier: sequenceNumberOf(record) })),
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
      assert.ok(call);
      assert.equal(call.operation, 'SendMessage');
      assert.equal(call.input['QueueUrl'], 'https://sqs.eu-west-1.amazonaws.com/111122223333/relay-failures');
      const { timestamp, requestContext, DDBStreamBatchInfo, ...rest } = recordOf(call, 'MessageBody');
      assert.ok(typeof timestamp === 'string');
      assert.match(timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assert.deepEqual(rest, {
        version: '1.0',
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      });
      assert.ok(isJsonObject(requestContext) && isJsonObject(DDBStreamBatchInfo));
      const { requestId, ...context } = requestContext;
      assert.match(stringMemberAt(requestContext, 'requestId'), /^[0-9a-f-]{36}$/);
      assert.deepEqual(context, {
        functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:relay',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 2,
      });
      const {
        approximateArrivalOfFirstRecord: first,
        approximateArrivalOfLastRecord: last,
        ...info
      } = DDBStreamBatchInfo;
      [first, last].forEach((time) =>
        assert.match(typeof time === 'string' ? time : '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      );
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
      assert.ok(call);
      assert.equal(call.operation, 'PutObject');
      assert.equal(call.input['Bucket'], 'relay-failures');
      assert.match(
        stringMemberAt(call.input, 'Key'),
        /^aws\/lambda\/7f1b7a2e-0000-4000-8000-000000000001\/shardId-[^/]+\/(\d{4})\/(\d\d)\/(\d\d)\/\1-\2-\3T\d\d\.\d\d\.\d\d-[0-9a-f-]{36}$/,
      );
      assert.deepEqual(recordOf(call, 'Body')['payload'], stream.events.entries[0]);
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
      assert.equal(
        objectAt(recordOf(stream.destinationCalls.entries[0], 'Body'), 'DDBStreamBatchInfo')['batchSize'],
        1,
      );
      assert.deepEqual([...stream.checkpoints.values()], ['4']);
    });

    it('gives up records beyond the maximum age', async () => {
      const stream = await streamOf('a');
      const definition = stream.definition({ maximumRecordAgeSeconds: 0, onFailureDestinationArn: SQS });
      const mapping = startEventSourceMapping(definition, stream.dependencies(fail));
      const [call] = await stream.destinationCalls.until(1);
      await mapping.stop();
      assert.equal(objectAt(recordOf(call, 'MessageBody'), 'requestContext')['condition'], 'RecordAgeExpired');
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
});

function recordOf(call: AwsCall | undefined, member: string): JsonObject {
  return parseObject(stringAt(call?.input ?? {}, member) ?? '') ?? {};
}
