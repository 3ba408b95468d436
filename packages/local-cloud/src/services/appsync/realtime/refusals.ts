/** What the server answers when it will not do what a client asks: the entries of `payload.errors`. */
import type { ProtocolError } from '@ordersaga/appsync-realtime';
import type { ResponseError } from '../api.ts';
import { UnauthorizedError } from '../errors.ts';

export const UNSUPPORTED: ProtocolError = {
  errorType: 'UnsupportedOperation',
  message: 'unknown not supported through the realtime channel',
};

export const LIMIT_EXCEEDED: ProtocolError = { errorType: 'LimitExceededError', message: 'Rate limit exceeded' };

export const NO_GRAPHQL_REQUEST: ProtocolError = {
  errorType: 'MalformedHttpRequestException',
  message: 'Unable to parse GraphQL query.',
};

export const INVALIDATED: ProtocolError = { message: 'Subscription complete.' };

export function duplicateId(id: string): ProtocolError {
  return {
    errorType: 'DuplicatedOperationError',
    message: `Duplicated operation with id ${id}`,
  };
}

/** Why `authorize` has thrown. A signature's fault is a bad request here (awslabs/aws-mobile-appsync-sdk-js#561). */
export function authorizationError(error: unknown): ProtocolError {
  if (!(error instanceof UnauthorizedError)) {
    return { errorType: 'InternalFailure', message: 'An internal failure occurred.', errorCode: 500 };
  }
  const { errorType, message, statusCode } = error;
  if (statusCode === 403) return { errorType: 'BadRequestException', message, errorCode: 400 };
  return { errorType, message, errorCode: statusCode };
}

/** Why `subscribe` has refused; of an HTTP answer's entry, real-time keeps only these members. */
export function subscribeError({ errorType, message, errorInfo }: ResponseError): ProtocolError {
  return {
    ...(errorType && { errorType }),
    message,
    ...(errorInfo && { errorInfo }),
  };
}
