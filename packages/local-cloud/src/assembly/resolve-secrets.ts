/** Puts secrets where a template refers to them: `{{resolve:secretsmanager:ID:SecretString:KEY}}`. */

import { findReferences, replaceReferences, secretReferenceOf } from './dynamic-references.ts';
import type { DynamicReference } from './dynamic-references.ts';
import type { Resource } from './resource.ts';
import type { JsonValue } from '../kernel/json.ts';
import { isJsonObject, parseObject } from '../kernel/json.ts';
import { secretValue, variableOf } from '../services/secrets-manager/secret.ts';
import { StartupError } from '../kernel/startup-error.ts';
import type { StateStore } from '../services/dynamodb/state-store.ts';
import { placeOf } from './read-template.ts';

/** Throws `StartupError` for a secret that neither the stack nor the environment has, naming the property. */
export function checkSecrets(resources: readonly Resource[], environment: NodeJS.ProcessEnv): void {
  for (const reference of secretsIn(resources)) {
    const { secretId } = secretReferenceOf(reference);
    if (reference.place.startsWith('AWS::SecretsManager::Secret ')) {
      throw new StartupError(`${reference.place} has ${reference.text}: here no secret can be made of another.`);
    }
    if (findSecret(secretId, resources) || environment[variableOf(nameOf(secretId))] !== undefined) continue;
    throw new StartupError(
      `${reference.place} has ${reference.text}, and this stack does not create that secret. ` +
        `Set ${variableOf(nameOf(secretId))}=… to give it a value here.`,
    );
  }
}

/** The resources with the secrets in their properties. Those that are generated are kept in `state`. */
export async function resolveSecrets(
  resources: readonly Resource[],
  state: StateStore,
  environment: NodeJS.ProcessEnv,
): Promise<readonly Resource[]> {
  const values = new Map<string, string>();
  for (const reference of secretsIn(resources)) {
    const { secretId } = secretReferenceOf(reference);
    const secret = findSecret(secretId, resources);
    const given = environment[variableOf(nameOf(secretId))] ?? '';
    values.set(secretId, secret ? await secretValue(secret.name, secret.properties, state, environment) : given);
  }
  if (values.size === 0) return resources;
  return resources.map((resource) => {
    const properties = replaceReferences(resource.properties, placeOf(resource), (reference) =>
      textOf(reference, values),
    );
    return { ...resource, properties: isJsonObject(properties) ? properties : {} };
  });
}

function secretsIn(resources: readonly Resource[]): readonly DynamicReference[] {
  return resources.flatMap((resource) => findReferences(resource.properties, placeOf(resource)));
}

function findSecret(secretId: string, resources: readonly Resource[]): Resource | undefined {
  return resources.find(
    ({ type, name, ref }) =>
      type === 'AWS::SecretsManager::Secret' &&
      (secretId === name || secretId === ref || ref.startsWith(`${secretId}-`)),
  );
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

function textOf(reference: DynamicReference, values: ReadonlyMap<string, string>): string {
  const { secretId, jsonKey } = secretReferenceOf(reference);
  const value = values.get(secretId) ?? '';
  if (jsonKey === '') return value;
  const member: JsonValue | undefined = parseObject(value)?.[jsonKey];
  if (typeof member === 'string' || typeof member === 'number' || typeof member === 'boolean') return String(member);
  throw new StartupError(
    `${reference.place} has ${reference.text}, but that secret is no JSON object with a value for ${jsonKey}.`,
  );
}
