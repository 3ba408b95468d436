/** Connections that cost something and give nothing: how long, and how much, they are borne. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import { createFakeApi, type FakeApi } from './testing/fake-api.ts';
import { openAcknowledged, openSocket, startEndpoint, startMessage, type Endpoint } from './testing/endpoint.ts';

let api: FakeApi;
let endpoint: Endpoint;
beforeAll(async () => {
  api = createFakeApi();
  endpoint = await startEndpoint(api);
});
afterAll(() => endpoint.close());

describe('a connection on which a client says nothing', () => {
  it('is closed after 15 seconds', async ({ onTestFinished }) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const silent = await openSocket(endpoint.url);
    const babbling = await openSocket(endpoint.url);
    const started = await openAcknowledged(endpoint.url);
    babbling.send('nonsense');
    await babbling.next();
    vi.advanceTimersByTime(14_999);
    assert.equal(silent.raw.readyState, silent.raw.OPEN);
    vi.advanceTimersByTime(1);
    assert.deepEqual([await silent.closed, await babbling.closed], [1008, 1008]);
    started.send(startMessage('s', 'o1'));
    assert.deepEqual(await started.next(), { type: 'start_ack', id: 's' });
    started.raw.close();
  });
});

describe("a client that doesn't read", () => {
  it("is disconnected before it fills the memory, and others aren't", async () => {
    const [lazy, busy] = [await openAcknowledged(endpoint.url), await openAcknowledged(endpoint.url)];
    for (const socket of [lazy, busy]) {
      socket.send(startMessage('s', 'o2'));
      await socket.next();
    }
    lazy.raw.pause();
    const text = 'x'.repeat(200_000);
    // Far more than the limit and what the system keeps on the way.
    for (let version = 1; version <= 300; version += 1) {
      api.publish({ orderId: 'o2', version, text });
      await once(busy.raw, 'message');
      await busy.next();
    }
    lazy.raw.resume();
    assert.equal(await lazy.closed, 1006);
    busy.raw.close();
  });
});
