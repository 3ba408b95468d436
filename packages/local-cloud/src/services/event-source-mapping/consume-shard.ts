/** Consumes one shard: filter, spread over lanes, batch, process, and remember how far that went. */

import { createHash } from 'node:crypto';
import type { JsonValue } from '../../kernel/json.ts';
import { isJsonObject, objectAt, parseObject, stringAt } from '../../kernel/json.ts';
import { createBatchQueue } from './batch-queue.ts';
import type { BatchQueue } from './batch-queue.ts';
import { createCheckpoint } from './checkpoint.ts';
import { LAMBDA_SERVICE } from './definition.ts';
import type { Run } from './definition.ts';
import { matchesPattern } from '../../aws/event-pattern/matches-pattern.ts';
import { persistently } from './persistently.ts';
import { processBatch } from './process-batch.ts';
import { readShard } from './read-shard.ts';
import type { Position } from './read-shard.ts';
import type { StreamRecord } from './stream-record.ts';

/**
 * Resolves true when the shard is closed and all of it done, false when the mapping stopped first. `save` stores the
 * position from which the next run goes on.
 */
export async function consumeShard(
  shardId: string,
  start: Position,
  save: (point: Position) => Promise<void>,
  run: Run,
): Promise<boolean> {
  const { definition, dependencies, signal } = run;
  const { filterPatterns, batchSize, maximumBatchingWindowSeconds, parallelizationFactor, functionName } = definition;
  const checkpoint = createCheckpoint(save, (line) =>
    dependencies.log(`${functionName}: event source mapping ${line}`),
  );
  const queues = Array.from({ length: parallelizationFactor }, () =>
    createBatchQueue(batchSize, maximumBatchingWindowSeconds * 1000, signal),
  );
  const laneOf = await createLaneChooser(queues, run);

  const processLane = async (queue: BatchQueue): Promise<void> => {
    for (;;) {
      const batch = await queue.take();
      if (!batch) return;
      await run.untilEnabled();
      await processBatch(batch, shardId, run, (records) => checkpoint.done(records));
    }
  };

  const read = async (): Promise<void> => {
    for await (const page of readShard(shardId, start, run)) {
      const wanted = new Map(queues.map((queue) => [queue, new Array<StreamRecord>()]));
      for (const record of page) {
        checkpoint.add(record);
        const isWanted = filterPatterns.length === 0 || filterPatterns.some((one) => matchesPattern(one, record.event));
        if (isWanted) wanted.get(laneOf(record))?.push(record);
        else checkpoint.skip(record);
      }
      await Promise.all([...wanted].map(([queue, records]) => queue.push(records)));
    }
    queues.forEach((queue) => queue.close());
  };

  await Promise.all([read(), ...queues.map(processLane)]);
  await checkpoint.flush();
  return !signal.aborted;
}

/** Items of one partition key share a lane, so that they keep their order. */
async function createLaneChooser(
  queues: readonly BatchQueue[],
  run: Run,
): Promise<(record: StreamRecord) => BatchQueue> {
  const [only, ...others] = queues;
  if (!only) throw new Error('A parallelization factor is at least 1.');
  if (others.length === 0) return () => only;
  const partitionKey = (await persistently('find the partition key', run, () => findPartitionKey(run))) ?? '';
  return ({ keys }) => queues[hash(keys[partitionKey]) % queues.length] ?? only;
}

function hash(value: JsonValue | undefined): number {
  return createHash('sha1')
    .update(JSON.stringify(value ?? null))
    .digest()
    .readUInt32BE();
}

/** The records name their keys without saying which is which, and so does the engine's DescribeStream. */
async function findPartitionKey({ definition, dependencies }: Run): Promise<string> {
  const TableName = /:table\/([^/]+)/.exec(definition.eventSourceArn)?.[1] ?? '';
  const input = { TableName };
  const answer = await dependencies.callAws({
    service: 'dynamodb',
    operation: 'DescribeTable',
    input,
    principal: LAMBDA_SERVICE,
  });
  const { KeySchema: schema } = objectAt(parseObject(answer) ?? {}, 'Table');
  const partitionKey = Array.isArray(schema)
    ? schema.filter(isJsonObject).find(({ KeyType }) => KeyType === 'HASH')
    : undefined;
  const name = partitionKey && stringAt(partitionKey, 'AttributeName');
  if (name === undefined) throw new Error(`DescribeTable did not name the partition key of ${TableName}.`);
  return name;
}
