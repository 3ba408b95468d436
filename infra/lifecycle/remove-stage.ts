/** Removes a stage: says what stays, empties the buckets that don't, and has CDK delete the stack. */
import type { StageSettings } from '../stage-settings.ts';
import { isConfirmed } from './confirm.ts';
import { readDeployedStack, readKeptResources } from './deployed-stack.ts';
import type { DeployedResource } from './deployed-stack.ts';
import { emptyBucket } from './empty-bucket.ts';
import type { RunCdk } from './run-cdk.ts';
import { openStageAccount } from './stage-account.ts';

type Removal = {
  readonly stage: string;
  readonly settings: StageSettings;
  /** Further options for CDK. */
  readonly options: readonly string[];
  /** Deletes the stack without asking. */
  readonly destroy: RunCdk;
};

/**
 * Returns an exit code: 0 if the stack is gone or wasn't there. Throws `StageError` if it can't be confirmed, or if the
 * credentials are for another account than the stage names.
 */
export async function removeStage({ stage, settings, options, destroy }: Removal): Promise<number> {
  const { cloudFormation, s3, region } = await openStageAccount(stage, settings, options);
  const name = `ordersaga-${stage}`;
  const stack = await readDeployedStack(cloudFormation, name);
  if (stack === undefined) {
    say(`There is no stack ${name} in ${region}. There is nothing to remove.`);
    return 0;
  }
  const kept = await readKeptResources(cloudFormation, stack);
  sayWhatStays(name, kept);
  if (stack.terminationProtection) {
    say(`${name} is protected against its deletion. Take the protection off, then run this command again:`);
    say(`  aws cloudformation update-termination-protection --no-enable-termination-protection \\
    --stack-name ${name} --region ${region}`);
    return 1;
  }
  if (!(await isConfirmed(`Are you sure you want to delete: ${name}`, options))) {
    say('Nothing was removed.');
    return 1;
  }

  const buckets = settings.production ? [] : stack.resources.filter((one) => isBucket(one) && !kept.includes(one));
  const emptyAll = async (): Promise<number> => {
    let deleted = 0;
    for (const { physicalName } of buckets) deleted += await emptyBucket(s3, physicalName);
    if (deleted > 0) say(`Deleted ${deleted} ${deleted === 1 ? 'object' : 'objects'} from the buckets of ${name}.`);
    return deleted;
  };
  await emptyAll();
  const code = await destroy();
  // The relay parked events until CloudFormation deleted it.
  return code !== 0 && (await emptyAll()) > 0 ? destroy() : code;
}

function isBucket({ type }: DeployedResource): boolean {
  return type === 'AWS::S3::Bucket';
}

function sayWhatStays(stack: string, kept: readonly DeployedResource[]): void {
  if (kept.length === 0) return;
  say(`These stay when ${stack} is deleted, with their data and what they cost:`);
  const width = Math.max(...kept.map(({ type }) => type.length));
  for (const { type, physicalName } of kept) say(`  ${type.padEnd(width)}  ${physicalName}`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
