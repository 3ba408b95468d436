/** What the current handler call has asked for so far. There is never more than one call at a time. */
import type { DescribedError } from '../kernel/stop.ts';

export type Run = {
  readonly outErrors: DescribedError[];
  readonly logs: string[];
  readonly responseHeaders: { [name: string]: string | undefined };
  responseHeaderSize: number;
  subscriptionFilter: unknown;
  invalidationFilter: unknown;
  readonly invalidations: unknown[];
  readonly evictions: unknown[];
  /** The lists that `join` is at. A list that contains itself is an empty string there. */
  readonly joining: unknown[];
};

function newRun(): Run {
  return {
    outErrors: [],
    logs: [],
    responseHeaders: {},
    responseHeaderSize: 0,
    subscriptionFilter: undefined,
    invalidationFilter: undefined,
    invalidations: [],
    evictions: [],
    joining: [],
  };
}

export let run: Run = newRun();

export function beginRun(): void {
  run = newRun();
}
