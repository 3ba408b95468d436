/** `npm run stripe`: stage prod on this machine, paid by Stripe, which is a stub with a page. */
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { startStripeStub } from '../functions/shared/payment-gateway/testing/stripe-stub.ts';
import type { StripeStub } from '../functions/shared/payment-gateway/testing/stripe-stub.ts';
import { clientSettings } from './client-settings.ts';
import { parseOptions, runCommand, wholeNumber } from './command-line.ts';
import { findTables } from './find-tables.ts';
import { isRecord } from './json.ts';
import { CloudNotStartedError, startCloud } from './running-cloud.ts';
import type { CloudDescription } from './running-cloud.ts';
import { servePage } from './stripe/serve-page.ts';
import { changeTemplates, SIGNING_SECRETS, synthesizeProd, withStub } from './stripe/stage-prod.ts';
import { webhookUrlOf } from './stripe/webhook-url.ts';

const HELP = `Runs stage prod on this machine, with a stub in Stripe's place and a page on which you are customer and bank.

  npm run stripe -- [options]

  --port N        where the local cloud listens; 4000 if left out, 0 for any free port
  --page-port N   where the stub's page is; 4010 if left out, 0 for any free port
  --help          prints this

When the local cloud ends, as after kill -9, it starts again on its data. The stub forgets everything when this ends.
`;

const ROOT = resolve(import.meta.dirname, '..');

function readArguments() {
  const { values } = parseOptions({
    options: {
      port: { type: 'string', default: '4000' },
      'page-port': { type: 'string', default: '4010' },
      help: { type: 'boolean', default: false },
    },
  });
  const { port, 'page-port': pagePort, help } = values;
  return { port: wholeNumber('port', port, 0), pagePort: wholeNumber('page-port', pagePort, 0), help };
}

async function main(): Promise<void> {
  const { port, pagePort, help } = readArguments();
  if (help) return void process.stdout.write(HELP);
  const stub = await startStripeStub();
  const page = await servePage(stub, pagePort);
  const options = await prepare(stub, join(ROOT, '.cache', 'stripe', `${page.port}`));
  for (let given = `${port}`; ;) {
    const cloud = await startCloud({ options: ['--port', given, ...options] });
    given = new URL(cloud.graphqlUrl).port;
    await stockUp(cloud);
    stub.webhooks.sendTo({ url: await webhookUrlOf(cloud), secret: SIGNING_SECRETS[1] });
    process.stdout.write(describe(cloud, page.url));
    await cloud.ended;
    process.stdout.write('The local cloud has ended, and starts again on its data.\n');
  }
}

/** The stub of an earlier run knows nothing any more of the payments in its data. */
async function prepare(stub: StripeStub, directory: string): Promise<readonly string[]> {
  rmSync(directory, { recursive: true, force: true });
  const [assembly, data] = [join(directory, 'cdk.out'), join(directory, 'data')];
  process.stderr.write('Synthesizing stage prod …\n');
  await synthesizeProd(assembly);
  const { host, port } = stub.address;
  changeTemplates(assembly, (template) => withStub(template, `http://${host}:${port}`));
  return ['--assembly', assembly, '--data', data];
}

/** Stage prod begins with an empty catalogue. The sample products of dev are put in, where they aren't there yet. */
async function stockUp(cloud: CloudDescription): Promise<void> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(clientSettings(cloud)));
  const TableName = (await findTables(client))('Products');
  for (const Item of sampleProducts()) {
    const ConditionExpression = 'attribute_not_exists(productId)';
    await client.send(new PutCommand({ TableName, Item, ConditionExpression })).catch(unlessThere);
  }
}

function sampleProducts() {
  const list: unknown = JSON.parse(readFileSync(join(ROOT, 'functions', 'seed-products', 'products.json'), 'utf8'));
  if (!Array.isArray(list)) throw new Error('products.json is no list.');
  return list.filter(isRecord);
}

function unlessThere(error: unknown): void {
  if (!(error instanceof ConditionalCheckFailedException)) throw error;
}

function describe({ playgroundUrl, pid }: CloudDescription, pageUrl: string): string {
  return `
  Playground    ${playgroundUrl}
  Stripe stub   ${pageUrl} (you are the customer, and the bank)
  Local cloud   process ${pid}: after kill -9 ${pid}, it starts again on its data

`;
}

/** What somebody can mend is one line. */
function explain(error: unknown): string | undefined {
  if (error instanceof CloudNotStartedError) return error.message;
  return error instanceof Error && 'syscall' in error ? error.message : undefined;
}

await runCommand(main, explain);
