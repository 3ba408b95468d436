/** Handshakes and messages, sent to a real server over real WebSockets. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { WebSocket } from 'ws';
import { MAX_PAYLOAD_BYTES, parseClientMessage, parseServerMessage, SUB_PROTOCOL } from '@ordersaga/appsync-realtime';
import { assertNoLeak, assertServerMessage } from '../testing/fuzz/answers.ts';
import { check } from '../testing/fuzz/check.ts';
import { frames } from '../testing/fuzz/frames.ts';
import type { Frame } from '../testing/fuzz/frames.ts';
import { handshakes } from '../testing/fuzz/handshakes.ts';
import { KEY, startFuzzedServer } from '../testing/fuzz/server.ts';
import type { FuzzedServer } from '../testing/fuzz/server.ts';
import { upgrade } from '../testing/fuzz/upgrade.ts';
import { openSocket } from '../realtime/testing/endpoint.ts';

describe('the real-time endpoint', () => {
  let server: FuzzedServer;
  beforeAll(async () => void (server = await startFuzzedServer()));
  afterAll(() => server.close());

  it('responds to every handshake with an ack or an error, or rejects it by HTTP', async () => {
    const answered = fc.asyncProperty(handshakes, async ({ target, headers }) => {
      const { status, head, message } = await upgrade(server.port, target, headers);
      const sent = `${target}${headers.join()}`;
      assertNoLeak(head, sent);
      if (status === 400 || status === 431) return;
      assert.equal(status, 101, head);
      assertServerMessage(message, sent);
      assert.match(message, /^\{"type":"connection_(ack|error)"/);
    });
    await check(answered, 500);
    await server.assertWell();
  });

  it('responds to messages of every kind, and then to a good one on the same socket', async () => {
    const answered = fc.asyncProperty(fc.array(frames, { minLength: 6, maxLength: 12 }), async (sequence) => {
      const { raw, closed, next } = await openSocket(server.url, [SUB_PROTOCOL], KEY);
      for (const frame of sequence) raw.send(frame);
      const heard = await answersUntilAcknowledged(raw, next, sequence);
      for (const message of heard) assertServerMessage(JSON.stringify(message), JSON.stringify(sequence));
      raw.close();
      await closed;
    });
    await check(answered, 300);
    await server.assertWell();
  });

  it('closes a socket whose message is too large, and says nothing else', async () => {
    const sizes = fc.nat({ max: 1_000_000 }).map((more) => MAX_PAYLOAD_BYTES + 1 + more);
    const answered = fc.asyncProperty(fc.tuple(sizes, fc.boolean()), async ([size, isBinary]) => {
      const { raw, closed, next } = await openSocket(server.url, [SUB_PROTOCOL], KEY);
      raw.send(isBinary ? Buffer.alloc(size) : `{"type":"stop","id":"${'x'.repeat(size)}"}`);
      assert.equal(await next(), undefined);
      assert.equal(await closed, 1009);
    });
    await check(answered, 50);
    await server.assertWell();
  });
});

/**
 * Whatever is heard up to the answer to one more `start`. The server ignores what comes between an init and its ack, so
 * all inits must have been acknowledged before.
 */
async function answersUntilAcknowledged(
  socket: WebSocket,
  next: () => Promise<unknown>,
  sent: readonly Frame[],
): Promise<readonly unknown[]> {
  const heard: unknown[] = [];
  const hear = async (isAwaited: (type: string, id: string | undefined) => boolean): Promise<void> => {
    for (;;) {
      const message = await next();
      assert.notEqual(message, undefined, 'The socket was closed.');
      heard.push(message);
      const parsed = parseServerMessage(JSON.stringify(message));
      if (parsed !== undefined && isAwaited(parsed.type, 'id' in parsed ? parsed.id : undefined)) return;
    }
  };
  const inits = sent.filter(
    (frame) => typeof frame === 'string' && parseClientMessage(frame)?.type === 'connection_init',
  );
  socket.send('{"type":"connection_init"}');
  for (let acks = 0; acks <= inits.length; acks += 1) await hear((type) => type === 'connection_ack');
  const payload = { data: '{"query":"subscription { on { id } }"}', extensions: { authorization: KEY } };
  socket.send(JSON.stringify({ type: 'start', id: 'last', payload }));
  await hear((type, id) => type === 'start_ack' && id === 'last');
  return heard;
}
