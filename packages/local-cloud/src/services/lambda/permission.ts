/**
 * AWS::Lambda::Permission. A call is checked by its caller's own policies, so what a function allows to a service or an
 * account adds nothing here; what it allows to everybody opens its function URL.
 */

import { stringAt } from '../../kernel/json.ts';
import type { ResourceType } from '../../plugin/resource-type.ts';
import type { FunctionRegister } from './functions.ts';
import { functionArn } from './handle.ts';

export const PERMISSION: ResourceType<FunctionRegister> = {
  properties: ['Action', 'FunctionName', 'FunctionUrlAuthType', 'InvokedViaFunctionUrl', 'Principal'],
  withoutEffect: ['SourceAccount', 'SourceArn'],
  create: ({ properties }, functions, cloud) => {
    if (properties['Principal'] !== '*' || (stringAt(properties, 'FunctionUrlAuthType') ?? 'NONE') !== 'NONE') return;
    const arn = functionArn(stringAt(properties, 'FunctionName') ?? '', cloud.place);
    functions.allowEverybody(arn, stringAt(properties, 'Action') ?? '');
  },
};
