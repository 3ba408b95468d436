/** Reads names, references and properties out of a template, with everything in them that stands for something else. */

import type { Assembly, TemplateResource } from './read-assembly.ts';
import { findReferences, parameterNameOf, replaceReferences } from './dynamic-references.ts';
import { resolve } from './resolve.ts';
import type { References } from './resolve.ts';
import { stackId } from '../aws/arn.ts';
import type { Place } from '../aws/place.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { asString, isJsonObject } from '../kernel/json.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { missingParameter, parameterVariable, templateParameter } from './parameter-values.ts';
import type { FindResourceType, Named, ReferenceContext } from './resource-type.ts';
import type { VersionNumbers } from './version-numbers.ts';

export type TemplateReader = {
  readonly references: References;
  nameOf(resource: TemplateResource): Named;
  /**
   * `value` with intrinsic functions and `{{resolve:ssm:…}}` replaced by what they stand for; secrets stay, for their
   * values are not known yet. `place` says in messages where it stands. Throws `StartupError`.
   */
  read(value: JsonValue, place: string): JsonValue;
  /** Calls `read` and tells the logical ids of the resources that it referred to. */
  track<Value>(read: () => Value): { readonly value: Value; readonly referredTo: ReadonlySet<string> };
};

export type ReadTemplateFor = {
  readonly assembly: Assembly;
  readonly place: Place;
  readonly findType: FindResourceType;
  readonly versionNumbers: Pick<VersionNumbers, 'of'>;
};

export function createTemplateReader({ assembly, place, findType, versionNumbers }: ReadTemplateFor): TemplateReader {
  const pseudoParameters = pseudoParametersOf(place);
  const beingRead = new Set<string>();
  let referredTo = new Set<string>();

  const find = (logicalId: string): TemplateResource => {
    const resource = assembly.resources.get(logicalId);
    if (!resource) throw new StartupError(`The template refers to ${logicalId}, which it does not hold.`);
    referredTo.add(logicalId);
    return resource;
  };

  /** The value of a parameter in the store: of the environment, else of the resource that this stack creates. */
  const readStored = (name: string, user: string): string => {
    const given = process.env[parameterVariable(name)];
    if (given !== undefined) return given;
    if (beingRead.has(name))
      throw new StartupError(`${user} takes the parameter ${name}, whose value depends on itself.`);
    beingRead.add(name);
    const isIt = (resource: TemplateResource) =>
      findType(resource.type)?.resolvedBy === 'ssm' && nameOf(resource).name === name;
    const parameter = [...assembly.resources.values()].find(isIt);
    if (!parameter) throw missingParameter(name, user);
    referredTo.add(parameter.logicalId);
    const value = read(parameter.properties['Value'] ?? '', `${placeOf(parameter)}Value`);
    beingRead.delete(name);
    return asString(value);
  };

  const read: TemplateReader['read'] = (value, at) =>
    replaceReferences(resolve(value, references), at, (reference) =>
      reference.service === 'secretsmanager' ? undefined : readStored(parameterNameOf(reference), reference.place),
    );

  const nameOf = (resource: TemplateResource): Named => {
    const { logicalId, type, properties } = resource;
    const known = findType(type);
    const property = known?.nameProperty;
    const given = property === undefined ? undefined : properties[property];
    if (property !== undefined && given !== undefined && !isNoValue(given)) {
      const at = `${placeOf(resource)}${property}`;
      const name = asString(read(given, at));
      if (findReferences(name, at).length > 0) throw new StartupError(`${at} is ${name}: a name cannot be a secret.`);
      return { logicalId, name, template: properties };
    }
    const name = known?.nameFor?.(place.stackName, logicalId) ?? `${place.stackName}-${logicalId}`;
    return { logicalId, name, template: properties };
  };

  const contextOf = (resource: TemplateResource): ReferenceContext => ({
    property: (name) => read(resource.properties[name] ?? null, `${placeOf(resource)}${name}`),
    versionNumber: versionNumbers.of,
  });

  const references: References = {
    ref: (name) => {
      const pseudo = pseudoParameters[name];
      if (pseudo !== undefined) return pseudo;
      const parameter = assembly.parameters[name];
      if (isJsonObject(parameter)) return templateParameter(name, parameter, readStored);
      const resource = find(name);
      const named = nameOf(resource);
      return findType(resource.type)?.ref?.(named, place, contextOf(resource)) ?? named.name;
    },
    getAtt: (logicalId, attribute) => {
      const resource = find(logicalId);
      const type = findType(resource.type);
      const value = type?.attributes?.[attribute];
      if (value) return value(nameOf(resource), place, contextOf(resource));
      if (type?.propertyAttributes?.includes(attribute)) {
        return read(resource.properties[attribute] ?? '', `${placeOf(resource)}${attribute}`);
      }
      throw new StartupError(
        `The local cloud doesn't support the attribute ${attribute} of ${resource.type} (${logicalId}).`,
      );
    },
    findInMap: (map, first, second) => {
      const found = [first, second].reduce((level, key) => {
        const next = isJsonObject(level) ? level[key] : undefined;
        return next ?? null;
      }, assembly.mappings[map] ?? null);
      if (found === null) throw new StartupError(`The template's mapping ${map} has no ${first}.${second}.`);
      return found;
    },
    condition: (name) => assembly.conditions[name] ?? null,
  };
  const track: TemplateReader['track'] = (readAll) => {
    referredTo = new Set();
    return { value: readAll(), referredTo };
  };
  return { references, nameOf, read, track };
}

/** Where a resource's properties stand, in messages; ends in a blank. */
export function placeOf({ type, logicalId }: { readonly type: string; readonly logicalId: string }): string {
  return `${type} (${logicalId}) `;
}

function isNoValue(value: JsonValue): boolean {
  return isJsonObject(value) && value['Ref'] === 'AWS::NoValue';
}

function pseudoParametersOf(place: Place): { readonly [name: string]: string | string[] } {
  return {
    'AWS::AccountId': place.accountId,
    'AWS::Region': place.region,
    'AWS::Partition': 'aws',
    'AWS::StackName': place.stackName,
    'AWS::StackId': stackId(place),
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NotificationARNs': [],
  };
}

/** The object that `value` stands for; for the properties of a resource. */
export function readObject(reader: TemplateReader, value: JsonObject, at: string): JsonObject {
  const object = reader.read(value, at);
  return isJsonObject(object) ? object : {};
}
