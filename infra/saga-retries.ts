/** How often a step of the saga is tried again, by what went wrong. Step Functions takes the first row that matches. */
import { Duration } from 'aws-cdk-lib';
import { JitterType } from 'aws-cdk-lib/aws-stepfunctions';
import type { RetryProps } from 'aws-cdk-lib/aws-stepfunctions';
import { BUSINESS_ERROR_NAMES } from '../domain/errors.ts';

/** The order itself stands in the way: trying again cannot help. */
const NEVER: RetryProps = { errors: [...BUSINESS_ERROR_NAMES], maxAttempts: 0 };

/**
 * Nothing is wrong with the order, and nothing was tried that failed: Lambda could not run the function, as when the
 * account's concurrency is used up (10 in a new account), or a service asked for patience ("Throttled"), or others kept
 * writing the same product. `States.Timeout` is a call of Lambda whose answer never came: the functions' own time is
 * shorter. The names of Lambda's errors are those of "Handling errors in Step Functions workflows" and of Invoke.
 */
export const BUSY: readonly string[] = [
  'Lambda.TooManyRequestsException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.EC2ThrottledException',
  'Lambda.ResourceConflictException',
  'Lambda.ResourceNotReadyException',
  'States.Timeout',
  'Throttled',
  'TooManyWriters',
];

/**
 * Three hours on average, six at most, and never longer than half a minute after the trouble is over. A step that is
 * tried so often makes 2,160 events of the 25,000 that an execution's history may have.
 */
const PATIENTLY = backoff({ firstSeconds: 1, maxSeconds: 30, attempts: 720 });

const WHILE_BUSY: RetryProps = { errors: [...BUSY], ...PATIENTLY };

/** The step before crashed halfway; Powertools keeps others out until that one's time is certainly up (10 s). */
const STILL_IN_PROGRESS: RetryProps = {
  errors: ['IdempotencyAlreadyInProgressError'],
  ...backoff({ firstSeconds: 8, maxSeconds: 10, attempts: 6 }),
};

/** Before the payment: half a minute at most, then the order is undone rather than kept waiting. */
export const STEP_RETRIES: readonly RetryProps[] = [
  NEVER,
  WHILE_BUSY,
  STILL_IN_PROGRESS,
  { errors: ['States.ALL'], ...backoff({ firstSeconds: 1, maxSeconds: 10, attempts: 5 }) },
];

/** Behind the payment there is no way back: whatever is the matter, for hours. Then the order is parked for staff. */
export const FORWARD_RETRIES: readonly RetryProps[] = [NEVER, { errors: ['States.ALL'], ...PATIENTLY }];

/** A mail: some two minutes where the mail service fails, hours where it is only busy. Then nobody is told. */
export const NOTIFICATION_RETRIES: readonly RetryProps[] = [
  NEVER,
  WHILE_BUSY,
  STILL_IN_PROGRESS,
  { errors: ['States.ALL'], ...backoff({ firstSeconds: 1, maxSeconds: 30, attempts: 12 }) },
];

/** Going back, whatever is the matter: three hours on average, six at most. Then the order is parked for staff. */
export const COMPENSATION_RETRIES: readonly RetryProps[] = [
  NEVER,
  { errors: ['States.ALL'], ...backoff({ firstSeconds: 1, maxSeconds: 300, attempts: 80 }) },
];

function backoff(of: { firstSeconds: number; maxSeconds: number; attempts: number }) {
  return {
    interval: Duration.seconds(of.firstSeconds),
    backoffRate: 2,
    maxDelay: Duration.seconds(of.maxSeconds),
    maxAttempts: of.attempts,
    jitterStrategy: JitterType.FULL,
  };
}
