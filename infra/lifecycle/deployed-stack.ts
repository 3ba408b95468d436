/** The stack of a stage as CloudFormation has it. */
import {
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
  StackStatus,
} from '@aws-sdk/client-cloudformation';
import type { CloudFormationClient, StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { isObject } from '../../domain/is-object.ts';

export type DeployedStack = {
  readonly name: string;
  /** False until a creation has succeeded: what is there so far goes when the stack is created again. */
  readonly isCreated: boolean;
  readonly terminationProtection: boolean;
  readonly resources: readonly DeployedResource[];
};

export type DeployedResource = { readonly id: string; readonly type: string; readonly physicalName: string };

const NOT_CREATED: ReadonlySet<string | undefined> = new Set([
  StackStatus.REVIEW_IN_PROGRESS,
  StackStatus.CREATE_FAILED,
  StackStatus.CREATE_IN_PROGRESS,
  StackStatus.ROLLBACK_COMPLETE,
  StackStatus.ROLLBACK_FAILED,
  StackStatus.ROLLBACK_IN_PROGRESS,
]);

/** Undefined if there is no such stack. */
export async function readDeployedStack(
  client: CloudFormationClient,
  name: string,
): Promise<DeployedStack | undefined> {
  const stack = await describe(client, name);
  if (stack === undefined) return undefined;
  const resources: DeployedResource[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: name })) {
    resources.push(...(page.StackResourceSummaries ?? []).filter(isThere).map(resourceOf));
  }
  return {
    name,
    isCreated: !NOT_CREATED.has(stack.StackStatus),
    terminationProtection: stack.EnableTerminationProtection ?? false,
    resources,
  };
}

async function describe(client: CloudFormationClient, name: string) {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks?.[0];
  } catch (error) {
    // CloudFormation has no error of its own for it.
    if (error instanceof Error && error.name === 'ValidationError' && /does not exist/.test(error.message)) return;
    throw error;
  }
}

function isThere({ ResourceStatus: status, PhysicalResourceId: physical }: StackResourceSummary): boolean {
  return Boolean(physical) && !['CREATE_IN_PROGRESS', 'CREATE_FAILED', 'DELETE_COMPLETE'].includes(status ?? '');
}

function resourceOf(summary: StackResourceSummary): DeployedResource {
  const { LogicalResourceId: id = '', ResourceType: type = '', PhysicalResourceId: physicalName = '' } = summary;
  return { id, type, physicalName };
}

/** Those that stay when the stack is deleted, by the deployed template. */
export async function readKeptResources(
  client: CloudFormationClient,
  { name, resources }: DeployedStack,
): Promise<readonly DeployedResource[]> {
  // A stack that was never created has no template, either.
  if (resources.length === 0) return [];
  const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName: name }));
  const template: unknown = JSON.parse(TemplateBody ?? '{}');
  const declared = isObject(template) && isObject(template['Resources']) ? template['Resources'] : {};
  return resources.filter(({ id }) => {
    const resource = declared[id];
    return isObject(resource) && /^(Retain|Snapshot)/.test(String(resource['DeletionPolicy']));
  });
}
