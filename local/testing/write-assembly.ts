/** Writes a small cloud assembly as `cdk synth` would, for stacks that only tests know. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type StackFixture = {
  readonly stackName: string;
  readonly resources: object;
  readonly outputs?: object;
  /** Source of `index.mjs`, by the hash that names the asset. */
  readonly bundles?: { readonly [hash: string]: string };
};

export const writeAssembly = (directory: string, { stackName, resources, outputs = {}, bundles = {} }: StackFixture): void => {
  const write = (file: string, value: object) => writeFileSync(join(directory, file), JSON.stringify(value));
  write('manifest.json', {
    version: '55.0.0',
    artifacts: {
      [stackName]: { type: 'aws:cloudformation:stack', properties: { templateFile: `${stackName}.template.json` } },
    },
  });
  write(`${stackName}.template.json`, { Resources: resources, Outputs: outputs });
  write(`${stackName}.assets.json`, {
    files: Object.fromEntries(
      Object.keys(bundles).map((hash) => [hash, { source: { path: `asset.${hash}`, packaging: 'zip' } }]),
    ),
  });
  for (const [hash, source] of Object.entries(bundles)) {
    mkdirSync(join(directory, `asset.${hash}`), { recursive: true });
    writeFileSync(join(directory, `asset.${hash}`, 'index.mjs'), source);
  }
};
