/** Why an order failed, or could not be undone, in words that its customer may read. */
import { BUSINESS_ERROR_NAMES } from '../../../domain/errors.ts';
import { isObject } from '../../../domain/is-object.ts';
import type { OrderFailure } from '../../../domain/schema.generated.ts';
import type { CaughtError, FailedSteps } from './step-input.ts';

/** The failure of the step that Step Functions gave up. Throws if there is none: nothing else turns an order back. */
export function failureOf(failed: FailedSteps | undefined): OrderFailure {
  const [step, error] = Object.entries(failed ?? {})[0] ?? [];
  if (!step || !error) throw new TypeError('The input does not say which step failed');
  return { code: error.Error, step, message: messageOf(error) };
}

/** Customers may read a business error's message. A technical error's message is for the logs. */
export function messageOf(error: CaughtError): string {
  const isBusiness = BUSINESS_ERROR_NAMES.some((name) => name === error.Error);
  if (isBusiness && error.Cause) return errorMessageIn(error.Cause);
  return 'A technical problem, and trying again did not help.';
}

/** Lambda's cause is JSON with an `errorMessage`. */
function errorMessageIn(cause: string): string {
  try {
    const report: unknown = JSON.parse(cause);
    return isObject(report) && typeof report['errorMessage'] === 'string' ? report['errorMessage'] : cause;
  } catch {
    return cause;
  }
}
