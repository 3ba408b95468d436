/** A connection to the real-time endpoint, and the messages that start and publish on it. */
import { authQuery, authSubProtocol, SUB_PROTOCOL } from '@ordersaga/appsync-realtime';
import type { Json } from '../../json.ts';
import type { Endpoint } from './endpoint.ts';
import { identify } from './identities.ts';
import type { IdentityName } from './identities.ts';
import { openSocket } from './socket.ts';
import type { Socket } from './socket.ts';

export type Connection = {
  /** `caller` when left out. */
  readonly as?: IdentityName;
  /** How the header with the credentials travels; `sub-protocol` when left out, as clients do. */
  readonly carrier?: 'sub-protocol' | 'query' | 'http-headers';
  /** In place of the header that the identity makes. */
  readonly header?: Readonly<Record<string, string>>;
  /** Put in the place of the header as it is encoded. */
  readonly encoded?: string;
  /** Offered before the one with the header; `graphql-ws` when left out. */
  readonly subProtocols?: readonly string[];
  /** What IAM signs the handshake for; `/connect` when left out. */
  readonly signedPath?: string;
};

export async function connect(api: Endpoint, connection: Connection = {}): Promise<Socket> {
  const { as = 'caller', carrier = 'sub-protocol', encoded, subProtocols = [SUB_PROTOCOL] } = connection;
  const signedUrl = `${api.graphqlUrl}${connection.signedPath ?? '/connect'}`;
  const identity = await identify(api, as, { ...SIGNED, url: signedUrl, body: '{}' });
  const header = connection.header ?? headerOf(api, identity);
  if (carrier === 'query') {
    const query = encoded === undefined ? authQuery(header) : `header=${encoded}&payload=e30=`;
    return openSocket(`${api.realtimeUrl}?${query}`, subProtocols, {});
  }
  if (carrier === 'http-headers') return openSocket(api.realtimeUrl, subProtocols, identity);
  const hasCredentials = encoded !== undefined || connection.header !== undefined || Object.keys(identity).length > 0;
  const withHeader = hasCredentials ? [encoded === undefined ? authSubProtocol(header) : `header-${encoded}`] : [];
  return openSocket(api.realtimeUrl, [...subProtocols, ...withHeader], {});
}

export type Start = {
  readonly as?: IdentityName;
  readonly query?: string;
  readonly variables?: Json;
  /** In place of the JSON of `query` and `variables`. */
  readonly data?: string;
};

const WATCH =
  'subscription ($orderId: ID!) { orderStatus(orderId: $orderId) { orderId version eventId eventType status occurredAt failure { code } } }';

/** A `start` message. `variables` have their values already. */
export async function startMessage(api: Endpoint, id: string, start: Start): Promise<string> {
  const { as = 'caller', query = WATCH, variables = {} } = start;
  const data = start.data ?? JSON.stringify({ query, variables });
  const identity = await identify(api, as, { ...SIGNED, url: api.graphqlUrl, body: data });
  const authorization = headerOf(api, identity);
  return JSON.stringify({ type: 'start', id, payload: { data, extensions: { authorization } } });
}

/** `host` is that of the GraphQL endpoint. */
function headerOf({ graphqlUrl }: Endpoint, identity: Readonly<Record<string, string>>): Record<string, string> {
  return { host: new URL(graphqlUrl).host, ...identity };
}

/** What who signs also names ("Header parameter format", AppSync developer guide). */
const SIGNED_HEADERS = {
  accept: 'application/json, text/javascript',
  'content-encoding': 'amz-1.0',
  'content-type': 'application/json; charset=UTF-8',
};

const SIGNED = { method: 'POST', headers: SIGNED_HEADERS } as const;
