/** `npm run logs`: what the functions, the API and the state machines of a stack have logged, here or on AWS. */
import { setTimeout as delay } from 'node:timers/promises';
import { describeAwsError, parseOptions, runCommand, UsageError } from './command-line.ts';
import { openCloudWatchLogs } from './logs/cloudwatch-logs.ts';
import type { CloudWatchLogs } from './logs/cloudwatch-logs.ts';
import { formatEvent, levelOf, LEVELS } from './logs/format-event.ts';
import type { Level } from './logs/format-event.ts';
import { findLogGroups } from './logs/log-groups.ts';
import type { LogGroup } from './logs/log-groups.ts';
import { readLines } from './logs/read-lines.ts';
import type { Line } from './logs/read-lines.ts';
import { StackNotUsable } from './stage/deployed-stack.ts';
import { findTarget, NoLocalCloud } from './stage/target.ts';

const HELP = `Prints the log lines of all functions, of the API and of the state machines in order of time.

  npm run logs -- [options]

  --order ID        only what was logged about this order
  --function NAME   only of this function, by its folder in functions/; api, saga and refund-saga are the others
  --level LEVEL     only lines that are as bad as this or worse: debug, info, warn or error
  --since TIME      how long ago they begin, such as 30s, 15m, 2h or 7d; 1h when left out, and 7d with --order
  --follow          goes on with new lines as they come; Ctrl-C ends it
  --stage NAME      the deployed stage; the local cloud that runs when left out
  --help            prints this

A local cloud is found at AWS_ENDPOINT_URL, or else at http://localhost:4000; it keeps the latest lines in memory. For a
stage, credentials are those of the AWS CLI's environment variables and profiles, and so is the region unless
stages/NAME.json has one. They need logs:DescribeLogGroups, logs:FilterLogEvents and cloudformation:DescribeStacks.
`;

const UNITS_MS: { readonly [unit in string]?: number } = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Between two looks for new lines. */
const PAUSE_MS = 1000;

/** Lines reach CloudWatch a little late, and not in order. */
const LATENESS_MS = 30_000;

type Options = {
  readonly orderId: string | undefined;
  readonly functionName: string | undefined;
  readonly level: Level;
  /** Epoch milliseconds. */
  readonly since: number;
  readonly follows: boolean;
  readonly stage: string | undefined;
};

/** When each line that was printed was written, by its id. */
type Printed = Map<string, number>;

/** The stack has nothing of this name that logs. */
class NoSuchLog extends Error {
  override readonly name = 'NoSuchLog';
}

async function printLogs(): Promise<void> {
  const options = readOptions();
  const target = await findTarget(options.stage);
  const logs = await openCloudWatchLogs(target.settings);
  const groups = chosen(await findLogGroups(logs, target), options.functionName);
  process.stderr.write(`${target.place}\n`);
  const printed: Printed = new Map();
  const lines = await readLines(logs, groups, options);
  print(lines, options, printed);
  if (options.follows) return follow(logs, groups, options, printed);
  if (lines.length === 0) process.stderr.write('Nothing was logged in this time. --since looks further back.\n');
}

/** Ends with the process. */
async function follow(
  logs: CloudWatchLogs,
  groups: readonly LogGroup[],
  options: Options,
  printed: Printed,
): Promise<void> {
  for (;;) {
    await delay(PAUSE_MS);
    const since = Math.max(options.since, Date.now() - LATENESS_MS);
    print(await readLines(logs, groups, { orderId: options.orderId, since }), options, printed);
    for (const [eventId, timestamp] of printed) if (timestamp < since) printed.delete(eventId);
  }
}

function print(lines: readonly Line[], { level }: Options, printed: Printed): void {
  for (const line of lines) {
    if (printed.has(line.eventId)) continue;
    printed.set(line.eventId, line.timestamp);
    if (LEVELS.indexOf(levelOf(line.message)) >= LEVELS.indexOf(level)) process.stdout.write(`${formatEvent(line)}\n`);
  }
}

function readOptions(): Options {
  const { values } = parseOptions({
    options: {
      order: { type: 'string' },
      function: { type: 'string' },
      level: { type: 'string', default: 'debug' },
      since: { type: 'string' },
      follow: { type: 'boolean', default: false },
      stage: { type: 'string' },
    },
  });
  const { order: orderId, function: functionName, stage } = values;
  if (orderId !== undefined && !/^[\w-]{1,80}$/.test(orderId))
    throw new UsageError('--order needs an order id. Try --help.');
  const level = LEVELS.find((one) => one === values.level.toUpperCase());
  if (!level) throw new UsageError(`--level must be debug, info, warn or error; it is "${values.level}". Try --help.`);
  const since = Date.now() - durationMs(values.since ?? (orderId === undefined ? '1h' : '7d'));
  return { orderId, functionName, level, since, follows: values.follow, stage };
}

function durationMs(given: string): number {
  const [, count = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(given) ?? [];
  const unitMs = UNITS_MS[unit];
  if (unitMs !== undefined) return Number(count) * unitMs;
  throw new UsageError(`--since must be a time such as 30s, 15m, 2h or 7d; it is "${given}". Try --help.`);
}

function chosen(groups: readonly LogGroup[], functionName: string | undefined): readonly LogGroup[] {
  if (functionName === undefined) return groups;
  const found = groups.filter(({ source }) => source === functionName);
  if (found.length > 0) return found;
  throw new NoSuchLog(
    `There is no log of ${functionName}. There are: ${groups.map(({ source }) => source).join(', ')}.`,
  );
}

function describe(error: unknown): string {
  const isOurs = [NoLocalCloud, StackNotUsable, NoSuchLog].some((one) => error instanceof one);
  return isOurs && error instanceof Error ? error.message : describeAwsError(error);
}

if (process.argv.includes('--help')) process.stdout.write(HELP);
else await runCommand(printLogs, describe);
