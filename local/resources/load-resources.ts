/** Turns the template into resources with names, references and resolved properties, or says what it cannot carry. */

import type { Assembly, TemplateResource } from '../assembly/read-assembly.ts';
import { holds, resolveObject } from '../assembly/resolve.ts';
import type { References } from '../assembly/resolve.ts';
import type { Place, Resource } from '../cloud.ts';
import { stackId } from '../gateway/services/cloudformation.ts';
import type { JsonObject } from '../gateway/aws-call.ts';
import { isJsonObject } from '../json.ts';
import { StartupError } from '../startup-error.ts';
import { findResourceType } from './resource-types.ts';
import { bucketName } from './s3-bucket.ts';
import type { Named } from './resource-type.ts';

/** Throws `StartupError` naming every resource type and property of the template that the local cloud does not carry. */
export const loadResources = (assembly: Assembly, place: Place): readonly Resource[] => {
  const references = createReferences(assembly, place);
  const resources = [...assembly.resources.values()].filter(({ condition }) => !condition || holds(condition, references));
  const complaints = resources.flatMap(whatIsNotCarried);
  if (complaints.length > 0) throw new StartupError(`The local cloud does not carry: ${complaints.join('; ')}.`);
  return resources.map((resource) => {
    const { name } = nameOf(resource, place, references);
    const ref = String(references.ref(resource.logicalId));
    const { logicalId, type, metadata } = resource;
    return {
      logicalId,
      type,
      name,
      ref,
      metadata: resolveObject(metadata, references),
      properties: resolveObject(resource.properties, references),
    };
  });
};

/** The values of the template's outputs, by name. Throws `StartupError` for one that the local cloud does not carry. */
export const loadOutputs = (assembly: Assembly, place: Place): JsonObject => {
  const references = createReferences(assembly, place);
  const isThere = (output: JsonObject) => typeof output.Condition !== 'string' || holds(output.Condition, references);
  return Object.fromEntries(
    Object.entries(assembly.outputs).flatMap(([name, output]) =>
      isJsonObject(output) && isThere(output) ? [[name, resolveObject(output, references).Value ?? '']] : [],
    ),
  );
};

const whatIsNotCarried = ({ logicalId, type, properties }: TemplateResource): string[] => {
  const known = findResourceType(type);
  if (!known) return [`the resource type ${type} (${logicalId})`];
  if (known.properties.includes('*')) return [];
  const carried = new Set([...known.properties, ...(known.withoutEffect ?? [])]);
  return Object.keys(properties)
    .filter((property) => !carried.has(property))
    .map((property) => `the property ${property} of ${type} (${logicalId})`);
};

const createReferences = (assembly: Assembly, place: Place): References => {
  const pseudoParameters: { readonly [name: string]: string | string[] } = {
    'AWS::AccountId': place.accountId,
    'AWS::Region': place.region,
    'AWS::Partition': 'aws',
    'AWS::StackName': place.stackName,
    'AWS::StackId': stackId(place),
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NotificationARNs': [],
  };

  const find = (logicalId: string): TemplateResource => {
    const resource = assembly.resources.get(logicalId);
    if (!resource) throw new StartupError(`The template refers to ${logicalId}, which it does not hold.`);
    return resource;
  };

  const references: References = {
    ref: (name) => {
      const pseudo = pseudoParameters[name];
      if (pseudo !== undefined) return pseudo;
      const parameter = assembly.parameters[name];
      if (isJsonObject(parameter)) return parameter.Default ?? '';
      const resource = find(name);
      const named = nameOf(resource, place, references);
      return findResourceType(resource.type)?.ref?.(named, place) ?? named.name;
    },
    getAtt: (logicalId, attribute) => {
      const resource = find(logicalId);
      const value = findResourceType(resource.type)?.attributes?.[attribute];
      if (value) return value(nameOf(resource, place, references), place);
      throw new StartupError(`The local cloud does not carry the attribute ${attribute} of ${resource.type} (${logicalId}).`);
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
  return references;
};

const nameOf = (resource: TemplateResource, place: Place, references: References): Named => {
  const { logicalId, type, properties } = resource;
  const property = findResourceType(type)?.nameProperty;
  const given = property === undefined ? undefined : properties[property];
  if (property !== undefined && given !== undefined) {
    return { logicalId, name: String(resolveObject({ [property]: given }, references)[property]), template: properties };
  }
  const generated = `${place.stackName}-${logicalId}`;
  const name = type === 'AWS::S3::Bucket' ? bucketName(place.stackName, logicalId) : generated;
  return { logicalId, name, template: properties };
};
