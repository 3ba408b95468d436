/**
 * Protection against deletion, only for what has been created: CloudFormation can't delete what is protected, so a
 * creation that fails could neither be rolled back nor repeated.
 */
import { CfnResource } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';

/** The resource types that a production stage protects. */
export const PROTECTED_TYPES: readonly string[] = [CfnTable.CFN_RESOURCE_TYPE_NAME, CfnUserPool.CFN_RESOURCE_TYPE_NAME];

/**
 * Leaves all resources without protection but those with the logical ids `created`, and the stack, too, if there are none.
 * `lifecycle/deploy-stage.ts` deploys again once they exist.
 */
export function protectOnly(stack: Stack, created: readonly string[]): void {
  const resources = stack.node.findAll().filter((construct) => CfnResource.isCfnResource(construct));
  const isNew = ({ logicalId }: CfnResource) => !created.includes(String(stack.resolve(logicalId)));
  const ofProtectedTypes = resources.filter(({ cfnResourceType }) => PROTECTED_TYPES.includes(cfnResourceType));
  if (ofProtectedTypes.every(isNew)) stack.terminationProtection = false;
  for (const resource of ofProtectedTypes.filter(isNew)) {
    if (resource instanceof CfnTable) resource.deletionProtectionEnabled = false;
    if (resource instanceof CfnUserPool) resource.deletionProtection = 'INACTIVE';
  }
}
