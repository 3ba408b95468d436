/**
 * What adapters throw in place of a provider's own errors: those hold card numbers, addresses and secrets, and
 * thrown errors end up in logs and in the history of an execution.
 */

import { STILL_OPEN_ERROR_NAME } from '../../../domain/errors.ts';
import type { ParkingErrorName } from '../../../domain/errors.ts';

/** The parts of a provider's response that may be logged. */
export type AnswerDetails = {
  /** Of the HTTP response; absent when there was none. */
  readonly status?: number | undefined;
  /** The provider's short word for what is wrong, such as `rate_limit`. */
  readonly code?: string | undefined;
  /** By which the provider's support finds the request. */
  readonly requestId?: string | undefined;
};

/** The provider failed, is busy, or did not respond in time. A retry may help. */
export class PaymentProviderUnavailable extends Error {
  override name = 'PaymentProviderUnavailable';
}

/** The provider has begun with the charge: it can't be closed before that has come to something. Ask again for days. */
export class PaymentStillOpen extends PaymentProviderUnavailable {
  override name = STILL_OPEN_ERROR_NAME;
}

/** The provider rejects a request like this one. Staff have to look why. */
export class PaymentProviderRefused extends Error {
  override name = 'PaymentProviderRefused';
}

/** The provider has had days to decide, and has not. Until staff know why, the stock is held. */
export class PaymentUnsettled extends Error {
  override name: ParkingErrorName = 'PaymentUnsettled';
}

/** The provider rejects our key. */
export class PaymentKeyRefused extends Error {
  override name = 'PaymentKeyRefused';
}

/** ` (status 500, api_error, request req_1)`: what is short and plain of it, and empty for none. */
export function inBrackets({ status, code, requestId }: AnswerDetails): string {
  const parts = [status && `status ${status}`, plain(code), requestId && plain(`request ${requestId}`)].filter(Boolean);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}

function plain(text: string | undefined): string | undefined {
  return text && /^[\w -]{1,80}$/.test(text) ? text : undefined;
}
