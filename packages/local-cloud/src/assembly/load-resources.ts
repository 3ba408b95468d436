/** Turns the template into resources with names, references and resolved properties, in the order of their references. */

import type { TemplateResource } from './read-assembly.ts';
import { findReferences } from './dynamic-references.ts';
import { orderResources } from './order-resources.ts';
import { holds, resolveObject } from './resolve.ts';
import type { Resource } from './resource.ts';
import type { JsonObject } from '../kernel/json.ts';
import { asString, isJsonObject } from '../kernel/json.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { createTemplateReader, placeOf, readObject } from './read-template.ts';
import type { ReadTemplateFor, TemplateReader } from './read-template.ts';
import type { FindResourceType } from './resource-type.ts';
import { secretsUsedBy } from './resolve-secrets.ts';

/**
 * Secrets are still `{{resolve:secretsmanager:…}}` in the properties. Throws `StartupError` naming every resource type and
 * property of the template that the local cloud doesn't support.
 */
export function loadResources(template: ReadTemplateFor): readonly Resource[] {
  const { assembly, findType } = template;
  const reader = createTemplateReader(template);
  const resources = [...assembly.resources.values()].filter(
    ({ condition }) => !condition || holds(condition, reader.references),
  );
  const complaints = resources.flatMap((resource) => findUnsupported(resource, findType));
  if (complaints.length > 0) throw new StartupError(`The local cloud doesn't support: ${complaints.join('; ')}.`);
  const loaded = resources.map((resource, position) => load(resource, position, reader));
  const secrets = findSecrets(
    loaded.map(({ resource }) => resource),
    findType,
  );
  const withSecrets = loaded.map(({ resource, dependsOn }) => ({
    resource,
    logicalId: resource.logicalId,
    dependsOn: new Set([...dependsOn, ...secretsUsedBy(resource, secrets)]),
  }));
  return orderResources(withSecrets).map(({ resource }) => resource);
}

type Loaded = { readonly resource: Resource; readonly dependsOn: ReadonlySet<string> };

function load(template: TemplateResource, position: number, reader: TemplateReader): Loaded {
  const { logicalId, type, metadata } = template;
  const ref = asString(reader.references.ref(logicalId));
  const { value, referredTo } = reader.track(() => ({
    name: reader.nameOf(template).name,
    properties: readObject(reader, template.properties, placeOf(template)),
  }));
  return {
    resource: {
      logicalId,
      type,
      ...value,
      ref,
      metadata: resolveObject(metadata, reader.references),
      position,
    },
    dependsOn: new Set([...template.dependsOn, ...referredTo]),
  };
}

/** The resources that `{{resolve:secretsmanager:…}}` reads. */
export function findSecrets(resources: readonly Resource[], findType: FindResourceType): readonly Resource[] {
  return resources.filter(({ type }) => findType(type)?.resolvedBy === 'secretsmanager');
}

/** The values of the template's outputs, by name. Throws `StartupError` for one that the local cloud doesn't support. */
export function loadOutputs(template: ReadTemplateFor): JsonObject {
  const { assembly } = template;
  const reader = createTemplateReader(template);
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

function findUnsupported({ logicalId, type, properties }: TemplateResource, findType: FindResourceType): string[] {
  const known = findType(type);
  if (!known) return [`the resource type ${type} (${logicalId})`];
  if (known.properties.includes('*')) return [];
  const supported = new Set([...known.properties, ...(known.withoutEffect ?? [])]);
  return Object.keys(properties)
    .filter((property) => !supported.has(property))
    .map((property) => `the property ${property} of ${type} (${logicalId})`);
}
