/** Who signs in: customers in a user pool, the group `staff` among them, and the app that they sign in with. */
import { CfnOutput, Validations } from 'aws-cdk-lib';
import { Mfa, UserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Stage } from './stage.ts';

export class Auth extends Construct {
  readonly userPool: UserPool;

  constructor(scope: Construct, stage: Stage) {
    super(scope, 'Auth');
    this.userPool = new UserPool(this, 'UserPool', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      autoVerify: { email: true },
      passwordPolicy: {
        minLength: 8,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      // An authenticator app, for those who set one up.
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      removalPolicy: stage.removalPolicy,
      deletionProtection: stage.deletionProtection,
    });
    Validations.of(this.userPool).acknowledge(
      { id: 'AwsSolutions-COG2', reason: 'A shop would lose customers whom it forces to set up a second factor.' },
      { id: 'AwsSolutions-COG8', reason: 'The plus plan costs $0.02 per customer and month, from the first one on.' },
    );
    this.userPool.addGroup('Staff', {
      groupName: 'staff',
      description: 'May place, see and cancel orders of any customer.',
    });
    const app = this.userPool.addClient('App', {
      authFlows: { userSrp: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
    });

    new CfnOutput(scope, 'UserPoolId', { value: this.userPool.userPoolId });
    new CfnOutput(scope, 'UserPoolClientId', { value: app.userPoolClientId });
  }
}
