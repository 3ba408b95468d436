/** What the service knows: the queues of the stack. */

import type { Operation } from '../../plugin/service.ts';
import type { Clock } from './clock.ts';
import type { Queue } from './queue.ts';

export type SqsState = {
  /** By name. */
  readonly queues: Map<string, Queue>;
  readonly clock: Clock;
  /** Aborted when the cloud stops, so that nobody waits for messages any more. */
  readonly closing: AbortSignal;
};

export type SqsOperation = Operation<SqsState>;
