/** SQS: standard queues, with dead-letter queues and Lambda's mappings of them. */

import { definePlugin } from '../../plugin/plugin.ts';
import type { Plugin } from '../../plugin/plugin.ts';
import { SYSTEM_CLOCK } from './clock.ts';
import type { Clock } from './clock.ts';
import { QUEUE_EVENT_SOURCE } from './event-source/queue-event-source.ts';
import { OPERATIONS } from './operations/operations.ts';
import type { Queue } from './queue.ts';
import { checkDeadLetterQueues, QUEUE, QUEUE_POLICY } from './queue-resource.ts';
import type { SqsState } from './state.ts';

export const sqs = createSqs(SYSTEM_CLOCK);

/** Tests pass a clock of their own. */
export function createSqs(clock: Clock): Plugin {
  return definePlugin<SqsState>({
    name: 'sqs',

    resourceTypes: { 'AWS::SQS::Queue': QUEUE, 'AWS::SQS::QueuePolicy': QUEUE_POLICY },

    services: {
      sqs: {
        jsonTarget: 'AmazonSQS',
        host: 'sqs',
        throttle: { name: 'RequestThrottled', message: 'Request is throttled.', status: 403 },
        operations: OPERATIONS,
      },
    },

    eventSources: { sqs: QUEUE_EVENT_SOURCE },

    open: (cloud) => {
      const queues = new Map<string, Queue>();
      const closing = new AbortController();
      cloud.onClose(() => {
        closing.abort();
        for (const queue of queues.values()) queue.close();
      });
      return { queues, clock, closing: closing.signal };
    },

    ready: checkDeadLetterQueues,
  });
}
