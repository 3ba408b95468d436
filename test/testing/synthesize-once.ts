/** One synthesis for all end-to-end files, apart from `cdk.out`, which `npm start` writes meanwhile. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

const ASSEMBLY = resolve(import.meta.dirname, '../../.cache/test-assembly');
const CDK = resolve(import.meta.dirname, '../../node_modules/aws-cdk/bin/cdk');

let synthesis: Promise<unknown> | undefined;

/** Vitest calls this once for each project that has tests to run, before they start. */
export default async function setup(project: TestProject): Promise<void> {
  synthesis ??= synthesize();
  await synthesis;
  // Workers, and the clouds and commands that they start, inherit it.
  process.env['LOCAL_CLOUD_ASSEMBLY'] = ASSEMBLY;
  project.onTestsRerun(synthesize);
}

async function synthesize(): Promise<void> {
  const cwd = resolve(import.meta.dirname, '../..');
  await promisify(execFile)(process.execPath, [CDK, 'synth', '--quiet', '--output', ASSEMBLY], { cwd });
}
