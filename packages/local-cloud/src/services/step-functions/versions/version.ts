/**
 * AWS::StepFunctions::StateMachineVersion. Executions of a version of an earlier template go on after it is gone, as
 * they do on AWS ("DeleteStateMachineVersion", API reference).
 */

import type { Named, ReferenceContext } from '../../../assembly/resource-type.ts';
import type { Place } from '../../../aws/place.ts';
import { asString, stringAt } from '../../../kernel/json.ts';
import type { ResourceType } from '../../../plugin/resource-type.ts';
import type { StateMachines } from './register.ts';

export const STATE_MACHINE_VERSION: ResourceType<StateMachines> = {
  properties: ['Description', 'StateMachineArn', 'StateMachineRevisionId'],
  ref: versionArn,
  attributes: { Arn: versionArn },
  create: ({ ref, properties }, stateMachines) => {
    stateMachines.addVersion({
      arn: ref,
      description: stringAt(properties, 'Description') ?? '',
      creationDate: Date.now() / 1000,
    });
  },
};

/** CloudFormation publishes a new version when a property of the resource changes, such as the revision. */
function versionArn({ logicalId }: Named, _place: Place, context: ReferenceContext): string {
  const arn = asString(context.property('StateMachineArn'));
  const revision = asString(context.property('StateMachineRevisionId'));
  return `${arn}:${context.versionNumber(arn, `${logicalId} ${revision}`)}`;
}
