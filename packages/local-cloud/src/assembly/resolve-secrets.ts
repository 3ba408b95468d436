/** Puts secrets where a template refers to them: `{{resolve:secretsmanager:ID:SecretString:KEY}}`. */

import { findReferences, replaceReferences, secretReferenceOf } from './dynamic-references.ts';
import type { DynamicReference } from './dynamic-references.ts';
import type { Resource } from './resource.ts';
import type { JsonValue } from '../kernel/json.ts';
import { isJsonObject, parseObject } from '../kernel/json.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { placeOf } from './read-template.ts';

/** The variable that gives or overrides a value: `SECRET_` and the name with `_` for every sign but letters and digits. */
export function secretVariable(name: string): string {
  return `SECRET_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
}

/** The logical ids of those `secrets` that a resource refers to. */
export function secretsUsedBy(resource: Resource, secrets: readonly Resource[]): readonly string[] {
  return findReferences(resource.properties, placeOf(resource)).flatMap(
    (reference) => findSecret(secretReferenceOf(reference).secretId, secrets)?.logicalId ?? [],
  );
}

/** Throws `StartupError` for a secret that neither the stack nor the environment has, naming the property. */
export function checkSecrets(
  resources: readonly Resource[],
  secrets: readonly Resource[],
  environment: NodeJS.ProcessEnv,
): void {
  const references = resources.flatMap((resource) => findReferences(resource.properties, placeOf(resource)));
  for (const reference of references) {
    const { secretId } = secretReferenceOf(reference);
    const variable = secretVariable(nameOf(secretId));
    if (findSecret(secretId, secrets) || environment[variable] !== undefined) continue;
    throw new StartupError(
      `${reference.place} has ${reference.text}, and this stack does not create that secret. ` +
        `Set ${variable}=… to give it a value here.`,
    );
  }
}

export type SecretSources = {
  /** The stack's own. */
  readonly secrets: readonly Resource[];
  readonly environment: NodeJS.ProcessEnv;
  /** Returns the value of a secret of the stack. */
  read(secretArn: string): Promise<string>;
};

/** The resource with the secrets in its properties; those of the stack have been created by then. */
export async function resolveSecrets(resource: Resource, sources: SecretSources): Promise<Resource> {
  const values = new Map<string, string>();
  for (const reference of findReferences(resource.properties, placeOf(resource))) {
    const { secretId } = secretReferenceOf(reference);
    const secret = findSecret(secretId, sources.secrets);
    const given = sources.environment[secretVariable(nameOf(secretId))] ?? '';
    values.set(secretId, secret ? await sources.read(secret.ref) : given);
  }
  if (values.size === 0) return resource;
  const properties = replaceReferences(resource.properties, placeOf(resource), (reference) =>
    valueOf(reference, values),
  );
  return { ...resource, properties: isJsonObject(properties) ? properties : {} };
}

function findSecret(secretId: string, secrets: readonly Resource[]): Resource | undefined {
  return secrets.find(({ name, ref }) => secretId === name || secretId === ref || ref.startsWith(`${secretId}-`));
}

/** `arn:…:secret:prod/db-AbCdEf` is of the secret `prod/db`. */
function nameOf(secretId: string): string {
  return secretId.startsWith('arn:')
    ? secretId
        .split(':')
        .slice(6)
        .join(':')
        .replace(/-\w{6}$/, '')
    : secretId;
}

function valueOf(reference: DynamicReference, values: ReadonlyMap<string, string>): string {
  const { secretId, jsonKey } = secretReferenceOf(reference);
  const value = values.get(secretId) ?? '';
  if (jsonKey === '') return value;
  const member: JsonValue | undefined = parseObject(value)?.[jsonKey];
  if (typeof member === 'string' || typeof member === 'number' || typeof member === 'boolean') return String(member);
  throw new StartupError(
    `${reference.place} has ${reference.text}, but that secret is no JSON object with a value for ${jsonKey}.`,
  );
}
