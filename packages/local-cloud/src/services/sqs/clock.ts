/** The time by which messages are delayed, hidden and expire. Tests pass a clock that they move themselves. */

import { wait } from '../../kernel/wait.ts';

export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after `ms`, or as soon as `signal` is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
};

export const SYSTEM_CLOCK: Clock = { now: () => Date.now(), wait };
