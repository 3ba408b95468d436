/** AWS::Lambda::Alias */

import type { Named, ReferenceContext } from '../../assembly/resource-type.ts';
import type { Place } from '../../aws/place.ts';
import { asString, isJsonObject, numberAt, objectAt, stringAt } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { ResourceType } from '../../plugin/resource-type.ts';
import type { FunctionRegister } from './functions.ts';
import { functionArn } from './handle.ts';
import { splitQualifier } from './qualifier.ts';

export const ALIAS: ResourceType<FunctionRegister> = {
  properties: ['Description', 'FunctionName', 'FunctionVersion', 'Name', 'RoutingConfig'],
  withoutEffect: ['ProvisionedConcurrencyConfig'],
  ref: aliasArn,
  attributes: { AliasArn: aliasArn },
  create: ({ ref, properties }, functions) => {
    functions.addAlias(splitQualifier(ref).arn, {
      arn: ref,
      name: stringAt(properties, 'Name') ?? '',
      description: stringAt(properties, 'Description') ?? '',
      version: stringAt(properties, 'FunctionVersion') ?? '',
      weights: weightsOf(objectAt(properties, 'RoutingConfig')),
    });
  },
};

function aliasArn(_alias: Named, place: Place, context: ReferenceContext): string {
  return functionArn(asString(context.property('FunctionName')), place, asString(context.property('Name')));
}

function weightsOf(routing: JsonObject): { readonly [version: string]: number } {
  const list = routing['AdditionalVersionWeights'];
  const weights = (Array.isArray(list) ? list : []).filter(isJsonObject);
  return Object.fromEntries(
    weights.map((one) => [stringAt(one, 'FunctionVersion') ?? '', numberAt(one, 'FunctionWeight') ?? 0]),
  );
}
