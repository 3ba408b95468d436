/** What the template's reader has to know about one CloudFormation resource type. */

import { arn } from '../aws/arn.ts';
import type { Place } from '../aws/place.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';

export type ResourceTypeData = {
  /** Property that holds the physical name. If the template leaves it out, the name is `<stack>-<logical id>`. */
  readonly nameProperty?: string;
  /** Names a resource whose name the template leaves out, for types with rules of their own. */
  nameFor?(stackName: string, logicalId: string): string;
  /** Properties that the local cloud acts on; `*` stands for any. */
  readonly properties: readonly string[];
  /** Properties that make no difference here (encryption at rest, backups, tags). Any other stops the start. */
  readonly withoutEffect?: readonly string[];
  /** The value of `Ref`; the name if left out. */
  ref?(resource: Named, place: Place, context: ReferenceContext): string;
  /** The values of `Fn::GetAtt` by attribute. */
  readonly attributes?: {
    readonly [attribute: string]: (resource: Named, place: Place, context: ReferenceContext) => string;
  };
  /** Attributes whose value is that of the property of the same name. */
  readonly propertyAttributes?: readonly string[];
  /** The service by whose name dynamic references, such as `{{resolve:ssm:…}}`, read a resource of this type. */
  readonly resolvedBy?: 'ssm' | 'secretsmanager';
};

/** Undefined for a type that the local cloud doesn't support. */
export type FindResourceType = (type: string) => ResourceTypeData | undefined;

/** A resource before its properties are resolved, which is all that references may depend on. */
export type Named = { readonly logicalId: string; readonly name: string; readonly template: JsonObject };

/** What a reference to a resource may depend on besides. */
export type ReferenceContext = {
  /** The value of a property, with all that it refers to; null if the template leaves it out. */
  property(name: string): JsonValue;
  /** The number of a version in its series, the same at each start with the same data. */
  versionNumber(series: string, version: string): number;
};

/** For types whose ARN ends in their name, with `prefix` before it. */
export function arnOf(service: string, prefix = '') {
  return ({ name }: Named, place: Place): string => arn(service, place, `${prefix}${name}`);
}
