/** What the local cloud knows about one CloudFormation resource type. */

import type { Cloud } from '../boot/cloud.ts';
import type { Place } from '../aws/place.ts';
import type { Resource } from './resource.ts';
import type { JsonObject } from '../kernel/json.ts';

export type ResourceType = {
  /** Property that holds the physical name; left out or absent in the template, the name is `<stack>-<logical id>`. */
  readonly nameProperty?: string;
  /** Properties that the local cloud acts on. */
  readonly properties: readonly string[];
  /** Properties that make no difference here (encryption at rest, backups, tags); any other is refused at start-up. */
  readonly withoutEffect?: readonly string[];
  /** The value of `Ref`; the name where left out. */
  ref?(resource: Named, place: Place): string;
  /** The values of `Fn::GetAtt` by attribute. */
  readonly attributes?: { readonly [attribute: string]: (resource: Named, place: Place) => string };
  /** Attributes whose value is that of the property of the same name. */
  readonly propertyAttributes?: readonly string[];
  /** Makes the resource. Left out where another resource reads this one, or where there is nothing to make. */
  create?(resource: Resource, cloud: Cloud): void | Promise<void>;
};

/** A resource before its properties are resolved, which is all that references may depend on. */
export type Named = { readonly logicalId: string; readonly name: string; readonly template: JsonObject };

export function arnOf(service: string, prefix = '') {
  return ({ name }: Named, { region, accountId }: Place): string =>
    `arn:aws:${service}:${region}:${accountId}:${prefix}${name}`;
}
