/**
 * Asynchronous invocation ("How Lambda handles errors and retries with asynchronous invocation", developer guide).
 * What waits for a retry is lost when the local cloud stops, where Lambda would keep it.
 */

import type { Crash } from '../../aws/call.ts';
import type { InvocationResult } from './environment/definition.ts';
import { backoffMs } from '../../kernel/backoff.ts';
import type { Backoff } from '../../kernel/backoff.ts';
import { inBackground } from '../../kernel/in-background.ts';
import { wait } from '../../kernel/wait.ts';

/** Resolves after so many milliseconds, or when the signal aborts. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

type Invoke = (payload: string, crash: Crash | undefined) => Promise<InvocationResult>;

export type EventInvoker = { invoke(payload: string, invoke: Invoke, crash?: Crash): void; close(): void };

/** Lambda waits a minute before the first retry of a function error and two before the second, then drops the event. */
const FUNCTION_ERROR_WAITS_MS = [60_000, 120_000];

/** Throttles and service errors are tried again for six hours, with waits from one second to five minutes. */
const SERVICE_ERROR_BACKOFF: Backoff = { firstMs: 1000, factor: 2, maxMs: 300_000 };
const MAX_AGE_MS = 6 * 60 * 60 * 1000;

type Observer = {
  readonly onAccepted?: () => void;
  /** The event is lost: no try has been a success. */
  readonly onDropped?: () => void;
};

export function createEventInvoker(
  functionName: string,
  log: (line: string) => void,
  { onAccepted, onDropped }: Observer = {},
  waitFor: Wait = wait,
): EventInvoker {
  const closing = new AbortController();
  const { signal } = closing;
  const isClosed = (): boolean => signal.aborted;

  const deliver = async (payload: string, invoke: Invoke, firstCrash: Crash | undefined): Promise<void> => {
    let crash = firstCrash;
    const acceptedAt = Date.now();
    const waits = [...FUNCTION_ERROR_WAITS_MS];
    let serviceErrors = 0;
    while (!isClosed()) {
      let waitMs: number | undefined;
      try {
        const { functionError } = await invoke(payload, crash);
        if (!functionError) return;
        crash = undefined;
        waitMs = waits.shift();
      } catch (error) {
        if (isClosed()) return;
        log(`[${functionName}] asynchronous invocation: ${String(error)}`);
        serviceErrors += 1;
        const isYoung = Date.now() - acceptedAt < MAX_AGE_MS;
        waitMs = isYoung ? backoffMs(SERVICE_ERROR_BACKOFF, serviceErrors) : undefined;
      }
      if (waitMs === undefined) {
        log(`[${functionName}] asynchronous invocation dropped: ${payload.slice(0, 1000)}`);
        onDropped?.();
        return;
      }
      await waitFor(waitMs, signal);
    }
  };

  return {
    invoke: (payload, invoke, crash) => {
      onAccepted?.();
      inBackground(`[${functionName}] asynchronous invocation`, deliver(payload, invoke, crash));
    },
    close: () => closing.abort(),
  };
}
