/** Who takes the money: the sandbox, or Stripe with its key in Secrets Manager. */
import { Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
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
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: "Nothing but Stripe's dashboard makes a new key, and that by hand.",
    });
    for (const lambdaFunction of functions) {
      Grant.addToPrincipal({
        grantee: lambdaFunction,
        actions: ['secretsmanager:GetSecretValue'],
        resourceArns: [secret.secretArn],
      });
      lambdaFunction.addEnvironment('STRIPE_SECRET_ARN', secret.secretArn);
    }
  }
}
