/** `npm run outputs`: what a stack says about itself, such as the address of its API. */
import { describeAwsError, parseOptions, runCommand } from './command-line.ts';
import { StackNotUsable } from './stage/deployed-stack.ts';
import { findTarget, NoLocalCloud } from './stage/target.ts';

const HELP = `Prints the outputs of the stack: addresses, names, and the API key if the stage has one.

  npm run outputs -- [options]

  --stage NAME   the deployed stage; the local cloud that runs when left out
  --json         prints them as JSON
  --help         prints this

A local cloud is found at AWS_ENDPOINT_URL, or else at http://localhost:4000. For a stage, credentials are those of the AWS
CLI's environment variables and profiles, and so is the region unless stages/NAME.json has one.
`;

async function printOutputs(): Promise<void> {
  const { values } = parseOptions({
    options: { stage: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const { outputs, place } = await findTarget(values.stage);
  const sorted = [...outputs].sort(([one], [other]) => one.localeCompare(other));
  if (values.json) return void process.stdout.write(`${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
  process.stderr.write(`${place}\n`);
  const width = Math.max(...sorted.map(([key]) => key.length));
  for (const [key, value] of sorted) process.stdout.write(`${key.padEnd(width)}  ${value}\n`);
}

if (process.argv.includes('--help')) process.stdout.write(HELP);
else {
  await runCommand(printOutputs, (error) =>
    error instanceof NoLocalCloud || error instanceof StackNotUsable ? error.message : describeAwsError(error),
  );
}
