/** Deploys a stage so that a deployment which fails can be repeated. */
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PROTECTED_TYPES } from '../protection.ts';
import type { StageSettings } from '../stage-settings.ts';
import { readDeployedStack } from './deployed-stack.ts';
import type { RunCdk } from './run-cdk.ts';
import { openStageAccount } from './stage-account.ts';

type Deployment = {
  readonly stage: string;
  readonly settings: StageSettings;
  /** Further options for CDK. */
  readonly options: readonly string[];
  /** Deploys with further context, such as `['--context', 'stage=dev']`. */
  readonly deploy: RunCdk;
};

/**
 * Returns CDK's exit code. In a production stage, protection against deletion covers only what exists already, so that
 * CloudFormation can roll back what is new; a second deployment protects that, too. Throws `StageError` if the credentials
 * are for another account than the stage names.
 */
export async function deployStage({ stage, settings, options, deploy }: Deployment): Promise<number> {
  if (!settings.production) return deploy();
  const { cloudFormation } = await openStageAccount(stage, settings, options);
  const stack = `ordersaga-${stage}`;
  const before = await protectableIn(cloudFormation, stack);
  const code = await deploy('--context', `created=${before}`);
  const after = await protectableIn(cloudFormation, stack);
  if (code !== 0) {
    if (after === NOTHING) process.stderr.write(`${repeatable(stack)}\n`);
    return code;
  }
  if (after === before) return code;
  process.stderr.write(`${stack} is created. A second deployment protects what is new against deletion.\n`);
  const second = await deploy('--context', `created=${after}`);
  if (second !== 0) process.stderr.write(`Not all of ${stack} is protected against deletion. Deploy it again.\n`);
  return second;
}

const NOTHING = 'none';

/** The logical ids of what a creation that succeeded has made of the types that are protected. */
async function protectableIn(client: CloudFormationClient, name: string): Promise<string> {
  const stack = await readDeployedStack(client, name);
  const ids = stack?.isCreated
    ? stack.resources.filter(({ type }) => PROTECTED_TYPES.includes(type)).map(({ id }) => id)
    : [];
  return ids.length === 0 ? NOTHING : ids.toSorted().join(',');
}

function repeatable(stack: string): string {
  return `${stack} isn't created, and nothing of it is protected. Mend the cause and deploy again: CDK first deletes what is left.`;
}
