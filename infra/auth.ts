/**
 * Who signs in: customers, who sign up by themselves and confirm their address by a code that is mailed to them, and staff,
 * whom somebody invites and who need an authenticator app. Each have a user pool, and the app that they sign in with.
 */
import { CfnOutput, Duration, Validations } from 'aws-cdk-lib';
import { AccountRecovery, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito';
import type { UserPoolClient, UserPoolProps } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Stage } from './stage.ts';

export class Auth extends Construct {
  readonly customers: UserPool;
  readonly staff: UserPool;

  constructor(scope: Construct, stage: Stage) {
    super(scope, 'Auth');
    this.customers = customerPool(this, stage);
    this.staff = staffPool(this, stage);
    const apps = { '': appOf(this.customers), Staff: appOf(this.staff, STAFF_SESSION) };

    new CfnOutput(scope, 'UserPoolId', { value: this.customers.userPoolId });
    new CfnOutput(scope, 'StaffUserPoolId', { value: this.staff.userPoolId });
    for (const [who, app] of Object.entries(apps)) {
      new CfnOutput(scope, `${who}UserPoolClientId`, { value: app.userPoolClientId });
    }
  }
}

const NO_PLUS = {
  id: 'AwsSolutions-COG8',
  reason: 'The plus plan costs $0.02 per user and month, from the first one on.',
};

function customerPool(scope: Construct, stage: Stage): UserPool {
  const pool = new UserPool(scope, 'UserPool', {
    ...commonTo(stage, 8),
    selfSignUpEnabled: true,
    // An authenticator app, for those who set one up.
    mfa: Mfa.OPTIONAL,
  });
  Validations.of(pool).acknowledge(
    { id: 'AwsSolutions-COG2', reason: 'A shop would lose customers whom it forces to set up a second factor.' },
    NO_PLUS,
  );
  return pool;
}

function staffPool(scope: Construct, stage: Stage): UserPool {
  const pool = new UserPool(scope, 'StaffUserPool', {
    ...commonTo(stage, 14),
    selfSignUpEnabled: false,
    mfa: Mfa.REQUIRED,
    // Whoever has the mailbox would otherwise have the password, too.
    accountRecovery: AccountRecovery.NONE,
  });
  Validations.of(pool).acknowledge(NO_PLUS);
  pool.addGroup('Staff', {
    groupName: 'staff',
    description: 'May place, see, cancel, refund and resume orders of any customer, and run the catalogue.',
  });
  return pool;
}

function commonTo(stage: Stage, minLength: number): UserPoolProps {
  return {
    signInAliases: { email: true },
    autoVerify: { email: true },
    passwordPolicy: {
      minLength,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
    },
    mfaSecondFactor: { otp: true, sms: false },
    removalPolicy: stage.removalPolicy,
    deletionProtection: stage.deletionProtection,
  };
}

/** How long staff need no second factor again. */
const STAFF_SESSION = Duration.hours(12);

/** For 30 days, unless it is said otherwise, an app gets new tokens without its user. */
function appOf(pool: UserPool, session?: Duration): UserPoolClient {
  return pool.addClient('App', {
    authFlows: { userSrp: true },
    disableOAuth: true,
    preventUserExistenceErrors: true,
    ...(session && { refreshTokenValidity: session }),
  });
}
