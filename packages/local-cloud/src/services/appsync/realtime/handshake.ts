/** The HTTP request that opens a WebSocket: the caller's credentials, and the sub-protocol. */
import type { IncomingMessage } from 'node:http';
import { readAuthHeader, SUB_PROTOCOL, type ProtocolError } from '@ordersaga/appsync-realtime';
import type { HeaderMap } from '../api.ts';

export type Handshake = {
  /** The headers with the caller's credentials, whichever way they came. */
  readonly headers: HeaderMap;
  readonly httpHeaders: HeaderMap;
  /** Path of the GraphQL endpoint: what IAM signs. */
  readonly graphqlPath: string;
  readonly sourceIp: readonly string[];
};

/** Reads the request, or returns why the server rejects it. Never throws. */
export function readHandshake(request: IncomingMessage): Handshake | { readonly refusal: ProtocolError } {
  const offered = offeredSubProtocols(request);
  if (offered.length === 0) return { refusal: { message: 'NoProtocolError', errorCode: 400 } };
  if (!offered.includes(SUB_PROTOCOL)) return { refusal: { message: 'SubProtocolNotSupportedError', errorCode: 400 } };

  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  const authHeader = readAuthHeader(query, offered);
  if (authHeader === 'malformed') return { refusal: MALFORMED_HEADER };

  return {
    headers: authHeader ? lowerNames(authHeader) : request.headers,
    httpHeaders: request.headers,
    graphqlPath: path.replace(/\/realtime$/, ''),
    sourceIp: sourceIpOf(request),
  };
}

/** A header's names in lower case: clients write `x-api-key` and `X-Api-Key`, sometimes both. */
export function lowerNames(headers: { readonly [name: string]: string }): HeaderMap {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

const MALFORMED_HEADER: ProtocolError = {
  errorType: 'BadRequestException',
  message: 'The header is not base64 of a JSON object of strings.',
  errorCode: 400,
};

function offeredSubProtocols({ headers }: IncomingMessage): string[] {
  return (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function sourceIpOf({ headers, socket }: IncomingMessage): string[] {
  const hops = [headers['x-forwarded-for'] ?? []].flat().flatMap((hop) => hop.split(','));
  return [...hops, socket.remoteAddress ?? ''].map((hop) => hop.trim()).filter((hop) => hop !== '');
}
