/**
 * Tells the on-failure destination which records the function never got through: a queue gets their position in the
 * stream, a bucket the records as well ("Retain discarded records for a DynamoDB event source", Lambda guide).
 */

import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../kernel/json.ts';
import { stringAt } from '../../kernel/json.ts';
import type { Run } from './definition.ts';
import { persistently } from './persistently.ts';
import { eventOf } from './stream-record.ts';
import type { StreamRecord } from './stream-record.ts';

export type DiscardCondition = 'RetryAttemptsExhausted' | 'RecordAgeExpired';

export type Failure = {
  /** Never empty, in the shard's order. */
  readonly records: readonly StreamRecord[];
  readonly shardId: string;
  readonly condition: DiscardCondition;
  readonly invocations: number;
  /** The function's last response; undefined when it was not reached. */
  readonly response: JsonObject | undefined;
};

/**
 * Resolves true when the destination has the failure, however often that must be tried, or when the mapping has
 * none; false when the mapping stopped first.
 */
export async function sendToDestination(failure: Failure, run: Run): Promise<boolean> {
  const { definition, dependencies } = run;
  const record = invocationRecord(failure, run);
  const destination = definition.onFailureDestinationArn;
  const range = JSON.stringify(record['DDBStreamBatchInfo']);
  dependencies.log(
    `${definition.functionName}: ${failure.condition}, ${destination ?? 'discarded for good'}: ${range}`,
  );
  if (destination === undefined) return true;
  const sent = await persistently(`write to ${destination}`, run, async () => {
    await send(destination, record, failure, run);
    dependencies.record?.({
      namespace: 'AWS/Lambda',
      name: 'OnFailureDestinationDeliveredEventCount',
      dimensions: { EventSourceMappingUUID: definition.uuid },
      value: failure.records.length,
    });
    return true;
  });
  return sent === true;
}

async function send(destination: string, record: JsonObject, { shardId, records }: Failure, run: Run): Promise<void> {
  const [, , service, region, accountId, name = ''] = destination.split(':');
  const { callAws } = run.dependencies;
  const { principal, uuid } = run.definition;
  if (service === 'sqs') {
    const QueueUrl = `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
    await callAws({
      service: 'sqs',
      operation: 'SendMessage',
      input: { QueueUrl, MessageBody: JSON.stringify(record) },
      principal,
    });
    return;
  }
  const Key = objectKey(uuid, shardId, stringAt(record, 'timestamp') ?? '');
  const Body = JSON.stringify({ ...record, payload: eventOf(records) });
  await callAws({ service: 's3', operation: 'PutObject', input: { Bucket: name, Key, Body }, principal });
}

/** `timestamp` is ISO 8601 in UTC. */
function objectKey(uuid: string, shardId: string, timestamp: string): string {
  const [date = '', time = ''] = timestamp.replace(/\.\d+Z$/, '').split('T');
  const folder = `aws/lambda/${uuid}/${shardId}/${date.replaceAll('-', '/')}`;
  return `${folder}/${date}T${time.replaceAll(':', '.')}-${randomUUID()}`;
}

/** Member by member as AWS writes it (responses captured from AWS by LocalStack's snapshot tests). */
function invocationRecord(failure: Failure, { definition }: Run): JsonObject {
  const { records, shardId, condition, invocations, response } = failure;
  const [first, last] = [records[0], records.at(-1)];
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: functionArn(definition.functionName, definition.eventSourceArn),
      condition,
      approximateInvokeCount: invocations,
    },
    ...(response && {
      responseContext: {
        statusCode: response['StatusCode'] ?? 200,
        executedVersion: stringAt(response, 'ExecutedVersion') ?? '$LATEST',
        functionError: stringAt(response, 'FunctionError') ?? null,
      },
    }),
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.sequenceNumber ?? null,
      endSequenceNumber: last?.sequenceNumber ?? null,
      approximateArrivalOfFirstRecord: toSecond(first),
      approximateArrivalOfLastRecord: toSecond(last),
      batchSize: records.length,
      streamArn: definition.eventSourceArn,
    },
  };
}

function toSecond(record: StreamRecord | undefined): string | null {
  return record ? new Date(record.createdAtEpochSeconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z') : null;
}

function functionArn(functionName: string, eventSourceArn: string): string {
  if (functionName.startsWith('arn:')) return functionName;
  const [, partition, , region, accountId] = eventSourceArn.split(':');
  return `arn:${partition}:lambda:${region}:${accountId}:function:${functionName}`;
}
