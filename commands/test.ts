/** `npm test`: everything that must hold. The checks of the sources run one after the other, beside the tests. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { styleText } from 'node:util';
import { parseOptions, runCommand } from './command-line.ts';

const HELP = `Checks everything that must hold: generated code, types, lint, who imports whom, what nobody
uses, and every test.

  npm run test -- [options] [part of a path ...]

  saga              only the test files whose path has "saga" in it; may be given several times
  --project NAME    only the tests of a project: unit (they start nothing), e2e or browser; may be given several times
  -t, --testNamePattern 'A NAME'
                    only the tests whose name has this in it
  --help            prints this

  npx vitest runs again what a change affects, and none of the other checks.
`;

/** `script` is run by Node: Windows starts the files in node_modules/.bin only through a shell. */
type Check = {
  readonly title: string;
  readonly script: readonly string[];
};

type Outcome = { readonly title: string; readonly passed: boolean; readonly output: string };

const CHECKS: readonly Check[] = [
  {
    title: 'generated code is fresh',
    script: ['node_modules/@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.yml', '--check'],
  },
  {
    title: 'format',
    script: ['node_modules/oxfmt/bin/oxfmt', '--list-different'],
  },
  { title: 'types and lint', script: ['node_modules/oxlint/bin/oxlint'] },
  { title: 'lint of resolvers', script: ['node_modules/eslint/bin/eslint.js', 'resolvers', 'domain'] },
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
  { title: 'nothing is unused', script: ['node_modules/knip/bin/knip.js'] },
];

async function main(): Promise<void> {
  const { values } = parseOptions({
    allowPositionals: true,
    options: {
      project: { type: 'string', multiple: true },
      testNamePattern: { type: 'string', short: 't' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  // Vitest has the same options, and parses them again.
  const tests = { title: 'tests', script: ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)] };
  const [checked, tested] = await Promise.all([runInTurn(CHECKS), run(tests, (chunk) => process.stdout.write(chunk))]);
  // Vitest ends its output with what failed; the other failures follow it, so that nobody has to scroll for them.
  for (const { passed, output } of checked) if (!passed) process.stdout.write(`\n${output.trim()}\n`);
  console.log();
  for (const outcome of [...checked, tested]) console.log(lineOf(outcome));
  if (![...checked, tested].every(({ passed }) => passed)) process.exitCode = 1;
}

async function runInTurn(checks: readonly Check[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const check of checks) {
    const outcome = await run(check, () => {});
    console.log(lineOf(outcome));
    outcomes.push(outcome);
  }
  return outcomes;
}

/** Passes on what the check prints while it runs. */
async function run(check: Check, pass: (chunk: Buffer) => void): Promise<Outcome> {
  const startedAt = performance.now();
  const env = process.stdout.isTTY ? { FORCE_COLOR: '1', ...process.env } : process.env;
  const child = spawn(process.execPath, check.script, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      pass(chunk);
    });
  }
  const closed: readonly unknown[] = await once(child, 'close');
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  return { title: `${check.title} (${seconds} s)`, passed: closed[0] === 0, output };
}

function lineOf({ title, passed }: Outcome): string {
  return `${passed ? styleText('green', '✔') : styleText('red', '✖')} ${title}`;
}

await runCommand(main, () => undefined);
