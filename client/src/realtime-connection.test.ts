/** The connection's own duties, against a server that behaves badly on purpose. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, it, vi } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import {
  readAuthHeader,
  parseClientMessage,
  type ClientMessage,
  type ServerMessage,
} from '@ordersaga/appsync-realtime';
import { OrdersError } from './errors.ts';
import { createRealtimeConnection, type Listener, type RealtimeConnection } from './realtime-connection.ts';

type Answer = (message: ClientMessage) => ServerMessage[];

const ACK: ServerMessage = { type: 'connection_ack', payload: { connectionTimeoutMs: 300_000 } };
const wellBehaved: Answer = (message) => {
  if (message.type === 'connection_init') return [ACK];
  return [message.type === 'start' ? { type: 'start_ack', id: message.id } : { type: 'complete', id: message.id }];
};

let server: WebSocketServer;
/** How each connection answers, the first one first; the last one stands for all that follow. */
let behaviours: Answer[];
let sockets: WebSocket[];
let heard: ClientMessage[];
let connection: RealtimeConnection;
beforeEach(async () => {
  [behaviours, sockets, heard] = [[wellBehaved], [], []];
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'graphql-ws' });
  server.on('connection', (socket) => serve(socket));
  await once(server, 'listening');
  connection = createRealtimeConnection(urlOf(server), () => Promise.resolve({ host: 'h', 'x-api-key': 'k' }));
});
afterEach(() => {
  connection.close();
  for (const client of server.clients) client.terminate();
  server.close();
});

