/**
 * The sandbox's bank: a public page for the customer of a payment that waits. It depends on the tables alone, so that the
 * functions which ask it can know its address.
 */
import { CfnOutput, Duration } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { allowTable } from './allow-table.ts';
import { lambdaFunction, liveAlias } from './lambda-function.ts';
import { allowWaking } from './payment-waits.ts';
import type { Stage } from './stage.ts';
import type { Tables } from './tables.ts';

type SandboxBankProps = {
  readonly stage: Stage;
  readonly tables: Tables;
  /** They use the sandbox gateway. */
  readonly functions: readonly LambdaFunction[];
};

export class SandboxBank extends Construct {
  constructor(scope: Construct, { stage, tables, functions }: SandboxBankProps) {
    super(scope, 'Sandbox');
    const bank = lambdaFunction(this, 'Bank', {
      stage,
      folder: 'sandbox-bank',
      timeout: Duration.seconds(10),
      environment: { PAYMENTS_TABLE: tables.payments.tableName },
    });
    allowTable(bank, tables.payments, 'GetItem', 'UpdateItem');
    allowWaking(bank, tables);
    const live = liveAlias(bank);
    // Each page asks for the secret of its payment.
    const { url } = live.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    for (const handler of functions) {
      handler.addEnvironment('SANDBOX_BANK_URL', url);
      handler.addEnvironment('SANDBOX_BANK_FUNCTION', live.functionArn);
      const actions = ['lambda:InvokeFunction'];
      Grant.addToPrincipal({ grantee: handler, actions, resourceArns: [live.functionArn] });
    }
    new CfnOutput(scope, 'SandboxBankUrl', { value: url });
  }
}
