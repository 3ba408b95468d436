/** AWS::StepFunctions::StateMachineAlias */

import type { Named, ReferenceContext } from '../../../assembly/resource-type.ts';
import type { Place } from '../../../aws/place.ts';
import { asString, isJsonObject, numberAt, stringAt } from '../../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { StartupError } from '../../../kernel/startup-error.ts';
import type { ResourceType } from '../../../plugin/resource-type.ts';
import { withoutQualifier } from './register.ts';
import type { StateMachines } from './register.ts';

export const STATE_MACHINE_ALIAS: ResourceType<StateMachines> = {
  nameProperty: 'Name',
  properties: ['DeploymentPreference', 'Description', 'Name', 'RoutingConfiguration'],
  ref: aliasArn,
  attributes: { Arn: aliasArn },
  create: ({ ref, name, properties }, stateMachines) => {
    stateMachines.addAlias({
      arn: ref,
      name,
      description: stringAt(properties, 'Description') ?? '',
      routes: routesOf(properties['RoutingConfiguration'] ?? null, properties['DeploymentPreference'] ?? null),
      creationDate: Date.now() / 1000,
    });
  },
};

/** An alias names its versions, and these their state machine. */
function aliasArn({ logicalId, name }: Named, _place: Place, context: ReferenceContext): string {
  const [route] = routesOf(context.property('RoutingConfiguration'), context.property('DeploymentPreference'));
  if (!route) throw new StartupError(`AWS::StepFunctions::StateMachineAlias (${logicalId}) names no version.`);
  return `${withoutQualifier(route.versionArn)}:${name}`;
}

/** The end of a gradual deployment is where it is here from the start: all executions get the new version. */
function routesOf(routing: JsonValue, deployment: JsonValue) {
  const target = isJsonObject(deployment) ? stringAt(deployment, 'StateMachineVersionArn') : undefined;
  if (target !== undefined) return [{ versionArn: target, weight: 100 }];
  return (Array.isArray(routing) ? routing : []).filter(isJsonObject).map((route: JsonObject) => ({
    versionArn: asString(route['StateMachineVersionArn'] ?? ''),
    weight: numberAt(route, 'Weight') ?? 0,
  }));
}
