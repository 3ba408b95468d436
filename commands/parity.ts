/** `npm run parity`: whether AWS does what the local cloud does, with nothing deployed or with a stage that is. */
import { writeFileSync } from 'node:fs';
import { styleText } from 'node:util';
import { parseOptions, runCommand, UsageError } from './command-line.ts';
import { createAsk, CredentialsRejectedError } from './parity/ask.ts';
import type { Ask } from './parity/ask.ts';
import type { Case, ServiceTarget, Source } from './parity/case.ts';
import { circumstancesOf, hasOwnEndpoint } from './parity/circumstances.ts';
import { compareAll } from './parity/compare.ts';
import type { Targets } from './parity/compare.ts';
import { deployedCases } from './parity/deployed/all-cases.ts';
import { openApis } from './parity/deployed/open-apis.ts';
import { handlerSource } from './parity/handlers/handlers.ts';
import { exitCodeFor, formatReport, reportAsJson } from './parity/report.ts';
import { BATTERY } from './parity/snippets/battery.ts';
import { sagaSource, STATE_BATTERY } from './parity/states/sources.ts';
import { awsTarget, CannotAskError, closeTarget, localTarget } from './parity/targets.ts';
import { openAssembly, readTemplate } from './parity/template.ts';
import { CloudNotStartedError, startCloud } from './running-cloud.ts';
import { StackNotUsable } from './stage/deployed-stack.ts';
import { readStage } from './stage/read-stage.ts';
import type { Stage } from './stage/read-stage.ts';

const HELP = `Asks AWS and the local cloud the same questions, and says where they differ. Nothing is deployed or changed: it calls
AppSync's EvaluateCode and Step Functions' TestState. It takes a minute or two.

  npm run parity -- [options]

  --stage NAME  asks the deployed API of this stage instead, which shows what nothing else does: auth, errors,
                limits, aliases and subscriptions. A stage with an API key and the sandbox gets one order of this
                run; no other is changed
  --token TOKEN with --stage, also asks as the user of its pool whose access or id token this is
  --only TEXT   asks only questions whose group or name has this text
  --json FILE   writes the report as JSON, without account ids, to be pasted into an issue
  --help        prints this

It needs AWS credentials and a region, as the AWS CLI takes them, with the permissions appsync:EvaluateCode and
states:TestState; with --stage, cloudformation:DescribeStacks and appsync:GraphQL. Ends with 0 if all agree, with 1 if
something differs, and with 2 if it could not ask, or not all of it.
`;

type Options = { readonly only: string; readonly json: string | undefined };

async function main(): Promise<void> {
  const {
    stage,
    token,
    only = '',
    json,
    help,
  } = parseOptions({
    options: {
      stage: { type: 'string' },
      token: { type: 'string' },
      only: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean' },
    },
  }).values;
  if (help) return void process.stdout.write(HELP);
  if (stage !== undefined) {
    process.exitCode = await compareWithStage(readStage(stage), token, { only, json });
    return;
  }
  if (token !== undefined) throw new UsageError('--token needs --stage.');
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
  const questions = select(
    sources.flatMap((source) => source.cases()),
    options,
  );
  const ask = createAsk();
  // Rejected credentials should not be news after a long start.
  const [first] = questions;
  if (first) await ask(first, aws);
  say('Starting the local cloud');
  const cloud = await startCloud({ options: ['--assembly', assembly] });
  const local = localTarget(cloud);
  try {
    return await report({ questions, aws, local, region: aws.region, ask }, { options, startedAt });
  } finally {
    closeTarget(local);
    await cloud.stop();
  }
}

/** Returns the exit code. */
async function compareWithStage(stage: Stage, token: string | undefined, options: Options): Promise<number> {
  const startedAt = performance.now();
  const questions = select(deployedCases(stage, token !== undefined), options);
  const { aws, local, close } = await openApis(stage, token, say);
  try {
    if (questions.some(({ needs }) => needs.includes('order'))) {
      say(`Placing one order with the sandbox's card in ${aws.name}; nothing else is stored or changed`);
    }
    return await report({ questions, aws, local, region: aws.region, ask: createAsk() }, { options, startedAt });
  } finally {
    await close();
  }
}

/** Throws `UsageError` if there is no question of that kind. */
function select<Question extends Case<never>>(questions: readonly Question[], { only }: Options): readonly Question[] {
  const selected = questions.filter(({ group, name }) => `${group}: ${name}`.includes(only));
  if (selected.length === 0) throw new UsageError(`No question has "${only}" in its group or name.`);
  return selected;
}

type Comparison<Target> = Targets<Target> & {
  readonly questions: readonly Case<Target>[];
  readonly ask: Ask;
  readonly region: string;
};

type Run = { readonly options: Options; readonly startedAt: number };

/** Asks, prints what was found, and returns the exit code. */
async function report<Target>(comparison: Comparison<Target>, { options, startedAt }: Run): Promise<number> {
  const { questions, aws, local, ask, region } = comparison;
  say(`Asking both ${questions.length} questions; AWS in ${region}`);
  if (hasOwnEndpoint()) say('Not AWS itself: AWS_ENDPOINT_URL is set, and is asked in its place.');
  const findings = await compareAll(questions, { aws, local }, ask, createProgress(questions.length));
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`${formatReport(findings)}\n\nTook ${seconds} s.`);
  if (options.json !== undefined) {
    writeFileSync(options.json, reportAsJson(findings, circumstancesOf(region, seconds)));
  }
  return exitCodeFor(findings);
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
    if (error instanceof CannotAskError || error instanceof StackNotUsable)
      throw new UsageError(error.message, { cause: error });
    if (!(error instanceof CredentialsRejectedError)) throw error;
    const advice = 'Sign in again, or check AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SESSION_TOKEN.';
    throw new UsageError(`AWS rejects the credentials. ${error.message} ${advice}`, { cause: error });
  }
}

await runCommand(() => orUsageError(main), describe);
