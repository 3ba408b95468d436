/** Prints the saga's definition in the Amazon States Language, with `${…}` where a deployment puts its own names. */
import { App } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { OrdersagaStack } from './ordersaga-stack.ts';
import { stageNamed } from './stage.ts';

const stack = new OrdersagaStack(new App({ outdir: 'cdk.out' }), stageNamed('dev'));
console.log(JSON.stringify(definitionIn(stack), null, 2));

function definitionIn(stack: Stack): unknown {
  const [stateMachine] = stack.node.findAll().filter((construct) => construct instanceof CfnStateMachine);
  const definition: { 'Fn::Join': [string, unknown[]] } = stack.resolve(stateMachine?.definitionString);
  const [separator, parts] = definition['Fn::Join'];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : placeholder(part))).join(separator));
}

/** `{"Fn::GetAtt": ["SagaFailOrderFunction5D36C4CB", "Arn"]}` becomes `${FailOrderFunctionArn}`. */
function placeholder(intrinsic: unknown): string {
  const words = Object.values(Object(intrinsic)).flat().map(String);
  const [name = '', ...attribute] = words.map((word) => word.replace(/^Saga/, '').replace(/[0-9A-F]{8}$/, ''));
  return `\${${name.replace('AWS::', '')}${attribute.join('')}}`;
}
