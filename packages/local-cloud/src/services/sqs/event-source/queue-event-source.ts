/** Queues as a source of Lambda's event source mappings. */

import { findPatternProblem } from '../../../aws/event-pattern/check-pattern.ts';
import { LAMBDA_OPERATORS } from '../../../aws/event-pattern/operators.ts';
import { isAllowed } from '../../../aws/policy/is-allowed.ts';
import { StartupError } from '../../../kernel/startup-error.ts';
import type { Clock } from '../clock.ts';
import type { EventSource, Mapping, RunningMapping } from '../../../plugin/event-source.ts';
import { findByArn } from '../find-queue.ts';
import type { QueueSettings } from '../queue-settings.ts';
import type { SqsState } from '../state.ts';
import { MAPPING_PROPERTIES, readMappingSettings } from './mapping-settings.ts';
import { pollQueue } from './poll-queue.ts';
import type { Run } from './poll-queue.ts';

export const QUEUE_EVENT_SOURCE: EventSource<SqsState> = {
  properties: MAPPING_PROPERTIES,

  start: (mapping, state, { callAws, log }) => {
    checkFilters(mapping);
    const { eventSourceArn, logicalId, properties, enabled } = mapping;
    const queue = findByArn(state, eventSourceArn);
    if (!queue)
      throw new StartupError(
        `The event source mapping ${logicalId} reads ${eventSourceArn}, which is no queue of this stack.`,
      );
    checkPermissions(mapping);
    checkTimeout(mapping, queue.settings);
    const settings = readMappingSettings(properties, logicalId);
    return startRun({ mapping, settings, queue: queue.settings, callAws, clock: state.clock, log }, enabled);
  },
};

function checkFilters({ filterPatterns }: Mapping): void {
  for (const pattern of filterPatterns) {
    const problem = findPatternProblem(pattern, LAMBDA_OPERATORS);
    if (problem !== undefined) throw new StartupError(`Invalid filter pattern definition: ${problem}.`);
  }
}

/** What Lambda does to a queue by the function's role. It looks for these permissions when it creates a mapping. */
const ACTIONS = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];

function checkPermissions({ logicalId, principal, eventSourceArn }: Mapping): void {
  const missing = ACTIONS.find((action) => !isAllowed(principal, `sqs:${action}`, eventSourceArn));
  if (missing === undefined) return;
  throw new StartupError(
    `Lambda would reject AWS::Lambda::EventSourceMapping (${logicalId}): The function execution role does not have ` +
      `permissions to call ${missing} on SQS`,
  );
}

/** A queue must not hand a message to somebody else while the function has it. */
function checkTimeout({ logicalId, functionTimeoutSeconds }: Mapping, queue: QueueSettings): void {
  const { visibilityTimeoutSeconds } = queue;
  if (visibilityTimeoutSeconds >= functionTimeoutSeconds) return;
  throw new StartupError(
    `Lambda would reject AWS::Lambda::EventSourceMapping (${logicalId}): Queue visibility timeout: ` +
      `${visibilityTimeoutSeconds} seconds is less than Function timeout: ${functionTimeoutSeconds} seconds`,
  );
}

/** How long a stopping mapping waits for the invocations that run. */
const STOP_WITHIN_MS = 2000;

function startRun(parts: Omit<Run, 'signal' | 'untilEnabled'>, enabledAtFirst: boolean): RunningMapping {
  const stopping = new AbortController();
  let enabled = enabledAtFirst;
  let change: PromiseWithResolvers<void> = Promise.withResolvers();
  const ended = pollQueue({
    ...parts,
    signal: stopping.signal,
    untilEnabled: async () => {
      while (!enabled && !stopping.signal.aborted) await change.promise;
    },
  });
  const changed = () => {
    change.resolve();
    change = Promise.withResolvers();
  };
  return {
    isEnabled: () => enabled,
    // A receive that waits for messages goes on when the mapping is switched off, and so does what it gets.
    setEnabled: (value) => {
      enabled = value;
      changed();
    },
    stop: async () => {
      stopping.abort();
      changed();
      await endWithin(STOP_WITHIN_MS, ended, parts.clock);
    },
  };
}

async function endWithin(ms: number, ended: Promise<void>, clock: Clock): Promise<void> {
  const over = new AbortController();
  await Promise.race([ended, clock.wait(ms, over.signal)]);
  over.abort();
}
