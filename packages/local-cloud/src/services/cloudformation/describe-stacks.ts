/** DescribeStacks: the stack that runs, with its outputs. */

import { arn, stackId } from '../../aws/arn.ts';
import { AwsError } from '../../aws/error.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { stringAt } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import type { Operation } from '../../plugin/service.ts';
import type { Stack } from './stack.ts';

export const DESCRIBE_STACKS: Operation<Stack> = {
  permissions: ({ StackName: name }, _stack, account) => [
    {
      action: 'cloudformation:DescribeStacks',
      resource: arn('cloudformation', account, `stack/${typeof name === 'string' ? name : '*'}/local`),
    },
  ],

  serve: (input, { createdAt }, { place, outputs }) => {
    const { stackName } = place;
    const StackId = stackId(place);
    const wanted = stringAt(input, 'StackName') ?? stackName;
    if (wanted !== stackName && wanted !== StackId) {
      throw new AwsError('ValidationError', `Stack with id ${wanted} does not exist`);
    }
    const Outputs = Object.entries(resolved(outputs)).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }));
    return {
      Stacks: [{ StackName: stackName, StackId, CreationTime: createdAt, StackStatus: 'CREATE_COMPLETE', Outputs }],
    };
  },
};

function resolved(outputs: () => JsonObject): JsonObject {
  try {
    return outputs();
  } catch (error) {
    if (error instanceof StartupError) throw new AwsError('ValidationError', error.message);
    throw error;
  }
}
