/** What the engine's one everlasting shard cannot show: shards that close, and records that have expired. */

import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { AwsError } from '../../aws/error.ts';
import type { CallAws } from '../../aws/call.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { objectAt } from '../../kernel/json.ts';
import { startEventSourceMapping } from './event-source-mapping.ts';
import { createRecorder } from './testing/recorder.ts';
import { MAPPING } from './testing/stream-fixture.ts';
import { stringMemberAt } from '../../kernel/testing/member-at.ts';

const ARN = 'arn:aws:dynamodb:eu-west-1:111122223333:table/Outbox/stream/local';

type FakeShard = { readonly parent?: string; readonly isClosed: boolean; readonly sequenceNumbers: readonly number[] };

function text(value: JsonValue | undefined): string {
  assert.ok(typeof value === 'string');
  return value;
}

/** A stream in memory; an iterator is `shard/sequence number before the next record`. */
function play(shards: { readonly [id: string]: FakeShard }, firstKept = 0) {
  const invocations = createRecorder<readonly string[]>();
  const operations: { readonly [name: string]: (input: JsonObject) => JsonObject } = {
    DescribeStream: () => ({
      StreamDescription: {
        Shards: Object.entries(shards).map(([ShardId, { parent }]) => ({
          ShardId,
          ...(parent && { ParentShardId: parent }),
        })),
      },
    }),
    GetShardIterator: ({ ShardId, SequenceNumber = '0' }) => {
      if (SequenceNumber !== '0' && Number(SequenceNumber) < firstKept)
        throw new AwsError('TrimmedDataAccessException', 'gone');
      return { ShardIterator: `${text(ShardId)}/${text(SequenceNumber)}` };
    },
    GetRecords: ({ ShardIterator }): JsonObject => {
      const [id = '', after] = text(ShardIterator).split('/');
      const { isClosed, sequenceNumbers } = shards[id] ?? { isClosed: true, sequenceNumbers: [] };
      const numbers = sequenceNumbers.filter((number) => number > Number(after));
      const next: JsonObject = isClosed ? {} : { NextShardIterator: `${id}/${numbers.at(-1) ?? after}` };
      return {
        Records: numbers.map((number) => ({ dynamodb: { SequenceNumber: `${number}` } })),
        ...next,
      };
    },
    Invoke: (input) => {
      const { Records } = objectAt(input, 'Payload');
      const records = Array.isArray(Records) ? Records : [];
      invocations.add(records.map((record) => stringMemberAt(record, 'dynamodb', 'SequenceNumber')));
      return { StatusCode: 200, Payload: null };
    },
  };
  const callAws: CallAws = ({ operation, input }) =>
    new Promise((resolve) => resolve(JSON.stringify(operations[operation]?.(input))));
  return { callAws, invocations };
}

function start(callAws: CallAws, checkpoints: Map<string, string>) {
  return startEventSourceMapping(
    { ...MAPPING, eventSourceArn: ARN },
    {
      callAws,
      checkpoints: {
        get: (key) => Promise.resolve(checkpoints.get(key)),
        put: (key, value) => {
          checkpoints.set(key, value);
          return Promise.resolve();
        },
      },
      waitForRecords: () => new Promise(() => {}),
      log: () => {},
    },
  );
}

describe('an event source mapping on a stream with several shards', () => {
  const shards = {
    child: { parent: 'parent', isClosed: false, sequenceNumbers: [10, 11] },
    parent: { isClosed: true, sequenceNumbers: [1, 2] },
    orphan: { parent: 'long ago', isClosed: false, sequenceNumbers: [5] },
  };

  it('consumes a shard after its parent, and others beside them', async () => {
    const { callAws, invocations } = play(shards);
    const checkpoints = new Map<string, string>();
    const mapping = start(callAws, checkpoints);
    const batches = (await invocations.until(3)).map((batch) => batch.join());
    await mapping.stop();
    assert.deepEqual([...batches].sort(), ['1,2', '10,11', '5']);
    assert.ok(batches.indexOf('1,2') < batches.indexOf('10,11'));
    assert.deepEqual(Object.fromEntries([...checkpoints].map(([key, value]) => [key.split('/')[1], value])), {
      parent: 'SHARD_END',
      child: '11',
      orphan: '5',
    });
  });

  it('does not consume a closed shard again after a restart', async () => {
    const { callAws, invocations } = play(shards);
    const mapping = start(
      callAws,
      new Map([
        [`${MAPPING.uuid}/parent`, 'SHARD_END'],
        [`${MAPPING.uuid}/orphan`, '5'],
      ]),
    );
    assert.deepEqual(await invocations.until(1), [['10', '11']]);
    await mapping.stop();
  });
});

describe('an event source mapping whose checkpoint has expired', () => {
  it('goes on with the oldest record that the stream still has', async () => {
    const { callAws, invocations } = play({ only: { isClosed: false, sequenceNumbers: [8, 9] } }, 8);
    const mapping = start(callAws, new Map([[`${MAPPING.uuid}/only`, '3']]));
    assert.deepEqual(await invocations.until(1), [['8', '9']]);
    await mapping.stop();
  });
});

describe('an event source mapping that cannot read its stream', () => {
  it('tries again', async () => {
    const { callAws, invocations } = play({ only: { isClosed: false, sequenceNumbers: [1] } });
    let failures = 3;
    const failing: CallAws = async (call) => {
      if (call.service === 'dynamodbstreams' && (failures -= 1) >= 0)
        throw new AwsError('InternalServerError', 'no', 500);
      return callAws(call);
    };
    const mapping = start(failing, new Map());
    assert.deepEqual(await invocations.until(1), [['1']]);
    await mapping.stop();
  });
});
