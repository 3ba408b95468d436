/** Runs the CDK app that cdk.json names, in a process of its own (it needs some 400 MB), to make the cloud assembly. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { objectAt, parseObject, stringAt } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { StartupError } from '../kernel/startup-error.ts';

/**
 * Synthesizes the app of the project in `projectDirectory` into `outputDirectory`. `context` is added to that of cdk.json, as
 * `cdk synth --context` does. Throws `StartupError` with its last words.
 */
export async function synthesize(
  projectDirectory: string,
  outputDirectory: string,
  context: JsonObject = {},
): Promise<void> {
  const configuration = parseObject(readFileSync(join(projectDirectory, 'cdk.json'), 'utf8')) ?? {};
  const app = stringAt(configuration, 'app');
  if (!app) throw new StartupError('cdk.json names no app.');
  const child = spawn(app, {
    cwd: projectDirectory,
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      // `cdk synth` and `cdk deploy` check the template by CloudFormation's rules; that takes longer than all the rest.
      CDK_VALIDATION: 'false',
      ...process.env,
      PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
      CDK_OUTDIR: outputDirectory,
      CDK_CONTEXT_JSON: JSON.stringify({ ...objectAt(configuration, 'context'), ...context }),
    },
  });
  let output = '';
  const keep = (chunk: Buffer) => (output = `${output}${chunk.toString()}`.slice(-4000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const closed: readonly unknown[] = await once(child, 'close');
  if (closed[0] !== 0) throw new StartupError(`The CDK app (${app}) did not synthesize: ${reason(output)}`);
}

/** The first line that names an error; a stack trace is of no use to whoever only wants to start. */
function reason(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.filter(Boolean).at(-1) ?? 'it gave no reason';
}
