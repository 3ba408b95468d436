/** The retry policies of the saga's steps, by what went wrong. Step Functions takes the first row that matches. */
import { Duration } from 'aws-cdk-lib';
import { JitterType } from 'aws-cdk-lib/aws-stepfunctions';
import type { RetryProps } from 'aws-cdk-lib/aws-stepfunctions';
import {
  BUSINESS_ERROR_NAMES,
  BUSY_ERROR_NAMES,
  PARKING_ERROR_NAMES,
  STILL_OPEN_ERROR_NAME,
} from '../domain/errors.ts';

/** The order itself stands in the way: a retry cannot help. */
const NEVER: RetryProps = { errors: [...BUSINESS_ERROR_NAMES, ...PARKING_ERROR_NAMES], maxAttempts: 0 };

/**
 * Nothing is wrong with the order, and no effect was tried and failed. Lambda could not run the function, such as when the
 * account's concurrency is used up (10 in a new account); or a step reports one of our own names. `States.Timeout` is a
 * call of Lambda whose response never came: the functions' own time limit is shorter. The names of Lambda's errors are
 * those of "Handling errors in Step Functions workflows" and of Invoke.
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
  ...BUSY_ERROR_NAMES,
];

/**
 * Three hours on average, six at most, and never longer than half a minute after the trouble is over. A step that is
 * tried so often makes 2,160 events of the 25,000 that an execution's history may have.
 */
const PATIENTLY = backoff({ firstSeconds: 1, maxSeconds: 30, attempts: 720 });

const WHILE_BUSY: RetryProps = { errors: [...BUSY], ...PATIENTLY };

/** An earlier try crashed halfway. Powertools keeps others out until its time is certainly up (10 s). */
const STILL_IN_PROGRESS: RetryProps = {
  errors: ['IdempotencyAlreadyInProgressError'],
  ...backoff({ firstSeconds: 8, maxSeconds: 10, attempts: 6 }),
};

/** ReserveInventory and ProcessPayment: half a minute at most, then the order is undone rather than kept waiting. */
export const STEP_RETRIES: readonly RetryProps[] = [
  NEVER,
  WHILE_BUSY,
  STILL_IN_PROGRESS,
  { errors: ['States.ALL'], ...backoff({ firstSeconds: 1, maxSeconds: 10, attempts: 5 }) },
];

/** AwaitPayment: its timeout is the end of the wait. Until somebody can wait, for hours. */
export const WAIT_RETRIES: readonly RetryProps[] = [
  { errors: ['States.Timeout'], maxAttempts: 0 },
  { errors: ['States.ALL'], ...PATIENTLY },
];

/**
 * CompleteOrder, the steps that give up a notification, and IssueRefund: for hours, whatever is the matter, because a paid
 * order doesn't go back, and a refund has to come to an end.
 */
export const FORWARD_RETRIES: readonly RetryProps[] = [NEVER, { errors: ['States.ALL'], ...PATIENTLY }];

/** SendNotification: about two minutes if the mail service fails, hours if it is only busy. */
export const NOTIFICATION_RETRIES: readonly RetryProps[] = [
  NEVER,
  WHILE_BUSY,
  STILL_IN_PROGRESS,
  { errors: ['States.ALL'], ...backoff({ firstSeconds: 1, maxSeconds: 30, attempts: 12 }) },
];

/** The steps back and ParkOrder: three hours on average, six at most, whatever is the matter. */
const GOING_BACK: RetryProps = {
  errors: ['States.ALL'],
  ...backoff({ firstSeconds: 1, maxSeconds: 300, attempts: 80 }),
};

export const COMPENSATION_RETRIES: readonly RetryProps[] = [NEVER, GOING_BACK];

const STILL_OPEN_PAUSE_HOURS = 6;

/**
 * RefundPayment: a day longer on average than a bank may take. An order that is cancelled meanwhile is undone when the bank
 * has decided. Full jitter halves the pauses.
 */
export function refundRetries(providerDays: number): readonly RetryProps[] {
  const attempts = ((providerDays + 1) * 24 * 2) / STILL_OPEN_PAUSE_HOURS;
  const maxSeconds = STILL_OPEN_PAUSE_HOURS * 60 * 60;
  return [
    NEVER,
    { errors: [STILL_OPEN_ERROR_NAME], ...backoff({ firstSeconds: 60, maxSeconds, attempts }) },
    GOING_BACK,
  ];
}

function backoff(of: { firstSeconds: number; maxSeconds: number; attempts: number }) {
  return {
    interval: Duration.seconds(of.firstSeconds),
    backoffRate: 2,
    maxDelay: Duration.seconds(of.maxSeconds),
    maxAttempts: of.attempts,
    jitterStrategy: JitterType.FULL,
  };
}
