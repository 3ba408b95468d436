/**
 * Hands one batch to the function until all of its records are done: retries with growing waits, partial batch
 * responses, bisection, and the destination for records that are given up ("Retain discarded records", Lambda guide).
 */

import type { JsonObject } from '../../kernel/json.ts';
import { parseObject, stringAt } from '../../kernel/json.ts';
import { backOff } from '../../kernel/backoff.ts';
import { countDone } from './batch-response.ts';
import { LAMBDA_SERVICE } from './definition.ts';
import type { Run } from './definition.ts';
import { sendToDestination } from './on-failure-destination.ts';
import type { DiscardCondition } from './on-failure-destination.ts';
import { eventOf } from './stream-record.ts';
import type { StreamRecord } from './stream-record.ts';

/** Records on their way to the function. Bisecting them uses up no retry. */
type Attempt = {
  readonly records: readonly StreamRecord[];
  readonly invocations: number;
  readonly retriesUsed: number;
};

/** `done` counts from the first record. Without a response the function was not reached, which uses up no retry. */
type Outcome = { readonly done: number; readonly response?: JsonObject };

/** Records of a stream expire after 24 hours; by then they must be in the destination. */
const RETENTION_SECONDS = 24 * 60 * 60;

/**
 * Resolves when `onDone` has had each record, processed or safe in the destination, or, with records left, when the
 * mapping stops. `batch` is in the shard's order.
 */
export async function processBatch(
  batch: readonly StreamRecord[],
  shardId: string,
  run: Run,
  onDone: (records: readonly StreamRecord[]) => void,
): Promise<void> {
  let pending: readonly Attempt[] = [{ records: batch, invocations: 0, retriesUsed: 0 }];
  let failuresInARow = 0;
  while (!run.signal.aborted) {
    const [attempt, ...later] = pending;
    if (!attempt) return;
    recordAge(attempt.records, run);
    const outcome = await invoke(attempt.records, run);
    onDone(attempt.records.slice(0, outcome.done));
    const next = nextAttempts(attempt, outcome, run);
    const kept = await Promise.all(next.map((one) => withoutDiscarded(one, outcome, shardId, run, onDone)));
    const again = kept.filter(({ records }) => records.length > 0);
    pending = [...again, ...later];
    failuresInARow = outcome.done > 0 ? 1 : failuresInARow + 1;
    if (again.length > 0) await backOff(failuresInARow, run.signal);
  }
}

/** The age of a batch's last record when the function gets it (Lambda guide, "Performance metrics"). */
function recordAge(records: readonly StreamRecord[], { definition, dependencies }: Run): void {
  const last = records.at(-1);
  if (!last) return;
  const [name = ''] = definition.functionName.split(':');
  const value = Math.max(0, Date.now() - last.createdAtEpochSeconds * 1000);
  dependencies.record?.({ namespace: 'AWS/Lambda', name: 'IteratorAge', dimensions: { FunctionName: name }, value });
}

async function invoke(records: readonly StreamRecord[], { definition, dependencies }: Run): Promise<Outcome> {
  const { functionName, reportBatchItemFailures } = definition;
  try {
    const answer = await dependencies.callAws({
      service: 'lambda',
      operation: 'Invoke',
      input: { FunctionName: functionName, InvocationType: 'RequestResponse', Payload: eventOf(records) },
      principal: LAMBDA_SERVICE,
    });
    const response = parseObject(answer) ?? {};
    if (stringAt(response, 'FunctionError') !== undefined) return { done: 0, response };
    return { done: reportBatchItemFailures ? countDone(response['Payload'], records) : records.length, response };
  } catch (error) {
    dependencies.log(`${functionName}: cannot be invoked by its event source mapping: ${String(error)}`);
    return { done: 0 };
  }
}

/** What is left of an attempt, in halves where the function failed and the mapping bisects. */
function nextAttempts(attempt: Attempt, { done, response }: Outcome, { definition }: Run): Attempt[] {
  const records = attempt.records.slice(done);
  const invocations = attempt.invocations + (response ? 1 : 0);
  const isFunctionError = response !== undefined && stringAt(response, 'FunctionError') !== undefined;
  if (definition.bisectBatchOnFunctionError && isFunctionError && records.length > 1) {
    const middle = Math.ceil(records.length / 2);
    const halves = [records.slice(0, middle), records.slice(middle)];
    return halves.map((half) => ({ records: half, invocations, retriesUsed: attempt.retriesUsed }));
  }
  return [{ records, invocations, retriesUsed: attempt.retriesUsed + (response ? 1 : 0) }];
}

/** The attempt without the records that are beyond a limit, once the destination has them. */
async function withoutDiscarded(
  attempt: Attempt,
  { response }: Outcome,
  shardId: string,
  run: Run,
  onDone: (records: readonly StreamRecord[]) => void,
): Promise<Attempt> {
  const { records, invocations, retriesUsed } = attempt;
  const { maximumRetryAttempts, maximumRecordAgeSeconds } = run.definition;
  const isExhausted = maximumRetryAttempts >= 0 && retriesUsed > maximumRetryAttempts;
  const maxAge = maximumRecordAgeSeconds < 0 ? RETENTION_SECONDS : maximumRecordAgeSeconds;
  const oldestAllowed = Date.now() / 1000 - maxAge;
  const firstKept = records.findIndex((record) => !isExhausted && record.createdAtEpochSeconds >= oldestAllowed);
  const discarded = firstKept === -1 ? records : records.slice(0, firstKept);
  if (discarded.length === 0) return attempt;

  const condition: DiscardCondition = isExhausted ? 'RetryAttemptsExhausted' : 'RecordAgeExpired';
  const isSafe = await sendToDestination({ records: discarded, shardId, condition, invocations, response }, run);
  if (isSafe) onDone(discarded);
  return { ...attempt, records: records.slice(discarded.length) };
}
