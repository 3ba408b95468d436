/** Puts an operation to the API as somebody, over HTTP or over the real-time endpoint. */
import { authSubProtocol, parseServerMessage, SUB_PROTOCOL } from '@ordersaga/appsync-realtime';
import type { ProtocolError, ServerMessage } from '@ordersaga/appsync-realtime';
import { openSocket } from '@ordersaga/local-cloud/testing';
import type { TestSocket } from '@ordersaga/local-cloud/testing';
import { parseAnswer } from './graphql-answer.ts';
import type { Identity } from './identities.ts';

export type Endpoints = { readonly graphqlUrl: string; readonly realtimeUrl: string };
export type Operation = { readonly query: string; readonly variables: object };
export type Answer = {
  /** `done`, `watching`, or where it was refused, with which `errorType` and message. */
  readonly outcome: string;
  /** As it came. */
  readonly body: string;
};

/** For queries and mutations. */
export async function askOverHttp(
  { graphqlUrl }: Endpoints,
  identity: Identity,
  operation: Operation,
): Promise<Answer> {
  const request = JSON.stringify(operation);
  const headers = await identity(new URL(graphqlUrl).pathname, request);
  const response = await fetch(graphqlUrl, { method: 'POST', headers, body: request });
  const body = await response.text();
  const { errors } = parseAnswer(response.status, body);
  if (errors.length === 0) return { outcome: 'done', body };
  return { outcome: response.status === 200 ? texts(errors) : `HTTP ${response.status} ${texts(errors)}`, body };
}

/** For subscriptions. `connectedAs` opens the connection, `identity` starts the subscription on it. */
export async function askToWatch(
  endpoints: Endpoints,
  identity: Identity,
  operation: Operation,
  connectedAs = identity,
): Promise<Answer> {
  const { socket, answer } = await openWatch(endpoints, identity, operation, connectedAs);
  socket.raw.close();
  await socket.closed;
  return answer;
}

/** The same, with a socket that goes on to hear the events, if there is somebody who may. */
export async function openWatch(
  endpoints: Endpoints,
  identity: Identity,
  operation: Operation,
  connectedAs = identity,
): Promise<{ readonly socket: TestSocket; readonly answer: Answer }> {
  const socket = await connect(endpoints, connectedAs);
  const { message, body } = await hear(socket);
  if (message.type !== 'connection_error') {
    return { socket, answer: await start(socket, endpoints, identity, operation) };
  }
  await socket.closed;
  return { socket, answer: { outcome: `connection_error ${texts(message.payload.errors)}`, body } };
}

async function connect({ graphqlUrl, realtimeUrl }: Endpoints, identity: Identity): Promise<TestSocket> {
  const { host, pathname } = new URL(graphqlUrl);
  const headers = await identity(`${pathname}/connect`, '{}');
  const hasCredentials = Object.keys(headers).length > 0;
  const credentials = hasCredentials ? [authSubProtocol({ host, ...headers })] : [];
  const socket = await openSocket(realtimeUrl, [SUB_PROTOCOL, ...credentials]);
  socket.send({ type: 'connection_init' });
  return socket;
}

async function start(
  socket: TestSocket,
  { graphqlUrl }: Endpoints,
  identity: Identity,
  operation: Operation,
): Promise<Answer> {
  const { host, pathname } = new URL(graphqlUrl);
  const data = JSON.stringify(operation);
  const authorization = { host, ...(await identity(pathname, data)) };
  socket.send({ type: 'start', id: '1', payload: { data, extensions: { authorization } } });
  const { message, body } = await hear(socket);
  if (message.type === 'error') return { outcome: `error ${texts(message.payload.errors)}`, body };
  return { outcome: message.type === 'start_ack' ? 'watching' : message.type, body };
}

async function hear(socket: TestSocket): Promise<{ message: ServerMessage; body: string }> {
  const body = JSON.stringify(await socket.next());
  const message = parseServerMessage(body);
  if (!message) throw new Error(`This isn't a message of the protocol: ${body}`);
  return { message, body };
}

function texts(errors: readonly ProtocolError[]): string {
  return errors
    .map(({ errorCode, errorType, message }) => [errorCode ?? [], `${errorType}: ${message}`].flat().join(' '))
    .join('; ');
}
