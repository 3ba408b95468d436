/** Mail to customers: an SES identity for the sender, and the right to send from it. */
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';

/** `sender` comes from the context (`-c sender=orders@example.com`); SES asks its owner to confirm it once. */
export class Mail extends Construct {
  constructor(scope: Construct, { sender, notifier }: { readonly sender: string; readonly notifier: LambdaFunction }) {
    super(scope, 'Mail');
    const identity = new EmailIdentity(this, 'Sender', { identity: Identity.email(sender) });
    identity.grantSendEmail(notifier);
    notifier.addEnvironment('SENDER_ADDRESS', sender);
  }
}
