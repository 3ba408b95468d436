/** AWS::CloudFormation::CustomResource and Custom::*: the function behind ServiceToken creates it. */

import { randomUUID } from 'node:crypto';
import { stackId } from '../../aws/arn.ts';
import { AwsError } from '../../aws/error.ts';
import type { Principal } from '../../aws/policy/policy.ts';
import type { Resource } from '../../assembly/resource.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { parseObject, stringAt } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import type { Cloud } from '../../plugin/cloud.ts';
import type { ResourceType } from '../../plugin/resource-type.ts';
import type { Stack } from './stack.ts';

/** Takes any properties: they are the function's business. */
export const CUSTOM_RESOURCE: ResourceType<Stack> = {
  properties: ['*'],
  create: async (resource, { responses }, cloud) => {
    const { logicalId, type, properties } = resource;
    const { responseUrl, response } = responses.expect();
    const invoked = invoke(resource, responseUrl, cloud);
    const outcome = await Promise.race([response, invoked.then(() => response)]);
    if (outcome['Status'] === 'SUCCESS') return;
    const reason = stringAt(outcome, 'Reason') ?? 'it gave no reason';
    throw new StartupError(`${type} (${logicalId}) failed: ${reason} (${stringAt(properties, 'ServiceToken') ?? ''}).`);
  },
};

const CLOUDFORMATION: Principal = { arn: 'cloudformation.amazonaws.com', permissions: 'administrator' };

/** Rejects if the function itself fails, because no response will come then. */
async function invoke(resource: Resource, ResponseURL: string, { callAws, place }: Cloud): Promise<void> {
  const { logicalId, type, properties } = resource;
  const serviceToken = stringAt(properties, 'ServiceToken') ?? '';
  const event: JsonObject = {
    RequestType: 'Create',
    RequestId: randomUUID(),
    StackId: stackId(place),
    ServiceToken: serviceToken,
    ResponseURL,
    ResourceType: type,
    LogicalResourceId: logicalId,
    ResourceProperties: properties,
  };
  const input = { FunctionName: serviceToken, Payload: event };
  const call = { service: 'lambda', operation: 'Invoke', input, principal: CLOUDFORMATION };
  const output = parseObject(await callAws(call).catch((error: unknown) => explain(error, resource, serviceToken)));
  if (output?.['FunctionError'] === undefined) return;
  throw new StartupError(`${type} (${logicalId}) failed: ${JSON.stringify(output['Payload'])}`);
}

function explain(error: unknown, { type, logicalId }: Resource, serviceToken: string): never {
  if (!(error instanceof AwsError && error.name === 'ResourceNotFoundException')) throw error;
  throw new StartupError(`${type} (${logicalId}) names ${serviceToken}, which is no function of this stack.`);
}
