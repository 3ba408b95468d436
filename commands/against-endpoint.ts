/** What `demo` and `smoke` have in common: their options, an endpoint to talk to, and how they end. */
import { createOrdersClient, OrdersError, type OrdersClient } from '@ordersaga/client';
import { parseOptions, runCommand, UsageError } from './command-line.ts';
import { CloudNotStartedError, startCloud } from './running-cloud.ts';
import { findDeployedStack, StackNotUsable } from './stage/deployed-stack.ts';
import { readStage } from './stage/read-stage.ts';
import type { Stage } from './stage/read-stage.ts';

const OPTIONS_HELP = `
  --stage NAME    uses the deployed stack of this stage; it must give out an API key, as dev does
  --url URL       the GraphQL endpoint to use
  --api-key KEY   an API key of that endpoint
  --help          prints this

With none of these, a local cloud is started for this one run. With --stage, credentials are those of the AWS CLI's
environment variables and profiles, and so is the region unless stages/NAME.json has one.
`;

/** A command with its help and the names of its own options, all of which take a value. */
type Program = {
  readonly help: string;
  readonly options?: readonly string[];
  /** What to do, by the values of these options. Throws `UsageError` for wrong ones. */
  readonly choose: (own: Values) => Run;
};

/**
 * Runs a command against the endpoint that its arguments name, or against a local cloud of its own. The process ends
 * with 0 when its run answers true, with 2 for wrong arguments, else with 1; what a user can mend is one line.
 */
export async function runAgainstEndpoint({ help, options = [], choose }: Program): Promise<void> {
  const command = async (): Promise<void> => {
    const { isHelp, endpoint, own } = readArguments(options);
    if (isHelp) return void process.stdout.write(help + OPTIONS_HELP);
    const run = choose(own);
    const given = endpoint();
    const isGood = given ? await runWith(await locate(given), run) : await runWithOwnCloud(run);
    process.exitCode = isGood ? 0 : 1;
  };
  await runCommand(command, describe);
}

type Run = (client: OrdersClient) => Promise<boolean>;
type Endpoint = { readonly url: string; readonly apiKey: string; readonly realtimeUrl?: string };

/** The options' values; undefined are those that weren't given. */
type Values = { readonly [option: string]: string | undefined };

const ENDPOINT_OPTIONS = ['stage', 'url', 'api-key'];

function readArguments(ownOptions: readonly string[]) {
  const names = [...ENDPOINT_OPTIONS, ...ownOptions];
  const { help, ...values } = parseOptions({
    options: {
      ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
      help: { type: 'boolean' },
    },
  }).values;
  const texts = Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const own: Values = Object.fromEntries(texts);
  return { isHelp: help === true, own, endpoint: () => endpointIn(own) };
}

function endpointIn({ stage, url, 'api-key': apiKey }: Values): Endpoint | Stage | undefined {
  if (stage !== undefined) {
    if (url !== undefined || apiKey !== undefined) throw new UsageError('Give either --stage, or --url and --api-key.');
    return readStage(stage);
  }
  if (url === undefined && apiKey === undefined) return undefined;
  if (url === undefined) throw new UsageError('--api-key needs --url.');
  if (apiKey === undefined) throw new UsageError('--url needs --api-key.');
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw new UsageError(`--url is no http or https URL: ${url}`);
  return { url, apiKey };
}

/** Says on standard error where the deployed API is, because this run leaves orders there. */
async function locate(given: Endpoint | Stage): Promise<Endpoint> {
  if ('url' in given) return given;
  const { name, region, graphqlUrl: url, apiKey } = await findDeployedStack(given);
  if (apiKey === undefined) throw new StackNotUsable(explainNoApiKey(given));
  process.stderr.write(`${name} in ${region}: ${url}\n`);
  return { url, apiKey };
}

function explainNoApiKey({ name, stackName }: Stage): string {
  return (
    `The stack ${stackName} gives out no API key, because stages/${name}.json says that it is for production. ` +
    'This command places orders for a customer that it makes up, which needs one: name a stage with "production": false.'
  );
}

async function runWithOwnCloud(run: Run): Promise<boolean> {
  let isReady = false;
  const progress = (line: string): unknown => isReady || process.stderr.write(`${line}\n`);
  const cloud = await startCloud({ progress });
  isReady = true;
  const { graphqlUrl: url, apiKey, realtimeUrl } = cloud;
  try {
    return await runWith({ url, apiKey, realtimeUrl }, run);
  } finally {
    await cloud.stop();
  }
}

async function runWith(endpoint: Endpoint, run: Run): Promise<boolean> {
  const client = createOrdersClient(endpoint);
  return run(client).finally(() => client.close());
}

function describe(error: unknown): string | undefined {
  if (error instanceof OrdersError) return error.errorType ? `${error.errorType}: ${error.message}` : error.message;
  // What it said has been passed on as progress.
  if (error instanceof CloudNotStartedError) return 'The local cloud did not start.';
  return error instanceof StackNotUsable ? error.message : undefined;
}