function urlOf(listening: WebSocketServer): string {
  const address = listening.address();
  return `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

function serve(socket: WebSocket): void {
  const answer = behaviours[sockets.push(socket) - 1] ?? behaviours.at(-1) ?? wellBehaved;
  socket.on('message', (data) => {
    assert.ok(data instanceof Buffer);
    const message = parseClientMessage(data.toString()) ?? assert.fail(`not in the protocol: ${data.toString()}`);
    heard.push(message);
    for (const reply of answer(message)) socket.send(JSON.stringify(reply));
  });
}

const OPERATION = { query: 'subscription { a }', variables: { b: 1 } };

/** Subscribes and gives what happens as promises. */
function subscribe() {
  const [first, second, ended] = [promise(), promise(), promise<unknown>()];
  const starts = [first, second];
  const listener: Listener = {
    started: () => starts.shift()?.resolve(),
    next: () => {},
    ended: ended.resolve,
  };
  const unsubscribe = connection.subscribe(OPERATION, listener);
  return { started: first.promise, startedAgain: second.promise, ended: ended.promise, unsubscribe };
}

function promise<T = void>() {
  return Promise.withResolvers<T>();
}

describe('the real-time connection', () => {
  it('sends what AppSync wants', async () => {
    const upgrade = once(server, 'connection');
    await subscribe().started;
    const connected: unknown[] = await upgrade;
    const [, request] = connected;
    assert.ok(request instanceof IncomingMessage);
    const offered = String(request.headers['sec-websocket-protocol']).split(', ');
    assert.equal(offered[0], 'graphql-ws');
    assert.deepEqual(readAuthHeader('', offered), { host: 'h', 'x-api-key': 'k' });
    const authorization = { host: 'h', 'x-api-key': 'k' };
    assert.deepEqual(heard, [
      { type: 'connection_init' },
      { type: 'start', id: '1', payload: { data: JSON.stringify(OPERATION), extensions: { authorization } } },
    ]);
  });

  it('opens again when the server falls silent for longer than it said', async () => {
    const silentAfterAck: Answer = ({ type }) =>
      type === 'connection_init' ? [{ type: 'connection_ack', payload: { connectionTimeoutMs: 20 } }] : [];
    behaviours = [silentAfterAck, wellBehaved];
    await subscribe().started;
    assert.equal(sockets.length, 2);
  });

  it('opens again when the server closes, however often', async () => {
    const closing: Answer = (message) => {
      sockets.at(-1)?.close();
      return wellBehaved(message);
    };
    behaviours = [closing, closing, wellBehaved];
    await subscribe().started;
    assert.equal(sockets.length, 3);
  });

  it('starts every subscription again on the new connection', async () => {
    const [one, two] = [subscribe(), subscribe()];
    await Promise.all([one.started, two.started]);
    sockets[0]?.terminate();
    await Promise.all([one.startedAgain, two.startedAgain]);
    assert.equal(sockets.length, 2);
  });

  it('tries again after a failure of the server that is not about this client', async () => {
    const broken: Answer = () => [
      { type: 'connection_error', payload: { errors: [{ errorType: 'InternalFailure', errorCode: 500 }] } },
    ];
    behaviours = [broken, wellBehaved];
    await subscribe().started;
    assert.equal(sockets.length, 2);
  });

  it('gives up after as many tries without a token as without a server, and says why', async () => {
    let asked = 0;
    const gone = new TypeError('signed out');
    connection = createRealtimeConnection(urlOf(server), () => {
      asked += 1;
      if (asked === 3) vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      return asked > 2 ? Promise.reject(gone) : Promise.resolve({ host: 'h', 'x-api-key': 'k' });
    });
    const one = subscribe();
    await one.started;
    sockets[0]?.terminate();
    const ticking = setInterval(() => asked > 2 && vi.advanceTimersByTime(10_000), 1);
    const error = await one.ended;
    clearInterval(ticking);
    vi.useRealTimers();
    assert.ok(error instanceof OrdersError);
    assert.equal(error.errorType, 'ConnectionLost');
    assert.match(error.message, /signed out/);
    assert.equal(error.cause, gone);
    assert.equal(asked, 2 + 12);
  });

  it('does not try again after a refusal, and fails every subscription with it', async () => {
    const errors = [{ errorType: 'UnauthorizedException', errorCode: 401 }];
    behaviours = [() => [{ type: 'connection_error', payload: { errors } }]];
    const [one, two] = [subscribe(), subscribe()];
    for (const { ended } of [one, two]) assert.match(String(await ended), /UnauthorizedException/);
    assert.equal(sockets.length, 1);
  });

  it('fails the one subscription that the server refuses', async () => {
    const errors = [{ errorType: 'LimitExceededError', message: 'Rate limit exceeded' }];
    behaviours = [
      (message) =>
        message.type === 'start' && message.id === '1'
          ? [{ type: 'error', id: '1', payload: { errors } }]
          : wellBehaved(message),
    ];
    const [one, two] = [subscribe(), subscribe()];
    assert.match(String(await one.ended), /Rate limit exceeded/);
    await two.started;
  });

  it('starts a subscription once, however often the connection is acknowledged', async () => {
    behaviours = [(message) => [ACK, ...wellBehaved(message)]];
    await subscribe().started;
    assert.equal(heard.filter(({ type }) => type === 'start').length, 1);
  });

  it('ignores what is not in the protocol', async () => {
    const one = subscribe();
    await one.started;
    for (const garbage of ['', 'hello', '[]', '{"type":"unknown"}', '{"type":"data","id":"nobody","payload":{}}']) {
      sockets[0]?.send(garbage);
    }
    sockets[0]?.send(Buffer.from([1, 2, 3]));
    sockets[0]?.send(JSON.stringify({ type: 'error', id: '1', payload: { errors: [{ message: 'the end' }] } }));
    assert.match(String(await one.ended), /the end/);
  });

  it('stops a subscription, and closes once there are none for a while', async () => {
    const one = subscribe();
    await one.started;
    const closed = once(sockets[0] ?? assert.fail(), 'close');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    one.unsubscribe();
    vi.advanceTimersByTime(1000);
    vi.useRealTimers();
    const ending: unknown[] = await closed;
    assert.equal(ending[0], 1005);
    assert.deepEqual(heard.at(-1), { type: 'stop', id: '1' });
  });
});
