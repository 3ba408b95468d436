/** `npm test`: everything that must hold, in the order in which it is cheapest to find out. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { sep } from 'node:path';
import { styleText } from 'node:util';
import { parseOptions, runCommand } from './command-line.ts';

const HELP = `Checks everything that must hold: types, lint, generated code, then every test.

  npm run test
`;

/** One synthesis for all end-to-end tests, apart from `cdk.out`, which `npm start` writes meanwhile. */
const ASSEMBLY = '.cache/test-assembly';

/** `script` is run by Node: Windows starts the files in node_modules/.bin only through a shell. */
type Check = { readonly title: string; readonly script: readonly string[] };

const ENVIRONMENT = { ...process.env, LOCAL_CLOUD_ASSEMBLY: ASSEMBLY };

const CHECKS: readonly Check[] = [
  { title: 'types', script: ['node_modules/typescript/bin/tsc', '-p', '.'] },
  { title: 'lint', script: ['node_modules/eslint/bin/eslint.js', '.'] },
  {
    title: 'who imports whom',
    script: [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
      '.',
    ],
  },
  {
    title: 'generated code is fresh',
    script: ['node_modules/@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.yml', '--check'],
  },
  { title: 'the app synthesizes', script: ['node_modules/aws-cdk/bin/cdk', 'synth', '--quiet', '--output', ASSEMBLY] },
];

/** With `/` on every system: `node --test` takes them for patterns. */
const TESTS = globSync('**/*.test.ts', { exclude: ['node_modules/**', 'cdk.out/**', '.cache/**'] })
  .map((file) => file.split(sep).join('/'))
  .sort();

async function main(): Promise<void> {
  const { help } = parseOptions({ options: { help: { type: 'boolean' } } }).values;
  if (help) return void process.stdout.write(HELP);
  for (const check of CHECKS) await run(check, 'pipe');
  await run({ title: 'tests', script: ['--test', '--test-concurrency=2', ...TESTS] }, 'inherit');
}

async function run(check: Check, output: 'pipe' | 'inherit'): Promise<void> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, check.script, { stdio: ['ignore', output, output], env: ENVIRONMENT });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk));
  const [code]: unknown[] = await once(child, 'close');
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (code === 0) return console.log(`${styleText('green', '✔')} ${check.title} (${seconds} s)`);
  console.error(`${said}\n${styleText('red', '✖')} ${check.title} (${seconds} s)`);
  process.exit(1);
}

await runCommand(main, () => undefined);
