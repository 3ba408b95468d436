/** Where Stripe tells what became of a payment or a refund: an address for everybody, and a secret by which Stripe signs. */
import { CfnOutput, Duration, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { allowTable } from './allow-table.ts';
import { lambdaFunction, liveAlias } from './lambda-function.ts';
import { allowWaking } from './payment-waits.ts';
import type { RefundSaga } from './refund-saga.ts';
import type { Saga } from './saga.ts';
import type { Stage } from './stage.ts';
import type { Tables } from './tables.ts';

type StripeWebhookProps = {
  readonly stage: Stage;
  readonly tables: Tables;
  readonly saga: Saga;
  readonly refundSaga: RefundSaga;
};

/** Of stages with Stripe alone. */
export class StripeWebhook extends Construct {
  readonly endpoint: LambdaFunction;

  constructor(scope: Construct, { stage, tables, saga, refundSaga }: StripeWebhookProps) {
    super(scope, 'StripeWebhook');
    // As with Stripe's key, CloudFormation leaves alone what somebody puts in later.
    const secret = new Secret(this, 'SigningSecret', {
      description:
        "Signing secret of Stripe's webhook endpoint (whsec_…), or the old and the new one with a comma between. A new one needs no deployment.",
      removalPolicy: stage.removalPolicy,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: "Nothing but Stripe's dashboard makes a new one, and that by hand.",
    });
    this.endpoint = lambdaFunction(this, 'Endpoint', {
      stage,
      folder: 'stripe-webhook',
      timeout: Duration.seconds(15),
      environment: {
        STRIPE_SIGNING_SECRET_ARN: secret.secretArn,
        ORDERS_TABLE: tables.orders.tableName,
        STATE_MACHINE_ARN: saga.liveArn,
        REFUND_STATE_MACHINE_ARN: refundSaga.liveArn,
      },
    });
    Grant.addToPrincipal({
      grantee: this.endpoint,
      actions: ['secretsmanager:GetSecretValue'],
      resourceArns: [secret.secretArn],
    });
    allowWaking(this.endpoint, tables);
    allowTable(this.endpoint, tables.orders, 'GetItem');
    saga.allowStart(this.endpoint);
    refundSaga.allowStart(this.endpoint);
    // With both permissions that everybody needs. The function rejects what Stripe has not signed.
    const { url } = liveAlias(this.endpoint).addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    new CfnOutput(scope, 'StripeWebhookUrl', { value: url });
  }
}
