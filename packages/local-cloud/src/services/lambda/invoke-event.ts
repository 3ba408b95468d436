/**
 * Asynchronous invocation ("How Lambda handles errors and retries with asynchronous invocation", developer guide).
 * What waits for a retry is lost when the local cloud stops, where Lambda would keep it.
 */

import { setTimeout as delay } from 'node:timers/promises';
import type { Crash } from '../../aws/call.ts';
import type { InvocationResult } from './definition.ts';
import { inBackground } from '../../kernel/in-background.ts';

/** Resolves after so many milliseconds, or when the signal aborts. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export type EventInvoker = { invoke(payload: string, crash?: Crash): void; close(): void };

/** Lambda waits a minute before the first retry of a function error and two before the second, then drops the event. */
const FUNCTION_ERROR_WAITS_MS = [60_000, 120_000];

/** Throttles and service errors are tried again for six hours, with waits from one second to five minutes. */
const FIRST_SERVICE_ERROR_WAIT_MS = 1000;
const MAX_SERVICE_ERROR_WAIT_MS = 300_000;
const MAX_AGE_MS = 6 * 60 * 60 * 1000;

export function createEventInvoker(
  functionName: string,
  invoke: (payload: string, crash?: Crash) => Promise<InvocationResult>,
  log: (line: string) => void,
  waitFor: Wait = waitOnTimer,
): EventInvoker {
  const closing = new AbortController();
  const { signal } = closing;

  const deliver = async (payload: string, firstCrash: Crash | undefined): Promise<void> => {
    let crash = firstCrash;
    const acceptedAt = Date.now();
    const waits = [...FUNCTION_ERROR_WAITS_MS];
    let serviceErrorWait = FIRST_SERVICE_ERROR_WAIT_MS;
    while (!signal.aborted) {
      let wait: number | undefined;
      try {
        const { functionError } = await invoke(payload, crash);
        if (!functionError) return;
        crash = undefined;
        wait = waits.shift();
      } catch (error) {
        if (signal.aborted) return;
        log(`[${functionName}] asynchronous invocation: ${String(error)}`);
        wait = Date.now() - acceptedAt < MAX_AGE_MS ? serviceErrorWait : undefined;
        serviceErrorWait = Math.min(serviceErrorWait * 2, MAX_SERVICE_ERROR_WAIT_MS);
      }
      if (wait === undefined)
        return log(`[${functionName}] asynchronous invocation dropped: ${payload.slice(0, 1000)}`);
      await waitFor(wait, signal);
    }
  };

  return {
    invoke: (payload, crash) => inBackground(`[${functionName}] asynchronous invocation`, deliver(payload, crash)),
    close: () => closing.abort(),
  };
}

async function waitOnTimer(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => {});
}
