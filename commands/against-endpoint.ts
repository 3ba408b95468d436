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

/**
 * Runs a command against the endpoint that its arguments name, or against a local cloud of its own. The process ends
 * with 0 when `run` answers true, with 2 for wrong arguments, else with 1; what a user can mend is one line.
 */
export async function runAgainstEndpoint(help: string, run: Run): Promise<void> {
  const command = async (): Promise<void> => {
    const given = readArguments();
    if (given === 'help') return void process.stdout.write(help + OPTIONS_HELP);
    const isGood = given ? await runWith(await locate(given), run) : await runWithOwnCloud(run);
    process.exitCode = isGood ? 0 : 1;
  };
  await runCommand(command, describe);
}

type Run = (client: OrdersClient) => Promise<boolean>;
type Endpoint = { readonly url: string; readonly apiKey: string; readonly realtimeUrl?: string };

function readArguments(): Endpoint | Stage | 'help' | undefined {
  const {
    stage,
    url,
    'api-key': apiKey,
    help,
  } = parseOptions({
    options: {
      stage: { type: 'string' },
      url: { type: 'string' },
      'api-key': { type: 'string' },
      help: { type: 'boolean' },
    },
  }).values;
  if (help) return 'help';
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
