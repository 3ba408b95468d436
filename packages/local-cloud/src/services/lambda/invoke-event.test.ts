import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, vi } from 'vitest';
import { AwsError } from '../../aws/error.ts';
import type { InvocationResult } from './environment/definition.ts';
import { createEventInvoker } from './invoke-event.ts';
import type { Wait } from './invoke-event.ts';

const SUCCESS: InvocationResult = { payload: null, logTail: '' };
const FAILURE: InvocationResult = { payload: null, functionError: 'Unhandled', logTail: '' };
const MINUTE_MS = 60_000;

/** vi fakes the global timers, not those of node:timers/promises. */
const waitOnFakeTimer: Wait = (milliseconds, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

describe('createEventInvoker', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 }));
  afterEach(() => vi.useRealTimers());

  /** An invoker whose function answers, or is kept from answering, as `outcomes` say. */
  const invokerOf = (...outcomes: (InvocationResult | AwsError)[]) => {
    const calls: string[] = [];
    const log: string[] = [];
    const invoke = (payload: string): Promise<InvocationResult> => {
      calls.push(payload);
      const outcome = outcomes[calls.length - 1] ?? FAILURE;
      return outcome instanceof AwsError ? Promise.reject(outcome) : Promise.resolve(outcome);
    };
    const invoker = createEventInvoker(
      'notify',
      (line) => log.push(line),
      { onDropped: () => log.push('dropped') },
      waitOnFakeTimer,
    );
    return { deliver: (payload: string) => invoker.invoke(payload, invoke), close: () => invoker.close(), calls, log };
  };

  /** Lets everything happen that waits for no timer, then moves the clock. */
  const pass = async (ms: number): Promise<void> => {
    await new Promise(setImmediate);
    vi.advanceTimersByTime(ms);
    await new Promise(setImmediate);
  };

  it('delivers once when the function succeeds', async () => {
    const { deliver, calls, log } = invokerOf(SUCCESS);
    deliver('{"n":1}');
    await pass(10 * MINUTE_MS);
    assert.deepEqual([calls, log], [['{"n":1}'], []]);
  });

  it('retries a function error after one minute and after two more, then drops the event and says so', async () => {
    const { deliver, calls, log } = invokerOf();
    deliver('{"n":1}');
    const counts: number[] = [];
    for (const ms of [MINUTE_MS - 1, 1, 2 * MINUTE_MS - 1, 1, 60 * MINUTE_MS]) {
      await pass(ms);
      counts.push(calls.length);
    }
    assert.deepEqual(counts, [1, 2, 2, 3, 3]);
    assert.deepEqual(log, ['[notify] asynchronous invocation dropped: {"n":1}', 'dropped']);
  });

  it('retries a throttle sooner, and not as one of the two retries', async () => {
    const throttle = new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    const { deliver, calls } = invokerOf(throttle, throttle, FAILURE, FAILURE, SUCCESS);
    deliver('{}');
    for (const ms of [1000, 2000, MINUTE_MS, 2 * MINUTE_MS]) await pass(ms);
    assert.equal(calls.length, 5);
  });

  it('stops retrying when it is closed', async () => {
    const { deliver, close, calls } = invokerOf();
    deliver('{}');
    await pass(0);
    close();
    await pass(10 * MINUTE_MS);
    assert.equal(calls.length, 1);
  });
});
