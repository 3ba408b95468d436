/** What logs and traces say of the order that code works on. */
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { setImmediate as breathe } from 'node:timers/promises';
import { afterEach, describe, it, vi } from 'vitest';
import { isObject } from '../../../domain/is-object.ts';
import { logger } from './logger.ts';
import { aboutOrder } from './order-scope.ts';

const IDS = { orderId: 'order-1', correlationId: '1-5759e988-bd862e3fe1be46a994272793' };
const SEGMENT = 'Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** What is logged meanwhile, without what every line has. */
async function linesOf(run: () => Promise<unknown>): Promise<unknown[]> {
  const lines: unknown[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    const line: unknown = JSON.parse(String(chunk));
    if (isObject(line)) lines.push([line['message'], line['orderId'], line['refundId'], line['correlationId']]);
    return true;
  });
  await run();
  return lines;
}

describe('the log', () => {
  it('names the order in every line, from wherever it is written', async () => {
    const lines = await linesOf(async () => {
      await aboutOrder({ ...IDS, refundId: 'refund-1' }, async () => {
        logger.info('one');
        await breathe();
        logger.info('two', { status: 'PENDING' });
      });
      logger.info('three');
    });
    assert.deepEqual(lines, [
      ['one', 'order-1', 'refund-1', IDS.correlationId],
      ['two', 'order-1', 'refund-1', IDS.correlationId],
      ['three', undefined, undefined, undefined],
    ]);
  });

  it('tells orders that are in work at the same time apart', async () => {
    const work = async (orderId: string) => {
      await breathe();
      logger.info(`work on ${orderId}`);
    };
    const lines = await linesOf(() =>
      Promise.all(['a', 'b'].map((orderId) => aboutOrder({ orderId }, () => work(orderId)))),
    );
    assert.deepEqual(lines, [
      ['work on a', 'a', undefined, undefined],
      ['work on b', 'b', undefined, undefined],
    ]);
  });
});

/** Takes what is sent to X-Ray's daemon. */
async function startDaemon(): Promise<Socket> {
  const daemon = createSocket('udp4');
  daemon.bind(0, '127.0.0.1');
  await once(daemon, 'listening');
  vi.stubEnv('AWS_XRAY_DAEMON_ADDRESS', `127.0.0.1:${daemon.address().port}`);
  return daemon;
}

/** The document of the next datagram. */
async function nextSubsegment(daemon: Socket): Promise<Record<string, unknown>> {
  const message: readonly unknown[] = await once(daemon, 'message');
  const [header, document = ''] = String(message[0]).split('\n');
  assert.equal(header, '{"format": "json", "version": 1}');
  const parsed: unknown = JSON.parse(document);
  assert.ok(isObject(parsed));
  return parsed;
}

describe('the trace of a function', () => {
  it('gets the ids as annotations of a subsegment, with how long the work took', async () => {
    const daemon = await startDaemon();
    vi.stubEnv('_X_AMZN_TRACE_ID', `${SEGMENT};Sampled=1`);
    const [subsegment, answer] = await Promise.all([
      nextSubsegment(daemon),
      aboutOrder(IDS, async () => {
        await breathe();
        return 'done';
      }),
    ]);
    daemon.close();
    assert.equal(answer, 'done');
    const { id, start_time: start, end_time: end, ...rest } = subsegment;
    assert.match(String(id), /^[0-9a-f]{16}$/);
    assert.ok(Number(start) > 1_700_000_000 && Number(end) >= Number(start) && Number(end) < 10_000_000_000);
    assert.deepEqual(rest, {
      type: 'subsegment',
      trace_id: '1-67891233-abcdef012345678912345678',
      parent_id: '53995c3f42cd8ad8',
      name: 'order',
      annotations: IDS,
    });
  });

  it('shows that the work failed, and the error goes on', async () => {
    const daemon = await startDaemon();
    vi.stubEnv('_X_AMZN_TRACE_ID', `${SEGMENT};Sampled=1`);
    const work = () => aboutOrder(IDS, () => Promise.reject(new Error('no')));
    const [{ fault }] = await Promise.all([nextSubsegment(daemon), assert.rejects(work, /^Error: no$/)]);
    daemon.close();
    assert.equal(fault, true);
  });

  for (const [header, what] of [
    [`${SEGMENT};Sampled=0`, 'a trace that is not sampled'],
    ['', 'no trace'],
  ]) {
    it(`gets nothing for ${what}`, async () => {
      const daemon = await startDaemon();
      vi.stubEnv('_X_AMZN_TRACE_ID', header ?? '');
      await aboutOrder({ orderId: 'unseen' }, () => Promise.resolve());
      vi.stubEnv('_X_AMZN_TRACE_ID', `${SEGMENT};Sampled=1`);
      const [first] = await Promise.all([nextSubsegment(daemon), aboutOrder(IDS, () => Promise.resolve())]);
      daemon.close();
      assert.deepEqual(first['annotations'], IDS);
    });
  }

  it('fails nothing if the daemon is not there', async () => {
    vi.stubEnv('AWS_XRAY_DAEMON_ADDRESS', '127.0.0.1:1');
    vi.stubEnv('_X_AMZN_TRACE_ID', `${SEGMENT};Sampled=1`);
    assert.equal(await aboutOrder(IDS, () => Promise.resolve(1)), 1);
    assert.equal(await aboutOrder(IDS, () => Promise.resolve(2)), 2);
  });
});
