/** What AWS::Lambda::EventSourceMapping says about a queue as its source ("Lambda parameters for Amazon SQS", developer guide). */

import { numberAt, objectAt } from '../../../kernel/json.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { StartupError } from '../../../kernel/startup-error.ts';

export const MAPPING_PROPERTIES = ['BatchSize', 'MaximumBatchingWindowInSeconds', 'ScalingConfig'];

export type MappingSettings = {
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  /** Invocations at a time. */
  readonly maximumConcurrency: number;
};

const DEFAULT_BATCH_SIZE = 10;
const MAX_BATCH_SIZE = 10_000;
/** A larger batch takes several receives, for which only a batching window has time. */
const MAX_BATCH_SIZE_WITHOUT_WINDOW = 10;
const MAX_WINDOW_SECONDS = 300;
/** Lambda starts with five batches at a time; it adds more while a queue stays long, which this doesn't. */
const DEFAULT_CONCURRENCY = 5;
const MIN_CONCURRENCY = 2;
const MAX_CONCURRENCY = 1000;

/** Throws `StartupError` for what Lambda would reject. */
export function readMappingSettings(properties: JsonObject, logicalId: string): MappingSettings {
  const reject = (reason: string) =>
    new StartupError(`Lambda would reject AWS::Lambda::EventSourceMapping (${logicalId}): ${reason}`);
  const integer = (object: JsonObject, property: string, [min, max, byDefault]: readonly [number, number, number]) => {
    const value = numberAt(object, property) ?? byDefault;
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw reject(`${property} must be an integer from ${min} to ${max} for a queue.`);
  };
  const settings = {
    batchSize: integer(properties, 'BatchSize', [1, MAX_BATCH_SIZE, DEFAULT_BATCH_SIZE]),
    batchingWindowSeconds: integer(properties, 'MaximumBatchingWindowInSeconds', [0, MAX_WINDOW_SECONDS, 0]),
    maximumConcurrency: integer(objectAt(properties, 'ScalingConfig'), 'MaximumConcurrency', [
      MIN_CONCURRENCY,
      MAX_CONCURRENCY,
      DEFAULT_CONCURRENCY,
    ]),
  };
  if (settings.batchSize > MAX_BATCH_SIZE_WITHOUT_WINDOW && settings.batchingWindowSeconds === 0)
    throw reject(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than ' +
        `${MAX_BATCH_SIZE_WITHOUT_WINDOW}.`,
    );
  return settings;
}
