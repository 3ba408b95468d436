/** Writes a small cloud assembly as `cdk synth` would, for stacks that only tests know. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type StackFixture = {
  readonly stackName: string;
  readonly resources: object;
  readonly outputs?: object;
  readonly parameters?: object;
  /** As the CDK writes it: `aws://123456789012/eu-west-1`. */
  readonly environment?: string;
  /** Source of `index.mjs`, by the hash that names the asset. */
  readonly bundles?: { readonly [hash: string]: string };
};

export function writeAssembly(directory: string, stack: StackFixture): void {
  const { stackName, resources, environment, outputs = {}, parameters = {}, bundles = {} } = stack;
  const write = (file: string, value: object) => writeFileSync(join(directory, file), JSON.stringify(value));
  const properties = { templateFile: `${stackName}.template.json` };
  write('manifest.json', {
    version: '55.0.0',
    artifacts: { [stackName]: { type: 'aws:cloudformation:stack', environment, properties } },
  });
  write(`${stackName}.template.json`, { Parameters: parameters, Resources: resources, Outputs: outputs });
  write(`${stackName}.assets.json`, {
    files: Object.fromEntries(
      Object.keys(bundles).map((hash) => [hash, { source: { path: `asset.${hash}`, packaging: 'zip' } }]),
    ),
  });
  for (const [hash, source] of Object.entries(bundles)) {
    mkdirSync(join(directory, `asset.${hash}`), { recursive: true });
    writeFileSync(join(directory, `asset.${hash}`, 'index.mjs'), source);
  }
}
