/** The fuzzed API on a real server, for requests and sockets of every kind. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, request as httpRequest } from 'node:http';
import { SUB_PROTOCOL } from '@ordersaga/appsync-realtime';
import { answerRequests } from '../../../../gateway/door/answer-requests.ts';
import { createRealtimeServer } from '../../realtime/server.ts';
import { openSocket } from '../../realtime/testing/endpoint.ts';
import { createFuzzApi } from './api.ts';
import type { HttpAnswer } from './answers.ts';

export const KEY = { host: 'localhost', 'x-api-key': 'da2-test' };

export type HttpQuestion = {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: string | Uint8Array;
};

export type FuzzedServer = {
  readonly port: number;
  readonly url: string;
  readonly send: (question: HttpQuestion) => Promise<HttpAnswer>;
  /** Fails unless a good request and a good subscription still work. */
  readonly assertWell: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function startFuzzedServer(): Promise<FuzzedServer> {
  const { api } = createFuzzApi();
  const realtime = createRealtimeServer(api);
  const server = createServer(answerRequests(() => undefined, api.handleRequest))
    .on('upgrade', realtime.handleUpgrade)
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const url = `ws://127.0.0.1:${port}/graphql/realtime`;
  const agent = new Agent({ keepAlive: true });
  const send = (question: HttpQuestion): Promise<HttpAnswer> => ask(port, agent, question);
  return {
    port,
    url,
    send,
    assertWell: () => assertWell(url, send),
    close: async () => {
      agent.destroy();
      await realtime.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Rejects if the connection breaks without a response. */
function ask(
  port: number,
  agent: Agent,
  { method = 'POST', path = '/graphql', headers = [], body = '' }: HttpQuestion,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const length = String(Buffer.byteLength(body));
    const sent = [['host', 'localhost'], ...headers, ['content-length', length]].flat();
    const request = httpRequest({ port, host: '127.0.0.1', agent, method, path, headers: sent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function assertWell(url: string, send: FuzzedServer['send']): Promise<void> {
  const query = (text: string) =>
    send({ headers: Object.entries(KEY).slice(1), body: JSON.stringify({ query: text }) });
  assert.equal((await query('{ thing(id: "well") { id } }')).text, '{"data":{"thing":{"id":"well"}}}');
  const socket = await openSocket(url, [SUB_PROTOCOL], KEY);
  const data = '{"query":"subscription { on(id: \\"well\\") { id } }"}';
  socket.send({ type: 'start', id: 's', payload: { data, extensions: { authorization: KEY } } });
  assert.deepEqual(await socket.next(), { type: 'start_ack', id: 's' });
  assert.equal((await query('mutation { save(in: { id: "well" }) { id } }')).status, 200);
  assert.deepEqual(await socket.next(), { type: 'data', id: 's', payload: { data: { on: { id: 'well' } } } });
  socket.raw.close();
  assert.equal(await socket.closed, 1005);
}
