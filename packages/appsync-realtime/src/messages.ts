/** The words of AppSync's real-time protocol (PROTOCOL.md), for whoever speaks it: message types and their parsers. */
import type { AuthHeader } from './auth-header.ts';

/** The one sub-protocol of the WebSocket. */
export const SUB_PROTOCOL = 'graphql-ws';
/** Silence after which a client gives a connection up; told to it in `connection_ack`. */
export const CONNECTION_TIMEOUT_MS = 300_000;
export const KEEP_ALIVE_INTERVAL_MS = 60_000;
/** Age at which the server closes a connection. */
export const MAX_CONNECTION_AGE_MS = 24 * 60 * 60 * 1000;
export const MAX_SUBSCRIPTIONS_PER_CONNECTION = 200;
export const MAX_PAYLOAD_BYTES = 240 * 1024;

/** An entry of `payload.errors`. */
export type ProtocolError = {
  readonly errorType?: string;
  readonly message?: string;
  readonly errorCode?: number;
  readonly errorInfo?: unknown;
};

export type StartPayload = {
  /** `{"query":…,"variables":…}` as JSON text. */
  readonly data: string;
  readonly extensions: { readonly authorization: AuthHeader };
};

export type ClientMessage =
  | { readonly type: 'connection_init' }
  | { readonly type: 'start'; readonly id: string; readonly payload: StartPayload }
  | { readonly type: 'stop'; readonly id: string };

export type ErrorsPayload = { readonly errors: readonly ProtocolError[] };
export type DataPayload = { readonly data: unknown; readonly errors?: readonly ProtocolError[] };

export type ServerMessage =
  | { readonly type: 'connection_ack'; readonly payload: { readonly connectionTimeoutMs: number } }
  | { readonly type: 'connection_error'; readonly payload: ErrorsPayload }
  | { readonly type: 'ka' }
  | { readonly type: 'start_ack'; readonly id: string }
  | { readonly type: 'data'; readonly id: string; readonly payload: DataPayload }
  | { readonly type: 'error'; readonly id?: string; readonly payload: ErrorsPayload }
  | { readonly type: 'complete'; readonly id: string };

/** Reads what a client has sent. Undefined where it is no message of the protocol. */
export function parseClientMessage(text: string): ClientMessage | undefined {
  return parseWith(CLIENT_PARSERS, text);
}

/** Reads what a server has sent. Undefined where it is no message of the protocol. */
export function parseServerMessage(text: string): ServerMessage | undefined {
  return parseWith(SERVER_PARSERS, text);
}

/** A `data` message around a payload that is JSON text already; saves parsing it for each subscriber. */
export function dataMessage(id: string, payloadJson: string): string {
  return `{"id":${JSON.stringify(id)},"type":"data","payload":${payloadJson}}`;
}

type Fields = { readonly [name: string]: unknown };
type Parsers<T> = ReadonlyMap<unknown, (message: Fields) => T | undefined>;

const CLIENT_PARSERS: Parsers<ClientMessage> = new Map<unknown, (message: Fields) => ClientMessage | undefined>([
  ['connection_init', () => ({ type: 'connection_init' })],
  ['start', (message) => parseStart(message)],
  ['stop', ({ id }) => (isText(id) ? { type: 'stop', id } : undefined)],
]);

const SERVER_PARSERS: Parsers<ServerMessage> = new Map<unknown, (message: Fields) => ServerMessage | undefined>([
  ['connection_ack', ({ payload }) => ({ type: 'connection_ack', payload: parseTimeout(payload) })],
  ['connection_error', ({ payload }) => ({ type: 'connection_error', payload: parseErrors(payload) })],
  ['ka', () => ({ type: 'ka' })],
  ['start_ack', ({ id }) => (isText(id) ? { type: 'start_ack', id } : undefined)],
  ['data', (message) => parseData(message)],
  ['error', ({ id, payload }) => ({ type: 'error', ...(isText(id) && { id }), payload: parseErrors(payload) })],
  ['complete', ({ id }) => (isText(id) ? { type: 'complete', id } : undefined)],
]);

function parseWith<T>(parsers: Parsers<T>, text: string): T | undefined {
  const fields = parseFields(text);
  return fields && parsers.get(fields['type'])?.(fields);
}

function parseFields(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function parseStart({ id, payload }: Fields): ClientMessage | undefined {
  if (!isText(id) || !isFields(payload) || !isText(payload['data'])) return undefined;
  const authorization = isFields(payload['extensions']) ? payload['extensions']['authorization'] : undefined;
  if (!isFields(authorization)) return undefined;
  const extensions = { authorization: textsOf(authorization) };
  return { type: 'start', id, payload: { data: payload['data'], extensions } };
}

function textsOf(fields: Fields): AuthHeader {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => isText(entry[1])));
}

function parseTimeout(payload: unknown): { connectionTimeoutMs: number } {
  const timeout = isFields(payload) ? payload['connectionTimeoutMs'] : undefined;
  return { connectionTimeoutMs: typeof timeout === 'number' ? timeout : CONNECTION_TIMEOUT_MS };
}

function parseErrors(payload: unknown): ErrorsPayload {
  const errors = isFields(payload) ? payload['errors'] : undefined;
  return { errors: Array.isArray(errors) ? errors.filter(isFields).map(parseError) : [] };
}

function parseError({ errorType, message, errorCode, errorInfo }: Fields): ProtocolError {
  return {
    ...(isText(errorType) && { errorType }),
    ...(isText(message) && { message }),
    ...(typeof errorCode === 'number' && { errorCode }),
    ...(errorInfo !== undefined && { errorInfo }),
  };
}

function parseData({ id, payload }: Fields): ServerMessage | undefined {
  if (!isText(id) || !isFields(payload)) return undefined;
  const { errors } = parseErrors(payload);
  return { type: 'data', id, payload: { data: payload['data'], ...(errors.length > 0 && { errors }) } };
}
