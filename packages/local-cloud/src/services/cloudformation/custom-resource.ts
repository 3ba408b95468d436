/** AWS::CloudFormation::CustomResource and Custom::*: asks the function behind ServiceToken to create it */

import { randomUUID } from 'node:crypto';
import type { Cloud } from '../../boot/cloud.ts';
import type { Resource } from '../../assembly/resource.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { stackId } from './cloudformation.ts';
import { stringAt } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import type { ResourceType } from '../../assembly/resource-type.ts';

/** Takes any properties: they are the function's business. */
export const customResource: ResourceType = {
  properties: ['*'],
  create: async (resource, cloud) => {
    const { logicalId, type, properties } = resource;
    const { responseUrl, answer } = cloud.customResources.expect();
    const invoked = invoke(resource, responseUrl, cloud);
    const outcome = await Promise.race([answer, invoked.then(() => answer)]);
    if (outcome['Status'] === 'SUCCESS') return;
    const reason = stringAt(outcome, 'Reason') ?? 'it gave no reason';
    throw new StartupError(`${type} (${logicalId}) failed: ${reason} (${stringAt(properties, 'ServiceToken') ?? ''}).`);
  },
};

/** Rejects when the function itself fails, for then no answer will come. */
async function invoke({ logicalId, type, properties }: Resource, ResponseURL: string, cloud: Cloud): Promise<void> {
  const serviceToken = stringAt(properties, 'ServiceToken') ?? '';
  const fn = cloud.functions.get(serviceToken);
  if (!fn) throw new StartupError(`${type} (${logicalId}) names ${serviceToken}, which is no function of this stack.`);
  const event: JsonObject = {
    RequestType: 'Create',
    RequestId: randomUUID(),
    StackId: stackId(cloud.place),
    ServiceToken: serviceToken,
    ResponseURL,
    ResourceType: type,
    LogicalResourceId: logicalId,
    ResourceProperties: properties,
  };
  const { functionError, payload } = await fn.invoke(event);
  if (functionError) throw new StartupError(`${type} (${logicalId}) failed: ${JSON.stringify(payload)}`);
}
