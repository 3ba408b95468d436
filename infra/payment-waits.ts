/** Sagas that wait for a payment: who may register the token of one, and who may wake it. */
import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { allowTable } from './allow-table.ts';
import type { Stage } from './stage.ts';
import type { Tables } from './tables.ts';

/** Lets the function wake the sagas of an order. */
export function allowWaking(handler: LambdaFunction, { paymentWaits }: Tables): void {
  allowTable(handler, paymentWaits, 'Query', 'DeleteItem');
  handler.addEnvironment('PAYMENT_WAITS_TABLE', paymentWaits.tableName);
  const stack = Stack.of(handler);
  // By its name, which is fixed: the state machine itself comes after its functions.
  const stateMachine = { service: 'states', resource: 'stateMachine', resourceName: stack.stackName };
  Grant.addToPrincipal({
    grantee: handler,
    actions: ['states:SendTaskSuccess'],
    resourceArns: [stack.formatArn({ ...stateMachine, arnFormat: ArnFormat.COLON_RESOURCE_NAME })],
  });
}

/** Lets the function register a saga's token, and wake it at once if there is nothing to wait for. */
export function allowWaiting(handler: LambdaFunction, tables: Tables): void {
  allowWaking(handler, tables);
  allowTable(handler, tables.paymentWaits, 'PutItem');
}

/** Tells the function how long a payment waits. */
export function limitWaits(handler: LambdaFunction, { paymentWaits }: Stage): void {
  handler.addEnvironment('CONFIRM_PAYMENT_SECONDS', String(paymentWaits.customerMinutes * 60));
  handler.addEnvironment('SETTLE_PAYMENT_SECONDS', String(paymentWaits.providerDays * 24 * 60 * 60));
}
