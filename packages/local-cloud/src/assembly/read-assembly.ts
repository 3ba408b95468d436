/** Reads a CDK cloud assembly: the one stack's template and where its assets lie. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { isJsonObject, objectAt, parseObject, stringAt } from '../kernel/json.ts';
import { StartupError } from '../kernel/startup-error.ts';

export type Assembly = {
  readonly stackName: string;
  /** What the stack is made for, `env` in the CDK; empty if it fits any account and region. */
  readonly environment: { readonly accountId?: string; readonly region?: string };
  readonly resources: ReadonlyMap<string, TemplateResource>;
  readonly parameters: JsonObject;
  readonly conditions: JsonObject;
  readonly mappings: JsonObject;
  readonly outputs: JsonObject;
  /** The file or folder of an asset, by the hash that is its name in the assets bucket. Throws `StartupError`. */
  assetPath(hash: string): string;
};

export type TemplateResource = {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
  /** Logical ids. */
  readonly dependsOn: readonly string[];
  readonly condition?: string;
};

/** `directory` is the output of `cdk synth`. Throws `StartupError` unless it's an assembly of exactly one stack. */
export function readAssembly(directory: string): Assembly {
  const manifest = readJson(join(directory, 'manifest.json'));
  const stacks = Object.entries(objectAt(manifest, 'artifacts')).filter(
    ([, artifact]) => isJsonObject(artifact) && artifact['type'] === 'aws:cloudformation:stack',
  );
  const [stack] = stacks;
  if (!stack || stacks.length > 1) {
    const names = stacks.map(([name]) => name).join(', ') || 'none';
    throw new StartupError(`The cloud assembly in ${directory} must hold one stack; it holds: ${names}.`);
  }
  const [stackName, artifact] = stack;
  const properties = isJsonObject(artifact) ? objectAt(artifact, 'properties') : {};
  const template = readJson(join(directory, stringAt(properties, 'templateFile') ?? `${stackName}.template.json`));
  const assets = readAssets(directory, stackName);
  return {
    stackName: stringAt(properties, 'stackName') ?? stackName,
    environment: readEnvironment(isJsonObject(artifact) ? stringAt(artifact, 'environment') : undefined),
    resources: new Map(
      Object.entries(objectAt(template, 'Resources')).map(([logicalId, resource]) => [
        logicalId,
        parse(logicalId, resource),
      ]),
    ),
    parameters: objectAt(template, 'Parameters'),
    conditions: objectAt(template, 'Conditions'),
    mappings: objectAt(template, 'Mappings'),
    outputs: objectAt(template, 'Outputs'),
    assetPath: (hash) => {
      const path = assets.get(hash);
      if (!path)
        throw new StartupError(`The template names the asset ${hash}, which the cloud assembly does not hold.`);
      return path;
    },
  };
}

/** `aws://123456789012/eu-west-1`, either part `unknown-…` if the stack fits any. */
function readEnvironment(text = ''): Assembly['environment'] {
  const [, accountId, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(text) ?? [];
  return {
    ...(accountId !== undefined && accountId !== 'unknown-account' && { accountId }),
    ...(region !== undefined && region !== 'unknown-region' && { region }),
  };
}

function parse(logicalId: string, resource: JsonValue): TemplateResource {
  const type = isJsonObject(resource) ? stringAt(resource, 'Type') : undefined;
  if (!isJsonObject(resource) || !type) throw new StartupError(`The template's resource ${logicalId} has no Type.`);
  const condition = stringAt(resource, 'Condition');
  return {
    logicalId,
    type,
    properties: objectAt(resource, 'Properties'),
    metadata: objectAt(resource, 'Metadata'),
    dependsOn: [resource['DependsOn'] ?? []].flat().map(String),
    ...(condition && { condition }),
  };
}

function readAssets(directory: string, stackName: string): ReadonlyMap<string, string> {
  const file = join(directory, `${stackName}.assets.json`);
  const files = existsSync(file) ? objectAt(readJson(file), 'files') : {};
  return new Map(
    Object.entries(files).flatMap(([hash, asset]) => {
      const path = isJsonObject(asset) ? stringAt(objectAt(asset, 'source'), 'path') : undefined;
      return path ? [[hash, join(directory, path)] as const] : [];
    }),
  );
}

function readJson(file: string): JsonObject {
  if (!existsSync(file)) throw new StartupError(`No cloud assembly: ${file} does not exist.`);
  const value = parseObject(readFileSync(file, 'utf8'));
  if (!value) throw new StartupError(`${file} is not a JSON object.`);
  return value;
}
