/** Opening a connection: the three ways to say who calls, and the refusals. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { authQuery, authSubProtocol } from '@ordersaga/appsync-realtime';
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { createFakeApi, type FakeApi } from './testing/fake-api.ts';
import { GOOD_HEADER, openSocket, startEndpoint, type Endpoint } from './testing/endpoint.ts';

const BAD_HEADER = { host: 'localhost', 'x-api-key': 'da2-bad' };
const UNAUTHORIZED = {
  type: 'connection_error',
  payload: {
    errors: [
      {
        errorType: 'UnauthorizedException',
        message: 'You are not authorized to make this call.',
        errorCode: 401,
      },
    ],
  },
};

describe('opening a connection', () => {
  let api: FakeApi;
  let endpoint: Endpoint;
  beforeAll(async () => {
    api = createFakeApi();
    endpoint = await startEndpoint(api);
  });
  beforeEach(() => void api.authorizations.splice(0));
  afterAll(() => endpoint.close());

  const carriers: [string, (header: Record<string, string>) => [string, string[], Record<string, string>?]][] = [
    ['the query string', (header) => [`?${authQuery(header)}`, ['graphql-ws']]],
    ['a sub-protocol', (header) => ['', ['graphql-ws', authSubProtocol(header)]]],
    ['a sub-protocol before graphql-ws', (header) => ['', [authSubProtocol(header), 'graphql-ws']]],
    ['plain HTTP headers', (header) => ['', ['graphql-ws'], header]],
  ];
  for (const [carrier, carry] of carriers) {
    it(`is acknowledged with a good key in ${carrier}`, async () => {
      const [query, protocols, headers] = carry(GOOD_HEADER);
      const socket = await openSocket(endpoint.url + query, protocols, headers);
      assert.equal(socket.subProtocol, 'graphql-ws');
      socket.send({ type: 'connection_init' });
      assert.deepEqual(await socket.next(), { type: 'connection_ack', payload: { connectionTimeoutMs: 300_000 } });
      socket.raw.close();
    });

    it(`is rejected with a bad key in ${carrier}`, async () => {
      const [query, protocols, headers] = carry(BAD_HEADER);
      const socket = await openSocket(endpoint.url + query, protocols, headers);
      assert.deepEqual(await socket.next(), UNAUTHORIZED);
      assert.equal(await socket.closed, 1008);
    });
  }

  it('is rejected without any header', async () => {
    const socket = await openSocket(endpoint.url, ['graphql-ws']);
    assert.deepEqual(await socket.next(), UNAUTHORIZED);
    assert.equal(await socket.closed, 1008);
  });

  it('is authorized for the path and body that IAM signs, with header names in lower case', async () => {
    const header = { Host: 'localhost', 'X-Api-Key': 'da2-good' };
    const protocols = ['graphql-ws', authSubProtocol(header)];
    const socket = await openSocket(endpoint.url, protocols, { 'x-forwarded-for': '10.0.0.1' });
    socket.send({ type: 'connection_init' });
    await socket.next();
    assert.deepEqual(api.authorizations, [
      {
        headers: { host: 'localhost', 'x-api-key': 'da2-good' },
        path: '/graphql/connect',
        body: '{}',
        sourceIp: ['10.0.0.1', '127.0.0.1'],
        operation: { query: '', variables: {}, operationName: 'DeepDish:Connect' },
      },
    ]);
    socket.raw.close();
  });

  it('signs the same path at the standard domain, if nothing follows /graphql', async () => {
    const socket = await openSocket(endpoint.url.replace('/realtime', ''));
    socket.send({ type: 'connection_init' });
    await socket.next();
    assert.equal(api.authorizations[0]?.path, '/graphql/connect');
    socket.raw.close();
  });

  for (const query of ['?header=%%%', '?header=bm90IEpTT04=', '?header=']) {
    it(`is a bad request with ${query}`, async () => {
      const socket = await openSocket(endpoint.url + query, ['graphql-ws']);
      const message = 'The header is not base64 of a JSON object of strings.';
      assert.deepEqual(await socket.next(), {
        type: 'connection_error',
        payload: { errors: [{ errorType: 'BadRequestException', message, errorCode: 400 }] },
      });
      assert.equal(await socket.closed, 1008);
    });
  }

  it('is rejected without a sub-protocol', async () => {
    const socket = await openSocket(endpoint.url, []);
    assert.deepEqual(await socket.next(), {
      type: 'connection_error',
      payload: { errors: [{ message: 'NoProtocolError', errorCode: 400 }] },
    });
    assert.equal(await socket.closed, 1008);
  });

  it('is rejected with another sub-protocol', async () => {
    const answer = await upgradeByHand(endpoint.port, 'graphql-transport-ws');
    assert.match(answer, /^HTTP\/1.1 101 /);
    assert.doesNotMatch(answer, /sec-websocket-protocol/i);
    assert.match(answer, /"type":"connection_error".*"message":"SubProtocolNotSupportedError","errorCode":400/);
  });

  it('hides a bug in the authorization', async () => {
    const socket = await openSocket(endpoint.url, ['graphql-ws'], { 'x-api-key': 'breaks' });
    const error = { errorType: 'InternalFailure', message: 'An internal failure occurred.', errorCode: 500 };
    assert.deepEqual(await socket.next(), { type: 'connection_error', payload: { errors: [error] } });
  });
});

/** WebSocket clients give up on an answer without the sub-protocol that they asked for; this one does not. */
async function upgradeByHand(port: number, subProtocol: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const lines = [
    'GET /graphql/realtime HTTP/1.1',
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    `Sec-WebSocket-Protocol: ${subProtocol}`,
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
    if (answer.includes('SubProtocol')) socket.end();
  });
  await once(socket, 'close');
  return answer;
}
