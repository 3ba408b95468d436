/** One synthesis for all end-to-end files, apart from `cdk.out`, which `npm start` writes meanwhile. */
import { mkdirSync, rmSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { synthesize } from '@ordersaga/local-cloud';
import type { TestProject } from 'vitest/node';

const PROJECT = resolve(import.meta.dirname, '../..');
const ASSEMBLY = resolve(PROJECT, '.cache/test-assembly');
/** For what several files of a process share: vitest ends its processes without a word. */
export const RUN_DIRECTORY = resolve(PROJECT, '.cache/test-run');
/** Packages never import the app, so that their tests need no assembly of it. */
const PACKAGES = `${sep}packages${sep}`;

let synthesis: Promise<void> | undefined;

/** Vitest calls this once for each project that has tests to run, before they start. */
export default async function setup(project: TestProject): Promise<() => void> {
  mkdirSync(RUN_DIRECTORY, { recursive: true });
  const clean = () => rmSync(RUN_DIRECTORY, { recursive: true, force: true });
  const files = project.vitest.state.getPaths();
  if (files.every((file) => file.includes(PACKAGES))) return clean;
  synthesis ??= synthesize(PROJECT, ASSEMBLY);
  await synthesis;
  // Workers, and the clouds and commands that they start, inherit it.
  process.env['LOCAL_CLOUD_ASSEMBLY'] = ASSEMBLY;
  project.onTestsRerun(() => synthesize(PROJECT, ASSEMBLY));
  return clean;
}
