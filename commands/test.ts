/** `npm test`: everything that must hold, in the order in which it is cheapest to find out. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { styleText } from 'node:util';

/** One synthesis for all end-to-end tests, apart from `cdk.out`, which `npm start` writes meanwhile. */
const ASSEMBLY = '.cache/test-assembly';

type Check = { readonly title: string; readonly command: string; readonly arguments: readonly string[] };

const ENVIRONMENT = { ...process.env, LOCAL_CLOUD_ASSEMBLY: ASSEMBLY };

const bin = (name: string, ...rest: string[]): Omit<Check, 'title'> => ({ command: `node_modules/.bin/${name}`, arguments: rest });

const CHECKS: readonly Check[] = [
  { title: 'types', ...bin('tsc', '-p', '.') },
  { title: 'lint', ...bin('eslint', '.') },
  { title: 'who imports whom', ...bin('depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err', '.') },
  { title: 'generated code is fresh', ...bin('graphql-codegen', '--config', 'codegen.yml', '--check') },
  { title: 'the app synthesizes', ...bin('cdk', 'synth', '--quiet', '--output', ASSEMBLY) },
];

const TESTS = globSync('**/*.test.ts', { exclude: ['node_modules/**', 'cdk.out/**', '.cache/**'] }).sort();

const main = async (): Promise<void> => {
  for (const check of CHECKS) await run(check, 'pipe');
  await run({ title: 'tests', command: process.execPath, arguments: ['--test', '--test-concurrency=2', ...TESTS] }, 'inherit');
};

const run = async (check: Check, output: 'pipe' | 'inherit'): Promise<void> => {
  const startedAt = performance.now();
  const child = spawn(check.command, check.arguments, { stdio: ['ignore', output, output], env: ENVIRONMENT });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk));
  const [code]: unknown[] = await once(child, 'close');
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (code === 0) return console.log(`${styleText('green', '✔')} ${check.title} (${seconds} s)`);
  console.error(`${said}\n${styleText('red', '✖')} ${check.title} (${seconds} s)`);
  process.exit(1);
};

await main();
