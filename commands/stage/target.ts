/** What a command is about: the deployed stack of `--stage NAME`, or without it the local cloud that runs. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Stack } from '@aws-sdk/client-cloudformation';
import { findUsableStack, StackNotUsable } from './deployed-stack.ts';
import { clientSettingsOf, readStage } from './read-stage.ts';

/** What every client of the AWS SDK takes. Without a member, it goes by the environment. */
export type ClientSettings = {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

export type Target = {
  readonly stackName: string;
  readonly settings: ClientSettings;
  readonly outputs: ReadonlyMap<string, string>;
  /** Where it is, in words. */
  readonly place: string;
};

/** The port of `npm start`. */
const DEFAULT_URL = 'http://localhost:4000';

/** No local cloud answers; the message says where it was looked for, and what to do. */
export class NoLocalCloud extends Error {
  override readonly name = 'NoLocalCloud';
}

/** Throws `UsageError` if there is no such stage, `StackNotUsable`, and without a stage `NoLocalCloud`. */
export async function findTarget(stageName: string | undefined): Promise<Target> {
  if (stageName === undefined) return findLocalCloud(process.env['AWS_ENDPOINT_URL'] ?? DEFAULT_URL);
  const stage = readStage(stageName);
  const { region, stack } = await findUsableStack(stage);
  return {
    stackName: stage.stackName,
    settings: clientSettingsOf(stage),
    outputs: outputsOf(stack),
    place: `${stage.stackName} in ${region}`,
  };
}

/** Any local cloud takes these credentials, and runs one stack. */
export async function findLocalCloud(endpoint: string): Promise<Target> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const settings = { endpoint, credentials, region: process.env['AWS_REGION'] ?? 'us-east-1' };
  const client = new CloudFormationClient({ ...settings, maxAttempts: 1 });
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand());
    if (!stack?.StackName) throw new StackNotUsable(`There is no stack at ${endpoint}.`);
    return {
      stackName: stack.StackName,
      settings,
      outputs: outputsOf(stack),
      place: `${stack.StackName} at ${endpoint}`,
    };
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new NoLocalCloud(
      `No local cloud runs at ${endpoint}. Run "npm start", set AWS_ENDPOINT_URL to the address that it prints, or name ` +
        'a deployed stage with --stage.',
      { cause: error },
    );
  } finally {
    client.destroy();
  }
}

function outputsOf({ Outputs: outputs = [] }: Stack): ReadonlyMap<string, string> {
  return new Map(outputs.flatMap(({ OutputKey: key, OutputValue: value }) => (key && value ? [[key, value]] : [])));
}
