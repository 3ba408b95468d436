/** How often a step of the saga is tried again, by what went wrong. Step Functions takes the first row that matches. */
import { Duration } from 'aws-cdk-lib';
import { JitterType } from 'aws-cdk-lib/aws-stepfunctions';
import type { RetryProps } from 'aws-cdk-lib/aws-stepfunctions';

/** The order itself stands in the way: trying again cannot help. `domain/errors.ts` lists the same names. */
const never: RetryProps = {
  errors: ['OutOfStock', 'PaymentDeclined', 'MoveNotAllowed', 'OrderMissing'],
  maxAttempts: 0,
};

/** Lambda could not run the function at all; counted apart from the function's own failures. */
const lambdaTroubles: RetryProps = {
  errors: [
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.TooManyRequestsException',
  ],
  ...backoff({ firstSeconds: 1, maximumSeconds: 30, attempts: 8 }),
};

/** The step before crashed halfway; Powertools keeps others out until that one's time is certainly up (10 s). */
const stillInProgress: RetryProps = {
  errors: ['IdempotencyAlreadyInProgressError'],
  ...backoff({ firstSeconds: 8, maximumSeconds: 10, attempts: 6 }),
};

/** Going forward: half a minute at most, then the order is undone rather than kept waiting. */
export const stepRetries: readonly RetryProps[] = [
  never,
  lambdaTroubles,
  stillInProgress,
  { errors: ['States.ALL'], ...backoff({ firstSeconds: 1, maximumSeconds: 10, attempts: 5 }) },
];

/** Going back, whatever is the matter: three hours on average, six at most. Then the order is parked for staff. */
export const compensationRetries: readonly RetryProps[] = [
  never,
  { errors: ['States.ALL'], ...backoff({ firstSeconds: 1, maximumSeconds: 300, attempts: 80 }) },
];

function backoff(of: { firstSeconds: number; maximumSeconds: number; attempts: number }) {
  return {
    interval: Duration.seconds(of.firstSeconds),
    backoffRate: 2,
    maxDelay: Duration.seconds(of.maximumSeconds),
    maxAttempts: of.attempts,
    jitterStrategy: JitterType.FULL,
  };
}
