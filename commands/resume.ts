/** `npm run resume -- ORDER_ID`: starts the saga of an order again, here or on AWS; a parked order goes on being undone. */
import { paginateListStateMachines, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { parseArgs } from 'node:util';

const HELP = `Starts the saga of an order again. Steps that are done are not repeated, so it does no harm beside a
saga that still runs; an order that needs attention goes on being undone where it got stuck.

  npm run resume -- ORDER_ID [options]

  --stack NAME              the deployed stack, ordersaga-dev when left out
  --state-machine-arn ARN   the saga's state machine, where it is not to be looked up
  --help                    prints this

Region, credentials and endpoint are those of the AWS CLI's environment variables. For the local cloud, these are in
the line that npm start prints after "AWS".
`;

/** Names of executions may be this long and hold this, by Step Functions' rules; order ids are UUIDs. */
const ORDER_ID = /^[\w-]{1,40}$/;

const resume = async (): Promise<void> => {
  const { orderId, stack, stateMachineArn } = readArguments();
  const stepFunctions = new SFNClient();
  const { executionArn } = await stepFunctions.send(
    new StartExecutionCommand({
      stateMachineArn: stateMachineArn ?? (await findStateMachine(stepFunctions, stack)),
      name: `${orderId}-resume-${Date.now()}`,
      input: JSON.stringify({ orderId }),
    }),
  );
  console.log(`The saga of order ${orderId} is started again:\n${executionArn}`);
};

class UsageError extends Error {
  override readonly name = 'UsageError';
}

class NoStateMachine extends Error {
  override readonly name = 'NoStateMachine';
}

const readArguments = () => {
  const { values, positionals } = parseOptions();
  const [orderId = '', ...others] = positionals;
  if (!ORDER_ID.test(orderId) || others.length > 0) throw new UsageError('Name one order by its id. Try --help.');
  return { orderId, stack: values.stack ?? 'ordersaga-dev', stateMachineArn: values['state-machine-arn'] };
};

const parseOptions = () => {
  const options = { stack: { type: 'string' }, 'state-machine-arn': { type: 'string' } } as const;
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error} Try --help.`);
  }
};

/** The saga bears the name of its stack. */
const findStateMachine = async (client: SFNClient, stack: string): Promise<string> => {
  for await (const { stateMachines = [] } of paginateListStateMachines({ client }, {})) {
    const found = stateMachines.find(({ name }) => name === stack)?.stateMachineArn;
    if (found) return found;
  }
  throw new NoStateMachine(`There is no state machine ${stack} here. Try --stack or --state-machine-arn.`);
};

const main = async (): Promise<void> => {
  try {
    await resume();
  } catch (error) {
    // What AWS answers is for whoever calls, not a bug.
    const isUsage = error instanceof UsageError;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(isUsage || error instanceof NoStateMachine ? `${message}\n` : `${nameOf(error)}: ${message}\n`);
    process.exitCode = isUsage ? 2 : 1;
  }
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error');

if (process.argv.includes('--help')) process.stdout.write(HELP);
else await main();
