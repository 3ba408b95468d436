/** `npm run redrive`: hands the events that could not be delivered to their functions again, here or on AWS. */
import { InvokeCommand, LambdaClient, paginateListEventSourceMappings } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { describeAwsError, parseOptions, runCommand } from './command-line.ts';
import { clientSettingsOf, readStage } from './stage/read-stage.ts';

const HELP = `Hands the events that could not be delivered, and lie in a bucket, to their functions again: what one target did not
take to that target alone, what Lambda gave up on to all of them. What is handled leaves the bucket; what fails again
stays. Every event may be handed over twice without harm. The sweep does the first kind by itself every five minutes.

  npm run redrive -- [options]

  --stage NAME   the stage whose events they are, dev when left out
  --dry-run      only lists what is there
  --help         prints this

Credentials and endpoint are those of the AWS CLI's environment variables and profiles, and so is the region unless
stages/NAME.json has one. For the local cloud, they are in the line that npm start prints after "AWS".
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

type Clients = { readonly lambda: LambdaClient; readonly s3: S3Client };

async function redrive(): Promise<void> {
  const { stage, isDryRun } = readOptions();
  const settings = clientSettingsOf(stage);
  const clients = { lambda: new LambdaClient(settings), s3: new S3Client({ ...settings, forcePathStyle: true }) };
  let [handled, failed] = [0, 0];
  for (const bucket of await findBuckets(clients, stage.stackName)) {
    for (const key of await keysOf(clients, bucket)) {
      const { title, problem } = await redriveObject(clients, { bucket, key, isDryRun });
      console.log(`${problem === undefined ? 'delivered' : problem}: ${title} (${key})`);
      if (problem === undefined) handled += 1;
      else failed += 1;
    }
  }
  console.log(`${handled} delivered, ${failed} left in the bucket.`);
  process.exitCode = failed > 0 && !isDryRun ? 1 : 0;
}

/** There is no stack here that could have undelivered events; the message says what to do. */
class NothingToRedrive extends Error {
  override readonly name = 'NothingToRedrive';
}

function readOptions() {
  const options = {
    stage: { type: 'string', default: 'dev' },
    'dry-run': { type: 'boolean', default: false },
  } as const;
  const { stage, 'dry-run': isDryRun } = parseOptions({ options }).values;
  return { stage: readStage(stage), isDryRun };
}

/** An object that holds no record, or whose function cannot be invoked, keeps no other from being redriven. */
async function redriveObject(
  clients: Clients,
  { bucket, key, isDryRun }: { readonly bucket: string; readonly key: string; readonly isDryRun: boolean },
) {
  try {
    const undelivered = await read(clients, bucket, key);
    const { event, functionArn, target } = undelivered;
    const title = `${event.Records.length} records for ${functionArn.split(':')[6]}${target === ALL ? '' : `, ${target} alone`}`;
    return { title, problem: isDryRun ? 'left alone' : await deliver(clients, undelivered) };
  } catch (error) {
    return { title: error instanceof Error ? error.message : String(error), problem: 'cannot be redriven' };
  }
}

/** Where the stack's event source mappings put what they give up on, and their functions what a target did not take. */
async function findBuckets({ lambda }: Clients, stack: string): Promise<ReadonlySet<string>> {
  const pages = await Array.fromAsync(paginateListEventSourceMappings({ client: lambda }, {}));
  const mappings = pages.flatMap(({ EventSourceMappings = [] }) => EventSourceMappings);
  const buckets = mappings.flatMap(({ FunctionArn = '', DestinationConfig }) => {
    const bucket = /^arn:aws:s3:::(.+)$/.exec(DestinationConfig?.OnFailure?.Destination ?? '')?.[1];
    const isOfStack = FunctionArn.split(':').at(6)?.startsWith(`${stack}-`) ?? false;
    return bucket && isOfStack ? [bucket] : [];
  });
  if (buckets.length > 0) return new Set(buckets);
  throw new NothingToRedrive(`There is no event source mapping of the stack ${stack} here. Try --stage.`);
}

/** In order: a key of Lambda's holds the time at which it was written, others the order's id and version. */
async function keysOf({ s3 }: Clients, Bucket: string): Promise<string[]> {
  const pages = await Array.fromAsync(paginateListObjectsV2({ client: s3 }, { Bucket }));
  return pages.flatMap(({ Contents = [] }) => Contents.flatMap(({ Key }) => Key ?? [])).sort();
}

async function read({ s3 }: Clients, bucket: string, key: string): Promise<Undelivered> {
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
async function deliver(
  { lambda, s3 }: Clients,
  { bucket, key, functionArn, target, event }: Undelivered,
): Promise<string | undefined> {
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
else
  await runCommand(redrive, (error) => (error instanceof NothingToRedrive ? error.message : describeAwsError(error)));
