/** What `demo` and `smoke` have in common: their options, an endpoint to talk to, and how they end. */
import { createOrdersClient, OrdersError, type OrdersClient } from '@ordersaga/client';
import { parseOptions, runCommand, UsageError } from './command-line.ts';
import { CloudNotStartedError, startCloud } from './running-cloud.ts';

const OPTIONS_HELP = `
  --url URL       the GraphQL endpoint to use; without it the local cloud is started for this one run
  --api-key KEY   an API key of that endpoint
  --help          prints this
`;

/**
 * Runs a command against the endpoint that its arguments name, or against a local cloud of its own. The process ends
 * with 0 when `run` answers true, with 2 for wrong arguments, else with 1; what a user can mend is one line.
 */
export async function runAgainstEndpoint(help: string, run: Run): Promise<void> {
  const command = async (): Promise<void> => {
    const given = readArguments();
    if (given === 'help') return void process.stdout.write(help + OPTIONS_HELP);
    const isGood = given ? await runWith(given, run) : await runWithOwnCloud(run);
    process.exitCode = isGood ? 0 : 1;
  };
  await runCommand(command, describe);
}

type Run = (client: OrdersClient) => Promise<boolean>;
type Endpoint = { readonly url: string; readonly apiKey: string; readonly realtimeUrl?: string };

function readArguments(): Endpoint | 'help' | undefined {
  const {
    url,
    'api-key': apiKey,
    help,
  } = parseOptions({
    options: { url: { type: 'string' }, 'api-key': { type: 'string' }, help: { type: 'boolean' } },
  }).values;
  if (help) return 'help';
  if (url === undefined && apiKey === undefined) return undefined;
  if (url === undefined) throw new UsageError('--api-key needs --url.');
  if (apiKey === undefined) throw new UsageError('--url needs --api-key.');
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw new UsageError(`--url is no http or https URL: ${url}`);
  return { url, apiKey };
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
  return error instanceof CloudNotStartedError ? 'The local cloud did not start.' : undefined;
}
