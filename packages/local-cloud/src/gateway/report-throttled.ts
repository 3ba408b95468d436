/** Tells of the calls that a service throttles, or a fault in its stead. */

import type { AwsCall } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import type { Stage } from './operation.ts';

/** The exceptions by which the services throttle. */
const THROTTLES = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TooManyRequestsException',
]);

export function reportThrottled(tell: (call: AwsCall) => void): Stage {
  return (next) => async (call) => {
    try {
      return await next(call);
    } catch (error) {
      if (error instanceof AwsError && THROTTLES.has(error.name)) tell(call);
      throw error;
    }
  };
}
