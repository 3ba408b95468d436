/** The server as a whole: keep-alive, age, crowds, broken frames, and its end. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, it, vi } from 'vitest';
import { createFakeApi } from './testing/fake-api.ts';
import { openAcknowledged, openSocket, startEndpoint, startMessage } from './testing/endpoint.ts';

const HOUR_MS = 60 * 60 * 1000;

describe('the real-time server', () => {
  it('sends ka to everybody every 60 s', async ({ onTestFinished }) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const endpoint = await startEndpoint(createFakeApi());
    const sockets = [await openAcknowledged(endpoint.url), await openAcknowledged(endpoint.url)];
    vi.advanceTimersByTime(59_999);
    for (const socket of sockets) {
      socket.send('now');
      assert.match(JSON.stringify(await socket.next()), /UnsupportedOperation/);
    }
    vi.advanceTimersByTime(1);
    for (const socket of sockets) assert.deepEqual(await socket.next(), { type: 'ka' });
    await endpoint.close();
  });

  it('closes a connection after 24 h', async ({ onTestFinished }) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: 0 });
    onTestFinished(() => void vi.useRealTimers());
    const endpoint = await startEndpoint(createFakeApi());
    const socket = await openAcknowledged(endpoint.url);
    vi.advanceTimersByTime(24 * HOUR_MS - 1);
    assert.equal(socket.raw.readyState, socket.raw.OPEN);
    vi.advanceTimersByTime(1);
    assert.equal(await socket.closed, 1000);
    await endpoint.close();
  });

  it('serves 1,000 subscribers of one order', async () => {
    const api = createFakeApi();
    const endpoint = await startEndpoint(api);
    const sockets = await Promise.all(Array.from({ length: 1000 }, () => openAcknowledged(endpoint.url)));
    for (const socket of sockets) socket.send(startMessage('s', 'crowd'));
    for (const socket of sockets) assert.deepEqual(await socket.next(), { type: 'start_ack', id: 's' });
    for (const version of [1, 2, 3]) api.publish({ orderId: 'crowd', version });
    for (const version of [1, 2, 3]) {
      const expected = { type: 'data', id: 's', payload: { data: { orderStatus: { orderId: 'crowd', version } } } };
      for (const socket of sockets) assert.deepEqual(await socket.next(), expected);
    }
    await endpoint.close();
  });

  it('survives 300 sockets that send arbitrary messages and bytes, and one that vanishes', async () => {
    const api = createFakeApi();
    const endpoint = await startEndpoint(api);
    const type = fc.constantFrom('connection_init', 'start', 'stop', 'ka');
    const likeMessage = fc.record({ type, id: fc.anything(), payload: fc.anything() });
    const message = fc.oneof(fc.string(), fc.json(), likeMessage);
    const sendMessages = fc.asyncProperty(fc.array(message), async (messages) => {
      const socket = await openSocket(endpoint.url);
      for (const each of messages) socket.send(typeof each === 'string' ? each : JSON.stringify(each));
      socket.raw.close();
      await socket.closed;
    });
    await fc.assert(sendMessages, { numRuns: 150 });

    const sendBytes = fc.asyncProperty(fc.uint8Array({ minLength: 1 }), async (bytes) => {
      const socket = await rawSocket(endpoint.port);
      socket.end(bytes);
      await once(socket.resume(), 'close');
    });
    await fc.assert(sendBytes, { numRuns: 150 });

    const vanishing = await openAcknowledged(endpoint.url);
    vanishing.send(startMessage('s', 'after'));
    await vanishing.next();
    vanishing.raw.terminate();

    const socket = await openAcknowledged(endpoint.url);
    socket.send(startMessage('s', 'after'));
    await socket.next();
    api.publish({ orderId: 'after' });
    assert.match(JSON.stringify(await socket.next()), /"orderId":"after"/);
    await endpoint.close();
  });

  it("responds with 400 to an upgrade that isn't a WebSocket", async () => {
    const endpoint = await startEndpoint(createFakeApi());
    const socket = connect(endpoint.port, '127.0.0.1');
    socket.write('GET // HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    const received: unknown[] = await once(socket, 'data');
    assert.match(String(received[0]), /^HTTP\/1.1 400 /);
    await endpoint.close();
  });

  it('closes every connection with 1001 when it is closed', async () => {
    const endpoint = await startEndpoint(createFakeApi());
    const sockets = [await openSocket(endpoint.url), await openAcknowledged(endpoint.url)];
    await endpoint.close();
    for (const socket of sockets) assert.equal(await socket.closed, 1001);
  });
});

/** A TCP connection that has become a WebSocket, without anything that would keep its frames in order. */
async function rawSocket(port: number): Promise<ReturnType<typeof connect>> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n';
  socket.write(
    `GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}` +
      'Sec-WebSocket-Protocol: graphql-ws\r\nx-api-key: da2-good\r\n\r\n',
  );
  await once(socket, 'data');
  return socket;
}
