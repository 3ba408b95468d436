/** Reads one shard from a position on, for as long as it is open. */

import { AwsError } from '../../aws/error.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { parseObject, stringAt } from '../../kernel/json.ts';
import { backOff } from '../../kernel/backoff.ts';
import { unlessAborted } from '../../kernel/wait.ts';
import type { Run } from './definition.ts';
import { pageOf } from './stream-record.ts';
import type { Page, StreamRecord } from './stream-record.ts';

/** `TRIM_HORIZON`, or the sequence number of the last record that needs no more reading. */
export type Position = string;

export const TRIM_HORIZON: Position = 'TRIM_HORIZON';

/** Writes wake the reader; this bounds the wait for those that it was not told about. */
const IDLE_WAIT_MS = 1000;

/** Yields pages of records after `start`; ends when the shard is closed and read, or the mapping stops. */
export async function* readShard(shardId: string, start: Position, run: Run): AsyncGenerator<readonly StreamRecord[]> {
  const { definition, dependencies, signal } = run;
  const written = () => dependencies.waitForRecords(definition.eventSourceArn, IDLE_WAIT_MS);
  let position = start;
  let iterator: string | undefined;
  let failures = 0;
  // Asked for before each read that may come back empty, so that no write falls between the two.
  let wake = written();

  for (;;) {
    await run.untilEnabled();
    if (signal.aborted) return;
    let page: Page;
    try {
      iterator ??= await shardIterator(shardId, position, run);
      page = await getRecords(iterator, run);
      failures = 0;
    } catch (error) {
      iterator = undefined;
      failures += 1;
      dependencies.log(`${definition.functionName}: cannot read ${definition.eventSourceArn}: ${String(error)}`);
      await backOff(failures, signal);
      continue;
    }
    if (page.records.length > 0) yield page.records;
    position = page.records.at(-1)?.sequenceNumber ?? position;
    iterator = page.nextShardIterator;
    if (iterator === undefined) return;
    if (page.records.length > 0) continue;
    await unlessAborted(wake, signal);
    wake = written();
  }
}

/** The position after the newest record that the shard holds now. */
export async function latestPosition(shardId: string, run: Run): Promise<Position> {
  let position = TRIM_HORIZON;
  let iterator: string | undefined = await shardIterator(shardId, position, run);
  while (iterator !== undefined) {
    const page: Page = await getRecords(iterator, run);
    const newest = page.records.at(-1);
    if (!newest) return position;
    position = newest.sequenceNumber;
    iterator = page.nextShardIterator;
  }
  return position;
}

async function getRecords(ShardIterator: string, run: Run): Promise<Page> {
  return pageOf(await callStreams('GetRecords', { ShardIterator }, run), run.definition.eventSourceArn);
}

async function shardIterator(ShardId: string, position: Position, run: Run): Promise<string> {
  const input = { StreamArn: run.definition.eventSourceArn, ShardId };
  const from: JsonObject =
    position === TRIM_HORIZON
      ? { ShardIteratorType: TRIM_HORIZON }
      : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position };
  const answer = await callStreams('GetShardIterator', { ...input, ...from }, run).catch((error: unknown) => {
    // What lay at the position is older than the stream's 24 hours.
    if (!(error instanceof AwsError && error.name === 'TrimmedDataAccessException')) throw error;
    return callStreams('GetShardIterator', { ...input, ShardIteratorType: TRIM_HORIZON }, run);
  });
  const iterator = stringAt(parseObject(answer) ?? {}, 'ShardIterator');
  if (iterator === undefined) throw new Error(`GetShardIterator answered ${answer}`);
  return iterator;
}

/** A call of the DynamoDB Streams API by the function's role. */
export function callStreams(operation: string, input: JsonObject, run: Run): Promise<string> {
  return run.dependencies.callAws({
    service: 'dynamodbstreams',
    operation,
    input,
    principal: run.definition.principal,
  });
}
