/** The messages of AppSync's real-time protocol (PROTOCOL.md), and their parsers. */
import type { AuthHeader } from './auth-header.ts';
import { isRecord, isString } from './guards.ts';

/** The one sub-protocol of the WebSocket. */
export const SUB_PROTOCOL = 'graphql-ws';
/** A client that hears nothing for so long closes the connection; `connection_ack` tells it. */
export const CONNECTION_TIMEOUT_MS = 300_000;
/** How often the server sends `ka`. */
export const KEEP_ALIVE_INTERVAL_MS = 60_000;
/** Age at which the server closes a connection. */
export const MAX_CONNECTION_AGE_MS = 24 * 60 * 60 * 1000;
/** AppSync quotas, "Subscriptions per connection". */
export const MAX_SUBSCRIPTIONS_PER_CONNECTION = 200;
/** Of one message, in either direction. */
export const MAX_PAYLOAD_BYTES = 240 * 1024;

/** An entry of `payload.errors`. */
export type ProtocolError = {
  readonly errorType?: string;
  readonly message?: string;
  readonly errorCode?: number;
  readonly errorInfo?: unknown;
};

/** What a client subscribes to, and who it is. */
export type StartPayload = {
  /** `{"query":…,"variables":…}` as a JSON string. */
  readonly data: string;
  readonly extensions: { readonly authorization: AuthHeader };
};

/** What clients send. */
export type ClientMessage =
  | { readonly type: 'connection_init' }
  | { readonly type: 'start'; readonly id: string; readonly payload: StartPayload }
  | { readonly type: 'stop'; readonly id: string };

export type ErrorsPayload = { readonly errors: readonly ProtocolError[] };
/** One event: `data` as GraphQL returns it. */
export type DataPayload = { readonly data: unknown; readonly errors?: readonly ProtocolError[] };

/** What servers send. */
export type ServerMessage =
  | { readonly type: 'connection_ack'; readonly payload: { readonly connectionTimeoutMs: number } }
  | { readonly type: 'connection_error'; readonly payload: ErrorsPayload }
  | { readonly type: 'ka' }
  | { readonly type: 'start_ack'; readonly id: string }
  | { readonly type: 'data'; readonly id: string; readonly payload: DataPayload }
  | { readonly type: 'error'; readonly id?: string; readonly payload: ErrorsPayload }
  | { readonly type: 'complete'; readonly id: string };

/**
 * Parses what a client sent. Returns undefined if it isn't a message of the protocol; members that the protocol doesn't
 * have are left out.
 *
 *     parseClientMessage('{"type":"stop","id":"1"}'); // { type: 'stop', id: '1' }
 */
export function parseClientMessage(text: string): ClientMessage | undefined {
  return parseWith(CLIENT_PARSERS, text);
}

/**
 * Parses what a server sent. Returns undefined if it isn't a message of the protocol; members that the protocol doesn't
 * have are left out.
 *
 *     parseServerMessage('{"type":"ka"}'); // { type: 'ka' }
 */
export function parseServerMessage(text: string): ServerMessage | undefined {
  return parseWith(SERVER_PARSERS, text);
}

/**
 * Writes a `data` message around a payload that is JSON already, so that one event is serialized once for all subscribers.
 *
 *     dataMessage('1', '{"data":null}'); // '{"id":"1","type":"data","payload":{"data":null}}'
 */
export function dataMessage(id: string, payloadJson: string): string {
  return `{"id":${JSON.stringify(id)},"type":"data","payload":${payloadJson}}`;
}

type Fields = { readonly [name: string]: unknown };
type Parsers<T> = ReadonlyMap<unknown, (message: Fields) => T | undefined>;

const CLIENT_PARSERS: Parsers<ClientMessage> = new Map<unknown, (message: Fields) => ClientMessage | undefined>([
  ['connection_init', () => ({ type: 'connection_init' })],
  ['start', (message) => parseStart(message)],
  ['stop', ({ id }) => (isString(id) ? { type: 'stop', id } : undefined)],
]);

const SERVER_PARSERS: Parsers<ServerMessage> = new Map<unknown, (message: Fields) => ServerMessage | undefined>([
  ['connection_ack', ({ payload }) => ({ type: 'connection_ack', payload: parseTimeout(payload) })],
  ['connection_error', ({ payload }) => ({ type: 'connection_error', payload: parseErrors(payload) })],
  ['ka', () => ({ type: 'ka' })],
  ['start_ack', ({ id }) => (isString(id) ? { type: 'start_ack', id } : undefined)],
  ['data', (message) => parseData(message)],
  ['error', ({ id, payload }) => ({ type: 'error', ...(isString(id) && { id }), payload: parseErrors(payload) })],
  ['complete', ({ id }) => (isString(id) ? { type: 'complete', id } : undefined)],
]);

function parseWith<T>(parsers: Parsers<T>, text: string): T | undefined {
  const fields = parseFields(text);
  return fields && parsers.get(fields['type'])?.(fields);
}

function parseFields(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function parseStart({ id, payload }: Fields): ClientMessage | undefined {
  if (!isString(id) || !isRecord(payload) || !isString(payload['data'])) return undefined;
  const authorization = isRecord(payload['extensions']) ? payload['extensions']['authorization'] : undefined;
  if (!isRecord(authorization)) return undefined;
  const extensions = { authorization: stringsOf(authorization) };
  return { type: 'start', id, payload: { data: payload['data'], extensions } };
}

function stringsOf(fields: Fields): AuthHeader {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => isString(entry[1])));
}

function parseTimeout(payload: unknown): { connectionTimeoutMs: number } {
  const timeout = isRecord(payload) ? payload['connectionTimeoutMs'] : undefined;
  return { connectionTimeoutMs: typeof timeout === 'number' ? timeout : CONNECTION_TIMEOUT_MS };
}

function parseErrors(payload: unknown): ErrorsPayload {
  const errors = isRecord(payload) ? payload['errors'] : undefined;
  return { errors: Array.isArray(errors) ? errors.filter(isRecord).map(parseError) : [] };
}

function parseError({ errorType, message, errorCode, errorInfo }: Fields): ProtocolError {
  return {
    ...(isString(errorType) && { errorType }),
    ...(isString(message) && { message }),
    ...(typeof errorCode === 'number' && { errorCode }),
    ...(errorInfo !== undefined && { errorInfo }),
  };
}

function parseData({ id, payload }: Fields): ServerMessage | undefined {
  if (!isString(id) || !isRecord(payload)) return undefined;
  const { errors } = parseErrors(payload);
  return { type: 'data', id, payload: { data: payload['data'], ...(errors.length > 0 && { errors }) } };
}
