/**
 * What adapters throw in place of a provider's own errors: those hold card numbers, addresses and secrets, and whatever
 * is thrown ends up in logs and in the history of an execution.
 */

/** What may be told of a provider's answer. */
export type AnswerDetails = {
  /** Of the HTTP response; absent when there was none. */
  readonly status?: number | undefined;
  /** The provider's short word for what is wrong, such as `rate_limit`. */
  readonly code?: string | undefined;
  /** By which the provider's support finds the request. */
  readonly requestId?: string | undefined;
};

/** The provider failed, is busy, or did not answer in time; later it may. */
export class PaymentProviderUnavailable extends Error {
  override name = 'PaymentProviderUnavailable';
}

/** The provider does not take a request like this one; somebody has to look why. */
export class PaymentProviderRefused extends Error {
  override name = 'PaymentProviderRefused';
}

/** The provider does not know our key, or not any more. */
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
