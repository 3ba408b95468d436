/** `npm run invoke -- FUNCTION`: calls a function as its callers do, here or on AWS, and shows what came of it. */
import { InvokeCommand, LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import type { InvokeCommandOutput } from '@aws-sdk/client-lambda';
import { readFileSync } from 'node:fs';
import { describeAwsError, parseOptions, runCommand, UsageError } from './command-line.ts';
import { formatEvent } from './logs/format-event.ts';
import { CloudNotStartedError, startCloud } from './running-cloud.ts';
import { StackNotUsable } from './stage/deployed-stack.ts';
import { findLocalCloud, findTarget, NoLocalCloud } from './stage/target.ts';
import type { Target } from './stage/target.ts';

const HELP = `Invokes a function of the stack and waits for it. Its result goes to standard output, its log and how long it
took to standard error. Ends with 1 if the function failed.

  npm run invoke -- FUNCTION [options]

  FUNCTION       a function by its folder in functions/, such as sweep-orders or process-payment
  --event FILE   JSON that the function gets; {} when left out
  --stage NAME   the deployed stage; the local cloud that runs when left out, or else one for this call alone
  --help         prints this

The function has its real effects: process-payment takes money. A local cloud is found at AWS_ENDPOINT_URL, or else at
http://localhost:4000. For a stage, credentials are those of the AWS CLI's environment variables and profiles, and so is the
region unless stages/NAME.json has one.
`;

/** There is no such function; the message lists those that are there. */
class UnknownFunction extends Error {
  override readonly name = 'UnknownFunction';
}

async function invoke(): Promise<void> {
  const { name, event, stage } = readArguments();
  const { target, close } = await targetOrOwnCloud(stage);
  const lambda = new LambdaClient(target.settings);
  try {
    const FunctionName = await findFunction(lambda, target.stackName, name);
    const response = await lambda.send(
      new InvokeCommand({ FunctionName, Qualifier: 'live', LogType: 'Tail', Payload: Buffer.from(event) }),
    );
    print(name, response);
  } finally {
    lambda.destroy();
    await close();
  }
}

function readArguments() {
  const { values, positionals } = parseOptions({
    options: { event: { type: 'string' }, stage: { type: 'string' } },
    allowPositionals: true,
  });
  const [name = '', ...others] = positionals;
  if (!/^[\w-]{1,140}$/.test(name) || others.length > 0) throw new UsageError('Name one function. Try --help.');
  return { name, stage: values.stage, event: values.event === undefined ? '{}' : readEvent(values.event) };
}

/** Throws `UsageError` for a file that can't be read or isn't JSON. */
function readEvent(file: string): string {
  try {
    const text = readFileSync(file, 'utf8');
    JSON.parse(text);
    return text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--event must name a file of JSON; ${file} is none: ${reason}`);
  }
}

type Opened = { readonly target: Target; readonly close: () => Promise<void> };

/** Somebody who has said where their cloud is, or which stage, means that one. */
async function targetOrOwnCloud(stage: string | undefined): Promise<Opened> {
  try {
    return { target: await findTarget(stage), close: () => Promise.resolve() };
  } catch (error) {
    if (!(error instanceof NoLocalCloud) || process.env['AWS_ENDPOINT_URL'] !== undefined) throw error;
  }
  process.stderr.write('No local cloud runs, so this call gets one of its own, without orders.\n');
  let isReady = false;
  const cloud = await startCloud({ progress: (line) => isReady || process.stderr.write(`${line}\n`) });
  isReady = true;
  return { target: await findLocalCloud(cloud.awsEndpointUrl), close: () => cloud.stop() };
}

/** By the log group that infra/lambda-function.ts gives each function: CloudFormation makes up the functions' names. */
async function findFunction(lambda: LambdaClient, stackName: string, name: string): Promise<string> {
  const prefix = `/aws/lambda/${stackName}/`;
  const found = new Map<string, string>();
  for await (const { Functions: functions = [] } of paginateListFunctions({ client: lambda }, {})) {
    for (const { FunctionName: functionName = '', LoggingConfig: logging } of functions) {
      if (functionName === name) return functionName;
      if (logging?.LogGroup?.startsWith(prefix)) found.set(logging.LogGroup.slice(prefix.length), functionName);
    }
  }
  const functionName = found.get(name);
  if (functionName !== undefined) return functionName;
  const names = [...found.keys()].sort().join(', ');
  throw new UnknownFunction(`There is no function ${name} in ${stackName}. There are: ${names}.`);
}

function print(name: string, { Payload, FunctionError, LogResult = '' }: InvokeCommandOutput): void {
  const lines = Buffer.from(LogResult, 'base64').toString().trimEnd().split('\n');
  const report = lines.findLast((line) => line.startsWith('REPORT ')) ?? '';
  const own = lines.filter((line) => !/^(START|END|REPORT|XRAY) /.test(line));
  for (const message of own) if (message !== '') process.stderr.write(`${formatEvent({ source: name, message })}\n`);
  process.stdout.write(`${indented(Payload?.transformToString() ?? '')}\n`);
  const [, duration = 'an unknown time'] = /\tDuration: ([\d.]+ ms)/.exec(report) ?? [];
  const what = FunctionError === undefined ? 'took' : 'failed after';
  process.stderr.write(`${name} ${what} ${duration}.\n`);
  process.exitCode = FunctionError === undefined ? 0 : 1;
}

function indented(json: string): string {
  if (json === '') return 'null';
  const value: unknown = JSON.parse(json);
  return JSON.stringify(value, null, 2);
}

function describe(error: unknown): string {
  const isOurs = [NoLocalCloud, StackNotUsable, UnknownFunction, CloudNotStartedError].some(
    (one) => error instanceof one,
  );
  return isOurs && error instanceof Error ? error.message : describeAwsError(error);
}

if (process.argv.includes('--help')) process.stdout.write(HELP);
else await runCommand(invoke, describe);
