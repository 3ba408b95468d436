/** Prints a saga's definition in the Amazon States Language, with `${…}` for the names that a deployment puts in. */
import { parseArgs } from 'node:util';
import { App } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { isObject } from '../domain/is-object.ts';
import { OrdersagaStack } from './ordersaga-stack.ts';
import { readStageSettings } from './stage-settings.ts';
import { createStage } from './stage.ts';

const HELP = `Prints the definition of the saga of orders in the Amazon States Language.

  npm run export-asl -- [options]

  --refunds   prints that of the saga of refunds
  --help      prints this
`;

const OPTIONS = {
  refunds: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function main(): void {
  const { help, refunds } = parseArgs({ options: OPTIONS }).values;
  if (help) return void process.stdout.write(HELP);
  const stack = new OrdersagaStack(new App({ outdir: 'cdk.out' }), createStage('dev', readStageSettings('dev')));
  console.log(JSON.stringify(definitionIn(stack, refunds ? 'RefundSaga' : 'Saga'), null, 2));
}

/** `saga` is the id of the construct. */
function definitionIn(stack: Stack, saga: string): unknown {
  const constructs = stack.node.findChild(saga).node.findAll();
  const [stateMachine] = constructs.filter((construct) => construct instanceof CfnStateMachine);
  const definition: unknown = stack.resolve(stateMachine?.definitionString);
  const join = isObject(definition) ? definition['Fn::Join'] : undefined;
  const ofJoin: readonly unknown[] = Array.isArray(join) ? join : [];
  const [separator, parts] = ofJoin;
  if (!Array.isArray(parts)) throw new Error('The state machine has no definition that joins parts');
  return JSON.parse(parts.map((part: unknown) => (isObject(part) ? placeholder(part) : part)).join(String(separator)));
}

/** `{"Fn::GetAtt": ["SagaFailOrderFunction5D36C4CB", "Arn"]}` becomes `${FailOrderFunctionArn}`. */
function placeholder(intrinsic: Record<string, unknown>): string {
  const words = Object.values(intrinsic).flat().map(String);
  const [name = '', ...attribute] = words.map((word) => word.replace(/^Saga/, '').replace(/[0-9A-F]{8}$/, ''));
  return `\${${name.replace('AWS::', '')}${attribute.join('')}}`;
}

try {
  main();
} catch (error) {
  if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))) throw error;
  process.stderr.write(`${error.message.replace(/\.?$/, '.')} Try --help.\n`);
  process.exitCode = 2;
}
