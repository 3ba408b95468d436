/** `npm run parity`: whether AWS does what the local cloud does, without deploying anything. */
import { writeFileSync } from 'node:fs';
import { styleText } from 'node:util';
import { parseOptions, runCommand, UsageError } from './command-line.ts';
import { createAsk, CredentialsRejectedError } from './parity/ask.ts';
import type { Case, ServiceTarget, Source } from './parity/case.ts';
import { circumstancesOf, hasOwnEndpoint } from './parity/circumstances.ts';
import { compareAll } from './parity/compare.ts';
import { handlerSource } from './parity/handlers/handlers.ts';
import { exitCodeFor, formatReport, reportAsJson } from './parity/report.ts';
import { BATTERY } from './parity/snippets/battery.ts';
import { sagaSource, STATE_BATTERY } from './parity/states/sources.ts';
import { awsTarget, CannotAskError, closeTarget, localTarget } from './parity/targets.ts';
import { openAssembly, readTemplate } from './parity/template.ts';
import { CloudNotStartedError, startCloud } from './running-cloud.ts';

const HELP = `Asks AWS and the local cloud the same questions, and says where they differ. Nothing is deployed or changed: it calls
AppSync's EvaluateCode and Step Functions' TestState. It takes a minute or two.

  npm run parity -- [options]

  --only TEXT   asks only questions whose group or name has this text
  --json FILE   writes the report as JSON, without account ids, to be pasted into an issue
  --help        prints this

It needs AWS credentials and a region, as the AWS CLI takes them, with the permissions appsync:EvaluateCode and
states:TestState. Ends with 0 if all agree, with 1 if something differs, and with 2 if it could not ask, or not all of it.
`;

type Options = { readonly only: string; readonly json: string | undefined };

async function main(): Promise<void> {
  const {
    only = '',
    json,
    help,
  } = parseOptions({
    options: { only: { type: 'string' }, json: { type: 'string' }, help: { type: 'boolean' } },
  }).values;
  if (help) return void process.stdout.write(HELP);
  const aws = await awsTarget();
  try {
    process.exitCode = await compareWith(aws, { only, json });
  } finally {
    closeTarget(aws);
  }
}

/** Returns the exit code. */
async function compareWith(aws: ServiceTarget & { readonly region: string }, options: Options): Promise<number> {
  const startedAt = performance.now();
  say('Synthesizing the CDK app');
  const assembly = await openAssembly();
  const template = readTemplate(assembly);
  const sources: readonly Source<ServiceTarget>[] = [
    handlerSource(template),
    BATTERY,
    sagaSource(template),
    STATE_BATTERY,
  ];
  const questions = sources.flatMap((source) => source.cases()).filter((question) => isAbout(question, options.only));
  const [first] = questions;
  if (!first) throw new UsageError(`No question has "${options.only}" in its group or name.`);
  const ask = createAsk();
  // Rejected credentials should not be news after a long start.
  await ask(first, aws);
  say('Starting the local cloud');
  const cloud = await startCloud({ options: ['--assembly', assembly] });
  const local = localTarget(cloud);
  try {
    say(`Asking both ${questions.length} questions; AWS in ${aws.region}`);
    if (hasOwnEndpoint()) say('Not AWS itself: AWS_ENDPOINT_URL is set, and is asked in its place.');
    const findings = await compareAll(questions, { aws, local }, ask, createProgress(questions.length));
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    console.log(`${formatReport(findings)}\n\nTook ${seconds} s.`);
    if (options.json !== undefined) {
      writeFileSync(options.json, reportAsJson(findings, circumstancesOf(aws.region, seconds)));
    }
    return exitCodeFor(findings);
  } finally {
    closeTarget(local);
    await cloud.stop();
  }
}

function isAbout({ group, name }: Case<ServiceTarget>, text: string): boolean {
  return `${group}: ${name}`.includes(text);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A line for each hundred questions. */
function createProgress(total: number): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (done % 100 === 0) say(styleText('dim', `${done} of ${total}`));
  };
}

function describe(error: unknown): string | undefined {
  return error instanceof CloudNotStartedError ? `The local cloud did not start: ${error.message}` : undefined;
}

/** That it could not ask is said like a wrong argument: in one line, and with 2. */
async function orUsageError(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof CannotAskError) throw new UsageError(error.message, { cause: error });
    if (!(error instanceof CredentialsRejectedError)) throw error;
    const advice = 'Sign in again, or check AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SESSION_TOKEN.';
    throw new UsageError(`AWS rejects the credentials. ${error.message} ${advice}`, { cause: error });
  }
}

await runCommand(() => orUsageError(main), describe);
