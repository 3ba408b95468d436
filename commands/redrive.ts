/** `npm run redrive`: hands the events that could not be delivered to their functions again, here or on AWS. */
import { InvokeCommand, LambdaClient, paginateListEventSourceMappings } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { describeAwsError, parseOptions, runCommand } from './command-line.ts';

const HELP = `Hands the events that could not be delivered, and lie in a bucket, to their functions again: what one target did not
take to that target alone, what Lambda gave up on to all of them. What is handled leaves the bucket; what fails again
stays. Every event may be handed over twice without harm. The sweep does the first kind by itself every five minutes.

  npm run redrive -- [options]

  --stack NAME   the deployed stack, ordersaga-dev when left out
  --dry-run      only lists what is there
  --help         prints this

Region, credentials and endpoint are those of the AWS CLI's environment variables. For the local cloud, these are in
the line that npm start prints after "AWS".
`;

/**
 * An object of the bucket: what Lambda wrote when it gave a batch up ("Retain discarded records", Lambda guide), or what a
 * function parked for one target (functions/shared/undelivered).
 */
type Undelivered = {
  readonly bucket: string;
  readonly key: string;
  readonly functionArn: string;
  readonly target: string;
  readonly event: RecordsEvent;
};
type RecordsEvent = { readonly Records: readonly object[] };

const lambda = new LambdaClient();
const s3 = new S3Client({ forcePathStyle: true });

async function redrive(): Promise<void> {
  const { stack, 'dry-run': isDryRun } = readOptions();
  let [handled, failed] = [0, 0];
  for (const bucket of await findBuckets(stack)) {
    for (const key of await keysOf(bucket)) {
      const { title, problem } = await redriveObject(bucket, key, isDryRun);
      console.log(`${problem === undefined ? 'delivered' : problem}: ${title} (${key})`);
      if (problem === undefined) handled += 1;
      else failed += 1;
    }
  }
  console.log(`${handled} delivered, ${failed} left in the bucket.`);
  process.exitCode = failed > 0 && !isDryRun ? 1 : 0;
}

function readOptions() {
  const options = {
    stack: { type: 'string', default: 'ordersaga-dev' },
    'dry-run': { type: 'boolean', default: false },
  } as const;
  return parseOptions({ options }).values;
}

/** An object that holds no record, or whose function cannot be invoked, keeps no other from being redriven. */
async function redriveObject(bucket: string, key: string, isDryRun: boolean) {
  try {
    const undelivered = await read(bucket, key);
    const { event, functionArn, target } = undelivered;
    const title = `${event.Records.length} records for ${functionArn.split(':')[6]}${target === ALL ? '' : `, ${target} alone`}`;
    return { title, problem: isDryRun ? 'left alone' : await deliver(undelivered) };
  } catch (error) {
    return { title: error instanceof Error ? error.message : String(error), problem: 'cannot be redriven' };
  }
}

/** Where the stack's event source mappings put what they give up on, and their functions what a target did not take. */
async function findBuckets(stack: string): Promise<ReadonlySet<string>> {
  const pages = await Array.fromAsync(paginateListEventSourceMappings({ client: lambda }, {}));
  const mappings = pages.flatMap(({ EventSourceMappings = [] }) => EventSourceMappings);
  const buckets = mappings.flatMap(({ FunctionArn = '', DestinationConfig }) => {
    const bucket = /^arn:aws:s3:::(.+)$/.exec(DestinationConfig?.OnFailure?.Destination ?? '')?.[1];
    const isOfStack = FunctionArn.split(':').at(6)?.startsWith(`${stack}-`) ?? false;
    return bucket && isOfStack ? [bucket] : [];
  });
  return new Set(buckets);
}

/** In order: a key of Lambda's holds the time at which it was written, others the order's id and version. */
async function keysOf(Bucket: string): Promise<string[]> {
  const pages = await Array.fromAsync(paginateListObjectsV2({ client: s3 }, { Bucket }));
  return pages.flatMap(({ Contents = [] }) => Contents.flatMap(({ Key }) => Key ?? [])).sort();
}

async function read(bucket: string, key: string): Promise<Undelivered> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const record: unknown = JSON.parse((await Body?.transformToString()) ?? 'null');
  const { requestContext, payload, target = ALL } = isObject(record) ? record : {};
  const functionArn = isObject(requestContext) ? requestContext['functionArn'] : undefined;
  const event: unknown = typeof payload === 'string' ? JSON.parse(payload) : payload;
  if (typeof functionArn !== 'string' || typeof target !== 'string' || !isRecordsEvent(event)) {
    throw new Error('the object holds no record of the outbox');
  }
  return { bucket, key, functionArn, target, event };
}

/** What Lambda gave up on is for every target of its function. */
const ALL = 'all';

/** Invokes the function with the records; the object goes only when all of them are handled. Answers what went wrong. */
async function deliver({ bucket, key, functionArn, target, event }: Undelivered): Promise<string | undefined> {
  const FunctionName = functionArn.replace(/:\$LATEST$/, '');
  const answer = await lambda.send(
    new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify({ ...event, redrive: target })) }),
  );
  if (answer.FunctionError) return `failed again (${answer.FunctionError})`;
  const response: unknown = JSON.parse(answer.Payload?.transformToString() || 'null');
  const failures =
    isObject(response) && Array.isArray(response['batchItemFailures']) ? response['batchItemFailures'].length : 0;
  if (failures > 0) return `${failures} failed again`;
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isRecordsEvent(value: unknown): value is RecordsEvent {
  return isObject(value) && Array.isArray(value['Records']);
}

if (process.argv.includes('--help')) process.stdout.write(HELP);
else await runCommand(redrive, describeAwsError);
