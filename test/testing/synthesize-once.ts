/** One synthesis for all end-to-end files, apart from `cdk.out`, which `npm start` writes meanwhile. */
import { resolve, sep } from 'node:path';
import { synthesize } from '@ordersaga/local-cloud';
import type { TestProject } from 'vitest/node';

const PROJECT = resolve(import.meta.dirname, '../..');
const ASSEMBLY = resolve(PROJECT, '.cache/test-assembly');
/** Packages never import the app, so that their tests need no assembly of it. */
const PACKAGES = `${sep}packages${sep}`;

let synthesis: Promise<void> | undefined;

/** Vitest calls this once for each project that has tests to run, before they start. */
export default async function setup(project: TestProject): Promise<void> {
  const files = project.vitest.state.getPaths();
  if (files.every((file) => file.includes(PACKAGES))) return;
  synthesis ??= synthesize(PROJECT, ASSEMBLY);
  await synthesis;
  // Workers, and the clouds and commands that they start, inherit it.
  process.env['LOCAL_CLOUD_ASSEMBLY'] = ASSEMBLY;
  project.onTestsRerun(() => synthesize(PROJECT, ASSEMBLY));
}
