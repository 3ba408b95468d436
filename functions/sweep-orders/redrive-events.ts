/** Hands undelivered events to their target again, and to no other. */
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { EVENT_TARGETS } from '../../domain/event-target.ts';
import type { EventTarget } from '../../domain/event-target.ts';
import { isObject } from '../../domain/is-object.ts';
import { environment } from '../shared/clients/environment.ts';
import { REQUEST_HANDLER } from '../shared/clients/request-timeouts.ts';
import type { RelayEvent } from '../shared/undelivered/parked-record.ts';
import { parseParkedRecord } from './parse-parked-record.ts';
import { reasonsOf, valuesOf } from './settled.ts';

// By path, so that it works with any endpoint.
const s3 = new S3Client({ requestHandler: REQUEST_HANDLER, forcePathStyle: true });
// A relay may take its whole 30 seconds. Its own tries are the retries.
const lambda = new LambdaClient({ requestHandler: { ...REQUEST_HANDLER, requestTimeout: 35_000 }, maxAttempts: 1 });

/** The environment variable that names the function of a target. */
const FUNCTION_OF: { readonly [target in EventTarget]: string } = {
  subscribers: 'PUBLISH_STATUS_FUNCTION',
  bus: 'PUBLISH_STATUS_FUNCTION',
  sagas: 'START_SAGA_FUNCTION',
};

/** Handed over at once, so that the events of an order go in order. */
const BATCH_SIZE = 25;
/** After so many batches in a row without any success, the target is down and left alone until the next sweep. */
const MAX_FAILURES = 3;

export type Redrive = { readonly redriven: number; readonly left: number; readonly errors: readonly unknown[] };

/**
 * Redrives all events in the bucket, as long as `hasTime`. Events that a target takes leave the bucket; those that fail
 * again stay, and `left` counts them. `errors` holds what went wrong besides a target's refusal.
 */
export async function redriveEvents(hasTime: () => boolean): Promise<Redrive> {
  const redrives = await Promise.allSettled(EVENT_TARGETS.map((target) => redriveTarget(target, hasTime)));
  const done = valuesOf(redrives);
  return {
    redriven: done.reduce((sum, one) => sum + one.redriven, 0),
    left: done.reduce((sum, one) => sum + one.left, 0),
    errors: [...done.flatMap((one) => one.errors), ...reasonsOf(redrives)],
  };
}

async function redriveTarget(target: EventTarget, hasTime: () => boolean): Promise<Redrive> {
  const keys = await keysOf(target);
  const errors: unknown[] = [];
  let [redriven, failures] = [0, 0];
  for (const batch of batchesOf(keys)) {
    if (!hasTime() || failures >= MAX_FAILURES) break;
    try {
      const taken = await redriveBatch(target, batch, errors);
      redriven += taken;
      failures = taken > 0 ? 0 : failures + 1;
    } catch (error) {
      errors.push(error);
      failures += 1;
    }
  }
  return { redriven, left: keys.length - redriven, errors };
}

/** By order and version. They start somewhere else each time, so that what never succeeds keeps nothing from its turn. */
async function keysOf(target: EventTarget): Promise<readonly string[]> {
  const found = { Bucket: environment('UNDELIVERED_BUCKET'), Prefix: `${target}/` };
  const pages = await Array.fromAsync(paginateListObjectsV2({ client: s3 }, found));
  const keys = pages.flatMap(({ Contents = [] }) => Contents.flatMap(({ Key }) => Key ?? []));
  const start = Math.floor(Math.random() * keys.length);
  return [...keys.slice(start), ...keys.slice(0, start)];
}

function batchesOf(keys: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(keys.length / BATCH_SIZE);
  return Array.from({ length: count }, (_, index) => keys.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE));
}

/** How many were taken. An object that holds no parked record is an error of its own. */
async function redriveBatch(target: EventTarget, keys: readonly string[], errors: unknown[]): Promise<number> {
  const read = await Promise.allSettled(keys.map(async (key) => ({ key, record: await readRecord(key) })));
  errors.push(...reasonsOf(read));
  const parked = valuesOf(read);
  if (parked.length === 0) return 0;
  const failed = await invoke(target, { redrive: target, Records: parked.map(({ record }) => record) });
  const taken = parked.filter(({ record }) => !failed.has(record.dynamodb?.SequenceNumber));
  await Promise.all(
    taken.map(({ key }) => s3.send(new DeleteObjectCommand({ Bucket: environment('UNDELIVERED_BUCKET'), Key: key }))),
  );
  return taken.length;
}

async function readRecord(key: string) {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: environment('UNDELIVERED_BUCKET'), Key: key }));
  return parseParkedRecord(key, (await Body?.transformToString()) ?? '');
}

/** The sequence numbers of the records that failed again. Throws when the function itself failed. */
async function invoke(target: EventTarget, event: RelayEvent): Promise<ReadonlySet<unknown>> {
  const FunctionName = environment(FUNCTION_OF[target]);
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(event)) }));
  const response: unknown = JSON.parse(answer.Payload?.transformToString() || 'null');
  const failures = isObject(response) ? response['batchItemFailures'] : undefined;
  if (answer.FunctionError || !Array.isArray(failures))
    throw new Error(`${FunctionName} failed: ${answer.FunctionError}`);
  return new Set(failures.map((failure: unknown) => (isObject(failure) ? failure['itemIdentifier'] : undefined)));
}
