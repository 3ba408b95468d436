/** Turns the template into resources with names, references and resolved properties, or says what it cannot carry. */

import type { Assembly, TemplateResource } from './read-assembly.ts';
import { findReferences } from './dynamic-references.ts';
import { holds, resolveObject } from './resolve.ts';
import type { Place } from '../aws/place.ts';
import type { Resource } from './resource.ts';
import type { JsonObject } from '../kernel/json.ts';
import { isJsonObject } from '../kernel/json.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { createTemplateReader, placeOf, readObject } from './read-template.ts';
import { findResourceType } from '../services/resource-types.ts';

/**
 * Secrets are still `{{resolve:secretsmanager:…}}` in the properties. Throws `StartupError` naming every resource type and
 * property of the template that the local cloud does not carry.
 */
export function loadResources(assembly: Assembly, place: Place): readonly Resource[] {
  const reader = createTemplateReader(assembly, place);
  const { references } = reader;
  const resources = [...assembly.resources.values()].filter(
    ({ condition }) => !condition || holds(condition, references),
  );
  const complaints = resources.flatMap(whatIsNotCarried);
  if (complaints.length > 0) throw new StartupError(`The local cloud does not carry: ${complaints.join('; ')}.`);
  return resources.map((resource) => {
    const { name } = reader.nameOf(resource);
    const ref = String(references.ref(resource.logicalId));
    const { logicalId, type, metadata } = resource;
    return {
      logicalId,
      type,
      name,
      ref,
      metadata: resolveObject(metadata, references),
      properties: readObject(reader, resource.properties, placeOf(resource)),
    };
  });
}

/** The values of the template's outputs, by name. Throws `StartupError` for one that the local cloud does not carry. */
export function loadOutputs(assembly: Assembly, place: Place): JsonObject {
  const reader = createTemplateReader(assembly, place);
  const isThere = (output: JsonObject) =>
    typeof output['Condition'] !== 'string' || holds(output['Condition'], reader.references);
  return Object.fromEntries(
    Object.entries(assembly.outputs).flatMap(([name, output]) => {
      if (!isJsonObject(output) || !isThere(output)) return [];
      const value = reader.read(output['Value'] ?? '', `The output ${name}`);
      const [secret] = findReferences(value, `The output ${name}`);
      if (secret)
        throw new StartupError(`${secret.place} has ${secret.text}: CloudFormation puts no secrets into outputs.`);
      return [[name, value]];
    }),
  );
}

function whatIsNotCarried({ logicalId, type, properties }: TemplateResource): string[] {
  const known = findResourceType(type);
  if (!known) return [`the resource type ${type} (${logicalId})`];
  if (known.properties.includes('*')) return [];
  const carried = new Set([...known.properties, ...(known.withoutEffect ?? [])]);
  return Object.keys(properties)
    .filter((property) => !carried.has(property))
    .map((property) => `the property ${property} of ${type} (${logicalId})`);
}
