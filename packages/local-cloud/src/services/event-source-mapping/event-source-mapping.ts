/** Runs one event source mapping: DynamoDB stream → filters → batches → function, until it is stopped. */

import { StartupError } from '../../kernel/startup-error.ts';
import { consumeStream } from './consume-stream.ts';
import type { EventSourceMappingDefinition, EventSourceMappingDependencies } from './definition.ts';
import { checkPattern } from './filter-pattern.ts';

export type EventSourceMapping = {
  isEnabled(): boolean;
  /** Off: batches that run are finished, then nothing is read. On again: goes on from the same place. */
  setEnabled(enabled: boolean): void;
  /** Resolves when nothing runs any more; a batch that takes longer is given up and comes again after a restart. */
  stop(): Promise<void>;
};

/** How long a stopping mapping waits for the batches that run. */
const STOP_WITHIN_MS = 2000;

/**
 * Throws `StartupError` for a filter or a destination that isn't supported. Everything that fails later is retried and
 * logged. Delivery is at least once and in order, by partition key where the parallelization factor is above 1.
 */
export function startEventSourceMapping(
  definition: EventSourceMappingDefinition,
  dependencies: EventSourceMappingDependencies,
): EventSourceMapping {
  check(definition);
  const stopping = new AbortController();
  let enabled = definition.enabled;
  let isOver = false;
  let change = Promise.withResolvers<undefined>();

  const log = (line: string) => {
    if (!isOver) dependencies.log(line);
  };
  // A batch that was given up may still end; by then nobody may write any more.
  const put = async (key: string, value: string) => {
    if (!isOver) await dependencies.checkpoints.put(key, value);
  };

  const ended = consumeStream({
    definition,
    dependencies: { ...dependencies, log, checkpoints: { get: (key) => dependencies.checkpoints.get(key), put } },
    signal: stopping.signal,
    untilEnabled: async () => {
      while (!enabled && !stopping.signal.aborted) await change.promise;
    },
  }).catch((error: unknown) => log(`${definition.functionName}: event source mapping failed: ${String(error)}`));

  const changed = () => {
    change.resolve(undefined);
    change = Promise.withResolvers<undefined>();
  };

  return {
    isEnabled: () => enabled,
    setEnabled: (value) => {
      enabled = value;
      changed();
    },
    stop: async () => {
      stopping.abort();
      changed();
      const patience = Promise.withResolvers<undefined>();
      const timer = setTimeout(() => patience.resolve(undefined), STOP_WITHIN_MS);
      await Promise.race([ended, patience.promise]);
      clearTimeout(timer);
      isOver = true;
    },
  };
}

function check({ filterPatterns, onFailureDestinationArn }: EventSourceMappingDefinition) {
  if (onFailureDestinationArn !== undefined && !/^arn:aws:(sqs|s3):/.test(onFailureDestinationArn)) {
    throw new StartupError(
      `The local cloud supports on-failure destinations in SQS and S3, not ${onFailureDestinationArn}.`,
    );
  }
  for (const pattern of filterPatterns) checkPattern(pattern);
}
