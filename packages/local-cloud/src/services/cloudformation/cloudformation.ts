/** The gateway's CloudFormation: describes the stack that runs, with its outputs. */

import type { Place } from '../../aws/place.ts';
import { stringAt } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import { AwsError } from '../../aws/error.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { unknownOperation } from '../../gateway/gateway.ts';
import type { Service } from '../../gateway/gateway.ts';

/** `outputs` resolves those of the template; it throws `StartupError` for what the local cloud does not carry. */
export function createCloudformation(place: Place, outputs: () => JsonObject): Service {
  const CreationTime = new Date().toISOString();
  return async (call) => {
    if (call.operation !== 'DescribeStacks') throw unknownOperation(call);
    const { stackName } = place;
    const StackId = stackId(place);
    const wanted = stringAt(call.input, 'StackName') ?? stackName;
    if (wanted !== stackName && wanted !== StackId) {
      throw new AwsError('ValidationError', `Stack with id ${wanted} does not exist`);
    }
    const Outputs = Object.entries(resolved(outputs)).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }));
    return JSON.stringify({
      Stacks: [{ StackName: stackName, StackId, CreationTime, StackStatus: 'CREATE_COMPLETE', Outputs }],
    });
  };
}

export function stackId({ region, accountId, stackName }: Place): string {
  return `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`;
}

function resolved(outputs: () => JsonObject): JsonObject {
  try {
    return outputs();
  } catch (error) {
    if (error instanceof StartupError) throw new AwsError('ValidationError', error.message);
    throw error;
  }
}
