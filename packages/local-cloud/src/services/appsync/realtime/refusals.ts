/** The server's error messages: the entries of `payload.errors`. */
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

/** For an error of `authorize`. A wrong signature is a bad request here (awslabs/aws-mobile-appsync-sdk-js#561). */
export function authorizationError(error: unknown): ProtocolError {
  if (!(error instanceof UnauthorizedError)) {
    return { errorType: 'InternalFailure', message: 'An internal failure occurred.', errorCode: 500 };
  }
  const { errorType, message, statusCode } = error;
  if (statusCode === 403) return { errorType: 'BadRequestException', message, errorCode: 400 };
  return { errorType, message, errorCode: statusCode };
}

/** For an error of `subscribe`. Real-time has fewer members than an entry of an HTTP response. */
export function subscribeError({ errorType, message, errorInfo }: ResponseError): ProtocolError {
  return {
    ...(errorType && { errorType }),
    message,
    ...(errorInfo && { errorInfo }),
  };
}
