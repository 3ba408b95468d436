/** `npm run resume -- ORDER_ID`: starts the saga of an order again, here or on AWS, in the direction that the order has. */
import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { paginateListStateMachines, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { directionOf, isSettled } from '../domain/order-status.ts';
import { isStoredOrder } from '../domain/order.ts';
import { isOfLaterVersion } from '../domain/schema-version.ts';
import type { StoredOrder } from '../domain/order.ts';
import { sagaInputFor } from '../domain/saga-input.ts';
import { headerOfTrace } from '../domain/trace-header.ts';
import { describeAwsError, parseOptions, runCommand, UsageError } from './command-line.ts';
import { clientSettingsOf, readStage } from './stage/read-stage.ts';

const HELP = `Starts the saga of an order again. Steps that are done are not repeated, so it does no harm beside a
saga that still runs. An order that needs attention goes on in its own direction: forward, or back until it is undone.

  npm run resume -- ORDER_ID [options]

  --undo                    turns an order back that needs attention on its way forward: it is refunded and fails
  --stage NAME              the stage whose order it is, dev when left out
  --state-machine-arn ARN   the saga's state machine, where it is not to be looked up
  --help                    prints this

Credentials and endpoint are those of the AWS CLI's environment variables and profiles, and so is the region unless
stages/NAME.json has one. For the local cloud, they are in the line that npm start prints after "AWS".
`;

/** Names of executions may be this long and hold this, by Step Functions' rules; order ids are UUIDs. */
const ORDER_ID = /^[\w-]{1,40}$/;

async function resume(): Promise<void> {
  const { orderId, undo, stage, stateMachineArn: givenArn } = readArguments();
  const stepFunctions = new SFNClient(clientSettingsOf(stage));
  const stateMachineArn = givenArn ?? (await findStateMachine(stepFunctions, stage.stackName));
  // The saga bears the name of its stack.
  const stackName = stateMachineArn.split(':').at(6) ?? '';
  const order = await readOrder(new DynamoDBClient(clientSettingsOf(stage)), orderId, stackName);
  if (undo) checkIsParkedForward(order);
  const traceHeader = headerOfTrace(order.correlationId ?? null);
  const { executionArn } = await stepFunctions.send(
    new StartExecutionCommand({
      stateMachineArn,
      ...(traceHeader !== null && { traceHeader }),
      name: `${orderId}-resume-${Date.now()}`,
      input: JSON.stringify({ ...sagaInputFor(order), ...(undo && { direction: 'BACKWARD' }) }),
    }),
  );
  console.log(`${whatHappens(order, undo)}\nThe saga of order ${orderId} is started again:\n${executionArn}`);
}

/** There is nothing here to resume; the message says what is missing, and what to do. */
class CannotResume extends Error {
  override readonly name = 'CannotResume';
}

function readArguments() {
  const { values, positionals } = parseOptions({
    options: {
      undo: { type: 'boolean', default: false },
      stage: { type: 'string', default: 'dev' },
      'state-machine-arn': { type: 'string' },
    },
    allowPositionals: true,
  });
  const [orderId = '', ...others] = positionals;
  if (!ORDER_ID.test(orderId) || others.length > 0) throw new UsageError('Name one order by its id. Try --help.');
  return { orderId, undo: values.undo, stage: readStage(values.stage), stateMachineArn: values['state-machine-arn'] };
}

async function findStateMachine(stepFunctions: SFNClient, stack: string): Promise<string> {
  for await (const { stateMachines = [] } of paginateListStateMachines({ client: stepFunctions }, {})) {
    const found = stateMachines.find(({ name }) => name === stack)?.stateMachineArn;
    if (found) return `${found}:live`;
  }
  throw new CannotResume(`There is no state machine ${stack} here. Try --stage or --state-machine-arn.`);
}

async function readOrder(dynamoDB: DynamoDBClient, orderId: string, stack: string): Promise<StoredOrder> {
  const client = DynamoDBDocumentClient.from(dynamoDB);
  const TableName = await findOrdersTable(dynamoDB, stack);
  const { Item } = await client.send(new GetCommand({ TableName, Key: { orderId }, ConsistentRead: true }));
  if (!Item)
    throw new CannotResume(`There is no order ${orderId} in ${stack}. Check the id, or name its stage with --stage.`);
  if (isOfLaterVersion(Item))
    throw new CannotResume(
      `Order ${orderId} was written by later code than this. Resume it from an up-to-date checkout.`,
    );
  if (!isStoredOrder(Item))
    throw new CannotResume(`The item ${orderId} of ${TableName} is not an order that a saga can work with.`);
  return Item;
}

/** CloudFormation names a table after its stack and its place in it. */
async function findOrdersTable(dynamoDB: DynamoDBClient, stack: string): Promise<string> {
  for await (const { TableNames = [] } of paginateListTables({ client: dynamoDB }, {})) {
    const found = TableNames.find((name) => name.startsWith(`${stack}-TablesOrders`));
    if (found) return found;
  }
  throw new CannotResume(
    `There is no table of orders of the stack ${stack} here. Check AWS_REGION and the credentials.`,
  );
}

function checkIsParkedForward(order: StoredOrder): void {
  const { orderId, status } = order;
  if (status === 'NEEDS_ATTENTION' && directionOf(order) === 'FORWARD') return;
  const why = 'only an order that needs attention on its way forward can be turned back';
  throw new CannotResume(`Order ${orderId} is ${describe(order)}: ${why}. Nothing was started.`);
}

function describe(order: StoredOrder): string {
  return order.status === 'NEEDS_ATTENTION' && directionOf(order) === 'BACKWARD'
    ? 'being undone already'
    : order.status;
}

function whatHappens(order: StoredOrder, undo: boolean): string {
  const { orderId, status } = order;
  if (isSettled(order)) return `Order ${orderId} is ${status}. What is done is not repeated.`;
  const way = undo || directionOf(order) === 'BACKWARD' ? 'back, until everything is undone' : 'forward';
  return `Order ${orderId} is ${status} and goes ${way}.`;
}

if (process.argv.includes('--help')) process.stdout.write(HELP);
else await runCommand(resume, (error) => (error instanceof CannotResume ? error.message : describeAwsError(error)));
