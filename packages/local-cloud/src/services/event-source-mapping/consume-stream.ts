/** Consumes all shards of a stream: each one after its parent, and each from where the last run left it. */

import { isJsonObject, objectAt, parseObject, stringAt } from '../../kernel/json.ts';
import { unlessAborted, wait } from '../../kernel/wait.ts';
import { consumeShard } from './consume-shard.ts';
import type { Run } from './definition.ts';
import { persistently } from './persistently.ts';
import { callStreams, latestPosition, TRIM_HORIZON } from './read-shard.ts';
import type { Position } from './read-shard.ts';

type Shard = { readonly id: string; readonly parentId?: string };

/** What is stored for a shard that is closed and wholly processed. */
const SHARD_END: Position = 'SHARD_END';

/** New shards come when old ones close; only where none is open do we have to look for them. */
const NO_OPEN_SHARD_WAIT_MS = 1000;

/** Resolves when the mapping stops and its batches have ended. */
export async function consumeStream(run: Run): Promise<void> {
  const { checkpoints } = run.dependencies;
  const open = new Map<string, Promise<void>>();

  const consume = async (shardId: string, start: Position): Promise<void> => {
    const save = (point: Position) => checkpoints.put(keyOf(shardId, run), point);
    const isClosed = await consumeShard(shardId, start, save, run);
    if (isClosed) await persistently('close a shard', run, () => save(SHARD_END));
    open.delete(shardId);
  };

  while (!run.signal.aborted) {
    const shards = await persistently('find the shards of its stream', run, async () => {
      const described = await describeShards(run);
      return { described, positions: await findPositions(described, run) };
    });
    if (!shards) break;
    const { described, positions } = shards;
    const isUnfinished = (id: string) => positions.has(id) && positions.get(id) !== SHARD_END;
    for (const { id, parentId } of described) {
      const waits = parentId !== undefined && isUnfinished(parentId);
      if (!open.has(id) && isUnfinished(id) && !waits) open.set(id, consume(id, positions.get(id) ?? TRIM_HORIZON));
    }
    if (open.size === 0) await wait(NO_OPEN_SHARD_WAIT_MS, run.signal);
    else await unlessAborted(Promise.race(open.values()), run.signal);
  }
  await Promise.all(open.values());
}

function keyOf(shardId: string, { definition }: Run): string {
  return `${definition.uuid}/${shardId}`;
}

async function describeShards(run: Run): Promise<Shard[]> {
  const shards: Shard[] = [];
  let ExclusiveStartShardId: string | undefined;
  do {
    const input = { StreamArn: run.definition.eventSourceArn, ...(ExclusiveStartShardId && { ExclusiveStartShardId }) };
    const stream = objectAt(parseObject(await callStreams('DescribeStream', input, run)) ?? {}, 'StreamDescription');
    const page = Array.isArray(stream['Shards']) ? stream['Shards'].filter(isJsonObject) : [];
    for (const shard of page) {
      const parentId = stringAt(shard, 'ParentShardId');
      shards.push({ id: stringAt(shard, 'ShardId') ?? '', ...(parentId && { parentId }) });
    }
    ExclusiveStartShardId = stringAt(stream, 'LastEvaluatedShardId');
  } while (ExclusiveStartShardId);
  return shards;
}

/** The stored position of each shard, or where the mapping starts. */
async function findPositions(shards: readonly Shard[], run: Run): Promise<ReadonlyMap<string, Position>> {
  const { checkpoints } = run.dependencies;
  const stored = await Promise.all(shards.map(({ id }) => checkpoints.get(keyOf(id, run))));
  const isFirstStart = stored.every((position) => position === undefined);
  const positions = new Map<string, Position>();
  for (const [index, { id }] of shards.entries()) {
    const startsAtLatest = isFirstStart && run.definition.startingPosition === 'LATEST';
    positions.set(id, stored[index] ?? (startsAtLatest ? await establishLatest(id, run) : TRIM_HORIZON));
  }
  return positions;
}

/**
 * `LATEST` is the end of the shard at the mapping's first start. It is stored then, so that what is written while the
 * process is down does not count as older.
 */
async function establishLatest(shardId: string, run: Run): Promise<Position> {
  const latest = await latestPosition(shardId, run);
  await run.dependencies.checkpoints.put(keyOf(shardId, run), latest);
  return latest;
}
