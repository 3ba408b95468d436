/** Tells throttling from failures. */
import type { BusyErrorName } from '../../../domain/errors.ts';
import { isObject } from '../../../domain/is-object.ts';

/** A service takes no more calls just now, and nothing is wrong with the order: the saga tries this for hours. */
export class Throttled extends Error {
  override name: BusyErrorName = 'Throttled';
}

/** What AWS services call it ("Retry behavior", AWS SDKs and Tools Reference Guide, and their API references). */
const THROTTLING_CODES = [
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceeded',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingError',
  'ThrottlingException',
  'TooManyRequestsException',
];

/** HTTP's "Too Many Requests". */
const TOO_MANY_REQUESTS = 429;

/** Whether this error, or one that it was made from, is a service's throttling. */
export function isThrottling(error: unknown): boolean {
  if (!isObject(error)) return false;
  const { name, $metadata: metadata, CancellationReasons: reasons, cause } = error;
  if (isCode(name)) return true;
  if (isObject(metadata) && metadata['httpStatusCode'] === TOO_MANY_REQUESTS) return true;
  if (Array.isArray(reasons) && reasons.some((reason) => isObject(reason) && isCode(reason['Code']))) return true;
  return isThrottling(cause);
}

function isCode(value: unknown): boolean {
  return THROTTLING_CODES.some((code) => code === value);
}
