/** Who signs in: customers in a user pool, the group `staff` among them, and the app that they sign in with. */
import { CfnOutput } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
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
      removalPolicy: stage.removalPolicy,
      deletionProtection: stage.deletionProtection,
    });
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
