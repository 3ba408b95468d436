/** The GraphQL endpoint over HTTP. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ClientLeftError, readBody } from '../../../gateway/door/read-body.ts';
import type { Authorize } from '../auth/authorize.ts';
import type { GraphqlRequest, GraphqlResponse, HeaderMap, ResponseError } from '../api.ts';
import { UnauthorizedError } from '../errors.ts';
import type { Execute } from '../execution/execute.ts';
import { REQUEST_ID } from '../operation/start-execution.ts';
import { headersOf, parseGraphqlRequest, parseQueryString, queryStringOf, sourceIpOf } from './read-request.ts';

export type HandleRequest = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Bytes; AppSync publishes no figure, and a query is limited by its tokens. */
const MAX_BODY_BYTES = 1_000_000;

/**
 * `path` is the one that clients sign. The server has already rejected pages that may not call: any `Origin` here is an
 * allowed one. Rejects with `ClientLeftError` if the client closes the connection before its request is complete.
 */
export function createHandleRequest(authorize: Authorize, execute: Execute, path: string): HandleRequest {
  return async (request, response) => {
    if (request.method === 'OPTIONS') return void response.writeHead(200, preflightHeaders(request)).end();
    const requestId = randomUUID();
    const answer = (reply: GraphqlResponse): void => send(request, response, reply, requestId);
    try {
      answer(await respond(request, { authorize, execute, path, requestId }));
    } catch (error) {
      if (error instanceof ClientLeftError) throw error;
      console.error('AppSync: a request failed unexpectedly.', error);
      answer(malformed('InternalFailure', 'An internal failure occurred.', 500));
    }
  };
}

type Means = {
  readonly authorize: Authorize;
  readonly execute: Execute;
  readonly path: string;
  readonly requestId: string;
};

async function respond(request: IncomingMessage, means: Means): Promise<GraphqlResponse> {
  const { authorize, execute, path, requestId } = means;
  const bytes = await readBody(request, MAX_BODY_BYTES);
  if (bytes === undefined) return malformed(MALFORMED, 'Request body is larger than 1 MB.', 413);
  const body = bytes.toString();
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
    if (operation !== undefined) return await execute(caller, operation, withIds(headers, requestId));
    return malformed(MALFORMED, body === '' && !isGet ? 'Request body is empty.' : 'Unable to parse GraphQL query.');
  } catch (error) {
    if (error instanceof UnauthorizedError) return malformed(error.errorType, error.message, error.statusCode);
    throw error;
  }
}

/** Every request is a part of a trace: its client's, or else one that begins with it. */
function withIds(headers: HeaderMap, requestId: string): HeaderMap {
  const epoch = Math.floor(Date.now() / 1000).toString(16);
  const trace = `Root=1-${epoch}-${randomBytes(12).toString('hex')}`;
  return { 'x-amzn-trace-id': trace, ...headers, [REQUEST_ID]: requestId };
}

const MALFORMED = 'MalformedHttpRequestException';

const NO_OPERATION: GraphqlRequest = { query: '', variables: {}, operationName: null };

function malformed(errorType: string, message: string, statusCode = 400): GraphqlResponse {
  const error: ResponseError =
    statusCode === 401 || statusCode === 403 ? { errorType, message } : { message, errorType };
  return { statusCode, body: JSON.stringify({ errors: [error] }), headers: { 'x-amzn-ErrorType': errorType } };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { statusCode, body, headers }: GraphqlResponse,
  requestId: string,
): void {
  if (response.destroyed) return;
  response.writeHead(statusCode, {
    ...headers,
    ...corsHeaders(request),
    'content-type': 'application/json;charset=UTF-8',
    'content-length': Buffer.byteLength(body),
    'x-amzn-RequestId': requestId,
  });
  response.end(body);
}

/** AppSync says `*`. The local cloud lets only the requesting page read, so caches must not share the response. */
function corsHeaders({ headers: { origin } }: IncomingMessage) {
  return {
    ...(origin !== undefined && { 'access-control-allow-origin': origin }),
    'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType',
    vary: 'Origin',
  };
}

/** A browser may send all headers that it requests: clients add their own, and credentials are never cookies. */
function preflightHeaders(request: IncomingMessage) {
  return {
    ...corsHeaders(request),
    'access-control-allow-methods': 'POST, GET, OPTIONS',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? CLIENT_HEADERS,
    ...(request.headers['access-control-request-private-network'] && {
      'access-control-allow-private-network': 'true',
    }),
    'access-control-max-age': '86400',
    'content-length': 0,
  };
}

const CLIENT_HEADERS = 'authorization, content-type, x-amz-date, x-amz-security-token, x-amz-user-agent, x-api-key';
