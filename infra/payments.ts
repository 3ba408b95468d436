/** Who takes the money: the sandbox, or Stripe with its key in Secrets Manager. */
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Stage } from './stage.ts';

type PaymentsProps = {
  readonly stage: Stage;
  readonly functions: readonly LambdaFunction[];
};

export class Payments extends Construct {
  constructor(scope: Construct, { stage, functions }: PaymentsProps) {
    super(scope, 'Payments');
    if (stage.paymentGateway === 'sandbox') return;
    // Without a value of ours, CloudFormation generates one at the creation, and leaves alone what somebody puts in later.
    const secret = new Secret(this, 'StripeSecretKey', {
      description:
        'Secret key of the Stripe account (sk_…); put it in after the first deployment. A new one needs none.',
      removalPolicy: stage.removalPolicy,
    });
    for (const lambdaFunction of functions) {
      secret.grantRead(lambdaFunction);
      lambdaFunction.addEnvironment('STRIPE_SECRET_ARN', secret.secretArn);
    }
  }
}
