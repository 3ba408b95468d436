/** What CloudFormation says about the stack of a stage: whether it can be used, and where its API is. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { CloudFormationClientConfig, Stack } from '@aws-sdk/client-cloudformation';
import { describeAwsError } from '../command-line.ts';
import { clientSettingsOf } from './read-stage.ts';
import type { Stage } from './read-stage.ts';

export type DeployedStack = {
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  readonly graphqlUrl: string;
  /** A production stage gives none out. */
  readonly apiKey: string | undefined;
  readonly userPoolId: string;
};

/** There is no stack here that can be used; the message says why, and what to do. */
export class StackNotUsable extends Error {
  override readonly name = 'StackNotUsable';
}

/**
 * Finds the stack of a stage, with the credentials of the environment unless `settings` has others. Throws
 * `StackNotUsable`.
 */
export async function findDeployedStack(
  stage: Stage,
  settings: CloudFormationClientConfig = {},
): Promise<DeployedStack> {
  const { region, stack } = await findUsableStack(stage, settings);
  return readStack(stage, region, stack);
}

/** As `findDeployedStack`, for any use of the stack. */
export async function findUsableStack(
  stage: Stage,
  settings: CloudFormationClientConfig = {},
): Promise<{ readonly region: string; readonly stack: Stack }> {
  const client = new CloudFormationClient({ ...clientSettingsOf(stage), ...settings });
  try {
    const region = await client.config.region();
    const stack = await describeStack(client, stage, region);
    checkAccount(stage, stack);
    checkStatus(stage, stack);
    return { region, stack };
  } catch (error) {
    if (error instanceof StackNotUsable) throw error;
    throw new StackNotUsable(describeAwsError(error), { cause: error });
  } finally {
    client.destroy();
  }
}

async function describeStack(client: CloudFormationClient, stage: Stage, region: string): Promise<Stack> {
  const { name, stackName } = stage;
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    if (Stacks[0]) return Stacks[0];
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  throw new StackNotUsable(
    `There is no stack ${stackName} in ${region} in the account of these credentials. ` +
      `Deploy it with "npm run deploy -- ${name}", or choose another region or account with AWS_REGION or AWS_PROFILE.`,
  );
}

/** CloudFormation has no error of its own for a stack that doesn't exist ("DescribeStacks", API reference). */
function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationError' && /does not exist/.test(error.message);
}

function readStack(stage: Stage, region: string, stack: Stack): DeployedStack {
  const { name, stackName } = stage;
  const outputs = new Map((stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const output = (key: string): string => {
    const value = outputs.get(key);
    if (value !== undefined) return value;
    throw new StackNotUsable(
      `The stack ${stackName} has no output ${key}. Another version deployed it; deploy it again with "npm run deploy -- ${name}".`,
    );
  };
  return {
    name: stackName,
    region,
    accountId: accountOf(stack),
    graphqlUrl: output('GraphQLUrl'),
    apiKey: outputs.get('ApiKey'),
    userPoolId: output('UserPoolId'),
  };
}

function accountOf({ StackId: id = '' }: Stack): string {
  return id.split(':')[4] ?? '';
}

function checkAccount({ name, settings: { account } }: Stage, stack: Stack): void {
  const accountId = accountOf(stack);
  if (account === null || account === accountId) return;
  throw new StackNotUsable(
    `These credentials belong to the account ${accountId}, but stages/${name}.json names ${account}. Set AWS_PROFILE to others.`,
  );
}

/** After a rollback of an update, everything is as it was before. While old resources are cleaned up, the new ones work. */
const USABLE: ReadonlySet<string | undefined> = new Set([
  'CREATE_COMPLETE',
  'IMPORT_COMPLETE',
  'IMPORT_ROLLBACK_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  'UPDATE_ROLLBACK_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
]);

function checkStatus({ name, stackName }: Stage, { StackStatus: status, StackStatusReason: reason }: Stack): void {
  if (USABLE.has(status)) return;
  const why = reason === undefined ? '' : ` (${reason})`;
  throw new StackNotUsable(`The stack ${stackName} is ${status ?? 'in no state'}${why}. ${remedy(name, status)}`);
}

function remedy(name: string, status = ''): string {
  if (status === 'REVIEW_IN_PROGRESS') return `Nothing is deployed yet: run "npm run deploy -- ${name}".`;
  if (status.endsWith('_IN_PROGRESS')) return 'Wait until it is done.';
  if (status.startsWith('UPDATE_')) {
    return `Continue the rollback in the console of CloudFormation, or deploy again with "npm run deploy -- ${name}".`;
  }
  return `Its creation or deletion failed: run "npm run remove -- ${name}", then "npm run deploy -- ${name}".`;
}
