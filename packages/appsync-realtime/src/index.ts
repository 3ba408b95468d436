/**
 * The words of AppSync's real-time protocol, which PROTOCOL.md specifies.
 *
 * @module @ordersaga/appsync-realtime
 */

export { authQuery, authSubProtocol, readAuthHeader } from './auth-header.ts';
export type { AuthHeader } from './auth-header.ts';
export {
  CONNECTION_TIMEOUT_MS,
  KEEP_ALIVE_INTERVAL_MS,
  MAX_CONNECTION_AGE_MS,
  MAX_PAYLOAD_BYTES,
  MAX_SUBSCRIPTIONS_PER_CONNECTION,
  SUB_PROTOCOL,
  dataMessage,
  parseClientMessage,
  parseServerMessage,
} from './messages.ts';
export type {
  ClientMessage,
  DataPayload,
  ErrorsPayload,
  ProtocolError,
  ServerMessage,
  StartPayload,
} from './messages.ts';
