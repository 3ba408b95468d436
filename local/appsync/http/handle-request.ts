/** The GraphQL endpoint over HTTP. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authorize } from '../auth/authorize.ts';
import type { GraphqlRequest, GraphqlResponse, ResponseError } from '../api.ts';
import { UnauthorizedError } from '../errors.ts';
import type { Execute } from '../execution/execute.ts';
import { readBody } from './read-body.ts';
import { headersOf, parseGraphqlRequest, parseQueryString, queryStringOf, sourceIpOf } from './read-request.ts';

export type HandleRequest = (request: IncomingMessage, response: ServerResponse) => void;

/** `path` is the one that clients sign. */
export const createHandleRequest =
  (authorize: Authorize, execute: Execute, path: string): HandleRequest =>
  (request, response) => {
    if (request.method === 'OPTIONS') return void response.writeHead(200, preflightHeaders(request)).end();
    answer(request, authorize, execute, path)
      .then((result) => send(response, result))
      .catch((error: unknown) => {
        const hasLeft = request.destroyed && !request.complete;
        if (hasLeft) return;
        console.error('AppSync: a request failed unexpectedly.', error);
        send(response, malformed('InternalFailure', 'An internal failure occurred.', 500));
      });
  };

const answer = async (
  request: IncomingMessage,
  authorize: Authorize,
  execute: Execute,
  path: string,
): Promise<GraphqlResponse> => {
  const body = await readBody(request);
  if (body === undefined) return malformed(MALFORMED, 'Request body is larger than 1 MB.', 413);
  const isGet = request.method === 'GET';
  const queryString = queryStringOf(request);
  const operation = isGet ? parseQueryString(queryString) : parseGraphqlRequest(body);
  const headers = headersOf(request);
  try {
    const sourceIp = sourceIpOf(request);
    const caller = await authorize({
      method: isGet ? 'GET' : 'POST',
      queryString,
      headers,
      path,
      body,
      sourceIp,
      operation: operation ?? NO_OPERATION,
    });
    if (operation !== undefined) return await execute(caller, operation, headers);
    return malformed(MALFORMED, body === '' && !isGet ? 'Request body is empty.' : 'Unable to parse GraphQL query.');
  } catch (error) {
    if (error instanceof UnauthorizedError) return malformed(error.errorType, error.message, error.statusCode);
    throw error;
  }
};

const MALFORMED = 'MalformedHttpRequestException';

const NO_OPERATION: GraphqlRequest = { query: '', variables: {}, operationName: null };

const malformed = (errorType: string, message: string, statusCode = 400): GraphqlResponse => {
  const error: ResponseError = statusCode === 401 || statusCode === 403 ? { errorType, message } : { message, errorType };
  return { statusCode, body: JSON.stringify({ errors: [error] }), headers: { 'x-amzn-ErrorType': errorType } };
};

const send = (response: ServerResponse, { statusCode, body, headers }: GraphqlResponse): void => {
  if (response.destroyed) return;
  response.writeHead(statusCode, {
    ...headers,
    ...CORS_HEADERS,
    'content-type': 'application/json;charset=UTF-8',
    'content-length': Buffer.byteLength(body),
    'x-amzn-RequestId': randomUUID(),
  });
  response.end(body);
};

const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType',
};

/** A browser may send what it asks for: clients add headers of their own, and credentials are never cookies. */
const preflightHeaders = ({ headers }: IncomingMessage) => ({
  ...CORS_HEADERS,
  'access-control-allow-methods': 'POST, GET, OPTIONS',
  'access-control-allow-headers': headers['access-control-request-headers'] ?? CLIENT_HEADERS,
  'access-control-max-age': '86400',
  'content-length': 0,
});

const CLIENT_HEADERS = 'authorization, content-type, x-amz-date, x-amz-security-token, x-amz-user-agent, x-api-key';
