/** Reads a queue for an event source mapping: receive → filter → invoke the function → delete what it is done with. */

import { backoffMs, RETRY_BACKOFF } from '../../../kernel/backoff.ts';
import { parseObject, stringAt } from '../../../kernel/json.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { unlessAborted } from '../../../kernel/wait.ts';
import type { CallAws } from '../../../aws/call.ts';
import { AwsError } from '../../../aws/error.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import type { Mapping } from '../../../plugin/event-source.ts';
import type { Clock } from '../clock.ts';
import { MAX_WAIT_SECONDS } from '../queue-settings.ts';
import type { QueueSettings } from '../queue-settings.ts';
import { recordsDone } from './batch-response.ts';
import { passesFilters, recordsOf } from './event-records.ts';
import type { EventRecord } from './event-records.ts';
import type { MappingSettings } from './mapping-settings.ts';
import { splitBySize } from './split-by-size.ts';

/** A mapping that runs, as its parts see it. */
export type Run = {
  readonly mapping: Mapping;
  readonly settings: MappingSettings;
  readonly queue: QueueSettings;
  readonly callAws: CallAws;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Aborted when the mapping stops. */
  readonly signal: AbortSignal;
  /** Resolves at once while the mapping is enabled, else when it becomes so or stops. */
  untilEnabled(): Promise<void>;
};

/** Lambda itself invokes the function, for which AWS asks no permission of the function's role. */
const LAMBDA_SERVICE: Principal = { arn: 'lambda.amazonaws.com', permissions: 'administrator' };

/** SQS returns this many messages, and deletes this many, with one call. */
const MAX_MESSAGES_OF_A_CALL = 10;

/** Resolves when the mapping stops and the invocations that ran have ended. */
export async function pollQueue(run: Run): Promise<void> {
  const invocations = new Set<Promise<void>>();
  let failures = 0;
  for (;;) {
    await run.untilEnabled();
    if (run.signal.aborted) break;
    if (invocations.size >= run.settings.maximumConcurrency) {
      await unlessAborted(Promise.race(invocations), run.signal);
      continue;
    }
    try {
      const records = await gatherBatch(run);
      failures = 0;
      if (records.length === 0) continue;
      const invocation = processBatch(records, run)
        .catch((error: unknown) => report('process a batch', error, run))
        .finally(() => invocations.delete(invocation));
      invocations.add(invocation);
    } catch (error) {
      failures += 1;
      report('receive messages', error, run);
      await run.clock.wait(backoffMs(RETRY_BACKOFF, failures), run.signal);
    }
  }
  await Promise.all(invocations);
}

function report(what: string, error: unknown, { log, mapping }: Run): void {
  log(`${mapping.functionName}: its event source mapping cannot ${what}: ${String(error)}`);
}

/** One receive; with a batching window as many as the window and the batch have room for. */
async function gatherBatch(run: Run): Promise<readonly EventRecord[]> {
  const { settings, clock, signal } = run;
  const records = [...(await receive(settings.batchSize, MAX_WAIT_SECONDS, run))];
  const windowEnd = clock.now() + settings.batchingWindowSeconds * 1000;
  while (records.length > 0 && records.length < settings.batchSize && !signal.aborted) {
    const secondsLeft = Math.ceil((windowEnd - clock.now()) / 1000);
    if (secondsLeft <= 0 || splitBySize(records).length > 1) break;
    records.push(...(await receive(settings.batchSize - records.length, secondsLeft, run)));
  }
  return records;
}

async function receive(maxMessages: number, waitSeconds: number, run: Run): Promise<readonly EventRecord[]> {
  const input = {
    MaxNumberOfMessages: Math.min(maxMessages, MAX_MESSAGES_OF_A_CALL),
    WaitTimeSeconds: Math.min(waitSeconds, MAX_WAIT_SECONDS),
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'],
  };
  let output: JsonObject = {};
  const received = callSqs('ReceiveMessage', input, run).then((answer) => {
    output = answer;
  });
  await unlessAborted(received, run.signal);
  return recordsOf(output, run.mapping.eventSourceArn);
}

async function processBatch(records: readonly EventRecord[], run: Run): Promise<void> {
  const hiddenUntil = run.clock.now() + run.queue.visibilityTimeoutSeconds * 1000;
  const passes = (record: EventRecord) => passesFilters(record, run.mapping.filterPatterns);
  await remove(
    records.filter((record) => !passes(record)),
    run,
  );
  for (const part of splitBySize(records.filter(passes))) {
    await remove(await invokeWhileHidden(part, hiddenUntil, run), run);
  }
}

/** The records that the function is done with. While it is throttled, Lambda tries again until the messages are visible. */
async function invokeWhileHidden(
  records: readonly EventRecord[],
  hiddenUntil: number,
  run: Run,
): Promise<readonly EventRecord[]> {
  const { clock, signal } = run;
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      return await invoke(records, run);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      report('invoke it', error, run);
      const waitMs = backoffMs(RETRY_BACKOFF, failures);
      if (clock.now() + waitMs >= hiddenUntil) return [];
      await clock.wait(waitMs, signal);
    }
  }
  return [];
}

async function invoke(records: readonly EventRecord[], { mapping, callAws }: Run): Promise<readonly EventRecord[]> {
  const { functionName, reportBatchItemFailures } = mapping;
  const input = { FunctionName: functionName, InvocationType: 'RequestResponse', Payload: { Records: [...records] } };
  const answer = await callAws({ service: 'lambda', operation: 'Invoke', input, principal: LAMBDA_SERVICE });
  const response = parseObject(answer) ?? {};
  if (stringAt(response, 'FunctionError') !== undefined) return [];
  return reportBatchItemFailures ? recordsDone(response['Payload'], records) : records;
}

async function remove(records: readonly EventRecord[], run: Run): Promise<void> {
  for (let at = 0; at < records.length; at += MAX_MESSAGES_OF_A_CALL) {
    const entries = records.slice(at, at + MAX_MESSAGES_OF_A_CALL);
    const Entries = entries.map(({ receiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle: receiptHandle }));
    await callSqs('DeleteMessageBatch', { Entries }, run);
  }
}

/** A call of SQS by the function's role. */
async function callSqs(operation: string, input: JsonObject, { mapping, queue, callAws }: Run): Promise<JsonObject> {
  const { principal } = mapping;
  const call = { service: 'sqs', operation, input: { QueueUrl: queue.url, ...input }, principal };
  return parseObject(await callAws(call)) ?? {};
}
