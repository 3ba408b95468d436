/**
 * Mail by SES, from an identity that is verified outside of this stack: one that the stack owned could not be shared by two
 * stages, and would be deleted with it.
 */
import { Stack } from 'aws-cdk-lib';
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { EmailIdentity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';

type MailProps = {
  /** The address in `From`. */
  readonly sender: string;
  /** The sender, or its domain. */
  readonly identity: string;
  readonly notifier: LambdaFunction;
  readonly userPools: readonly UserPool[];
};

export class Mail extends Construct {
  constructor(scope: Construct, { sender, identity, notifier, userPools }: MailProps) {
    super(scope, 'Mail');
    // SES asks for the right to use the address if the address itself is verified, and else for the domain.
    for (const name of new Set([identity, sender])) {
      EmailIdentity.fromEmailIdentityName(this, name, name).grant(notifier, 'ses:SendEmail');
    }
    notifier.addEnvironment('SENDER_ADDRESS', sender);
    for (const userPool of userPools) sendFrom(userPool, sender, identity);
  }
}

/** Otherwise Cognito sends its mails itself, at most 50 a day. CDK's own option wants to know the region. */
function sendFrom(userPool: UserPool, sender: string, identity: string): void {
  const { defaultChild } = userPool.node;
  if (!(defaultChild instanceof CfnUserPool)) throw new Error('The user pool has no resource.');
  defaultChild.emailConfiguration = {
    emailSendingAccount: 'DEVELOPER',
    from: sender,
    sourceArn: Stack.of(userPool).formatArn({ service: 'ses', resource: 'identity', resourceName: identity }),
  };
}
