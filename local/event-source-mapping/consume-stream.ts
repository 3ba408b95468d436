/** Consumes all shards of a stream: each one's parent before it, and each from where the last run left it. */

import { isJsonObject, objectAt, parseObject, textAt } from '../json.ts';
import { sleep, unlessAborted } from './abortable.ts';
import { consumeShard } from './consume-shard.ts';
import type { Run } from './definition.ts';
import { persistently } from './persistently.ts';
import { callStreams, latestPosition, TRIM_HORIZON } from './read-shard.ts';
import type { Position } from './read-shard.ts';

type Shard = { readonly id: string; readonly parentId?: string };

/** What is stored for a shard that is closed and wholly processed. */
const SHARD_END = 'SHARD_END';

/** New shards come when old ones close; only where none is open do we have to look for them. */
const NO_OPEN_SHARD_WAIT_MS = 1000;

/** Resolves when the mapping stops and its batches have ended. */
export const consumeStream = async (run: Run): Promise<void> => {
  const { checkpoints } = run.dependencies;
  const key = (shardId: string) => `${run.definition.uuid}/${shardId}`;
  const open = new Map<string, Promise<void>>();
  const ended = new Set<string>();

  const consume = async (shardId: string, start: Position): Promise<void> => {
    const isClosed = await consumeShard(shardId, start, (point) => checkpoints.put(key(shardId), point), run);
    if (isClosed) await persistently('close a shard', run, () => checkpoints.put(key(shardId), SHARD_END));
    ended.add(shardId);
    open.delete(shardId);
  };

  while (!run.signal.aborted) {
    const shards = await persistently('find the shards of its stream', run, async () => {
      const found = await describeShards(run);
      await establishPositions(found, key, run);
      return found;
    });
    if (!shards) break;
    const present = new Set(shards.map(({ id }) => id));
    for (const { id, parentId } of shards) {
      const start = await persistently('read its stream position', run, () => checkpoints.get(key(id)));
      if (start === SHARD_END) ended.add(id);
      const waitsForParent = parentId !== undefined && present.has(parentId) && !ended.has(parentId);
      if (open.has(id) || ended.has(id) || waitsForParent) continue;
      open.set(id, consume(id, start ?? TRIM_HORIZON));
    }
    if (open.size === 0) await sleep(NO_OPEN_SHARD_WAIT_MS, run.signal);
    else await unlessAborted(Promise.race(open.values()), run.signal);
  }
  await Promise.all(open.values());
};

const describeShards = async (run: Run): Promise<Shard[]> => {
  const shards: Shard[] = [];
  let ExclusiveStartShardId: string | undefined;
  do {
    const input = { StreamArn: run.definition.eventSourceArn, ...(ExclusiveStartShardId && { ExclusiveStartShardId }) };
    const stream = objectAt(parseObject(await callStreams('DescribeStream', input, run)) ?? {}, 'StreamDescription');
    const page = Array.isArray(stream.Shards) ? stream.Shards.filter(isJsonObject) : [];
    for (const shard of page) {
      const parentId = textAt(shard, 'ParentShardId');
      shards.push({ id: textAt(shard, 'ShardId') ?? '', ...(parentId && { parentId }) });
    }
    ExclusiveStartShardId = textAt(stream, 'LastEvaluatedShardId');
  } while (ExclusiveStartShardId);
  return shards;
};

/**
 * `LATEST` is the end of the shards at the mapping's first start. It is stored then, so that what is written while the
 * process is down does not count as older.
 */
const establishPositions = async (
  shards: readonly Shard[],
  key: (shardId: string) => string,
  run: Run,
): Promise<void> => {
  if (run.definition.startingPosition !== 'LATEST') return;
  const { checkpoints } = run.dependencies;
  const stored = await Promise.all(shards.map(({ id }) => checkpoints.get(key(id))));
  if (stored.some((position) => position !== undefined)) return;
  for (const { id } of shards) await checkpoints.put(key(id), await latestPosition(id, run));
};
