/** A small GraphQL and real-time server for tests, with the playground in front of it. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { buildSchema, graphql } from 'graphql';
import { WebSocketServer } from 'ws';
import { readAuthHeader, parseClientMessage, SUB_PROTOCOL, type ServerMessage } from '@ordersaga/appsync-realtime';
import { objectAt, parseObject, stringAt } from '../../kernel/json.ts';
import { answerRequests } from '../../gateway/door/answer-requests.ts';
import type { Handle } from '../../gateway/door/answer-requests.ts';
import { createPlayground } from '../serve.ts';
import type { PlaygroundTab } from '../settings.ts';

export const STUB_API_KEY = 'da2-stub';

const schema = buildSchema(`
  type Query { kettle(id: ID!): Kettle }
  type Mutation { boil(litres: Float!): Kettle }
  type Subscription { kettleChanged(id: ID!): Kettle }
  type Kettle { id: ID! celsius: Int! }
`);
const rootValue = {
  kettle: ({ id }: { id: string }) => ({ id, celsius: 20 }),
  boil: () => ({ id: 'kettle-7', celsius: 20 }),
};
const TEMPERATURES = [60, 100];

/**
 * Starts it on a free port. A subscription gets two pushes as soon as it is started, of 60 and 100 degrees. `apiKeys`,
 * `subscriptions` and `arrivals` (messages and named operations) keep what has arrived; `offer` changes the
 * playground's tabs.
 */
export async function startStubApi(directory: string, tabs: readonly PlaygroundTab[]) {
  const apiKeys = new Set<string | undefined>();
  const arrivals: string[] = [];
  const subscriptions: { readonly variables: unknown; readonly authorization: unknown }[] = [];

  const handle: Handle = async (request, response) => {
    if (playground(request, response)) return;
    if (request.url?.startsWith('/tokens')) return void response.end(`token of ${request.url}`);
    apiKeys.add(request.headers['x-api-key']?.toString());
    const body = parseObject(await text(request)) ?? {};
    const operationName = stringAt(body, 'operationName') ?? null;
    if (operationName !== null) arrivals.push(operationName);
    const source = stringAt(body, 'query') ?? '';
    const variableValues = objectAt(body, 'variables');
    const result = await graphql({ schema, rootValue, source, variableValues, operationName });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  };
  const server = createServer(answerRequests(() => undefined, handle));
  const sockets = new WebSocketServer({ server, path: '/graphql/realtime', handleProtocols: () => SUB_PROTOCOL });
  sockets.on('connection', (socket, request) => {
    const send = (message: ServerMessage) => socket.send(JSON.stringify(message));
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(', ');
    socket.on('message', (received) => {
      const message = parseClientMessage(Buffer.isBuffer(received) ? received.toString() : '');
      if (message) arrivals.push(message.type);
      if (message?.type === 'connection_init') {
        send({ type: 'connection_ack', payload: { connectionTimeoutMs: 300_000 } });
      }
      if (message?.type !== 'start') return;
      const { id, payload } = message;
      const variables = objectAt(parseObject(payload.data) ?? {}, 'variables');
      subscriptions.push({ variables, authorization: readAuthHeader('', offered) });
      send({ type: 'start_ack', id });
      for (const celsius of TEMPERATURES) {
        send({ type: 'data', id, payload: { data: { kettleChanged: { id: variables['id'], celsius } } } });
      }
    });
  });

  await once(server.listen(0, 'localhost'), 'listening');
  const address = server.address();
  const host = `localhost:${typeof address === 'object' ? address?.port : ''}`;
  const playgroundOffering = (offered: readonly PlaygroundTab[]) =>
    createPlayground({
      directory,
      settings: {
        title: 'Kettles',
        graphqlUrl: `http://${host}/graphql`,
        realtimeUrl: `ws://${host}/graphql/realtime`,
        apiKey: STUB_API_KEY,
        callers: [{ name: 'ada', tokenUrl: '/tokens?sub=ada' }],
        tabs: offered,
      },
    });
  let playground = playgroundOffering(tabs);

  return {
    host,
    apiKeys,
    arrivals,
    subscriptions,
    offer: (offered: readonly PlaygroundTab[]) => {
      playground = playgroundOffering(offered);
    },
    close: async () => {
      sockets.clients.forEach((socket) => socket.terminate());
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
