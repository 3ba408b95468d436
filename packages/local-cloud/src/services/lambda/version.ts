/**
 * AWS::Lambda::Version. The versions of one template all run its code: a version of an earlier template goes when the
 * cloud starts with a later one, as CloudFormation deletes it.
 */

import type { Named, ReferenceContext } from '../../assembly/resource-type.ts';
import type { Place } from '../../aws/place.ts';
import { asString, stringAt } from '../../kernel/json.ts';
import type { ResourceType } from '../../plugin/resource-type.ts';
import type { FunctionRegister } from './functions.ts';
import { functionArn } from './handle.ts';
import { splitQualifier } from './qualifier.ts';

export const VERSION: ResourceType<FunctionRegister> = {
  properties: ['Description', 'FunctionName'],
  withoutEffect: ['CodeSha256', 'ProvisionedConcurrencyConfig', 'RuntimePolicy'],
  ref: versionArn,
  attributes: {
    FunctionArn: versionArn,
    Version: (version, place, context) => splitQualifier(versionArn(version, place, context)).qualifier ?? '',
  },
  create: ({ ref, properties }, functions) => {
    const { arn, qualifier: version = '' } = splitQualifier(ref);
    functions.addVersion(arn, { arn: ref, version, description: stringAt(properties, 'Description') ?? '' });
  },
};

/** The CDK and SAM give a version another logical id whenever its function's code or configuration changes. */
function versionArn({ logicalId }: Named, place: Place, context: ReferenceContext): string {
  const arn = functionArn(asString(context.property('FunctionName')), place);
  return `${arn}:${context.versionNumber(arn, logicalId)}`;
}
