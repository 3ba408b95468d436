/** DynamoDB streams as a source of Lambda's event source mappings. */

import type { JsonObject } from '../../kernel/json.ts';
import { numberAt, objectAt, stringAt } from '../../kernel/json.ts';
import type { EventSource } from '../../plugin/event-source.ts';
import { recordMetric } from '../../plugin/metrics.ts';
import { startEventSourceMapping } from '../event-source-mapping/index.ts';
import type { Database } from './database.ts';
import { tableOfStream } from './stream-arn.ts';

/** Lambda's own default value for streams (API reference of CreateEventSourceMapping). */
const DEFAULT_BATCH_SIZE = 100;

export const STREAM_EVENT_SOURCE: EventSource<Database> = {
  properties: [
    'BatchSize',
    'BisectBatchOnFunctionError',
    'DestinationConfig',
    'MaximumBatchingWindowInSeconds',
    'MaximumRecordAgeInSeconds',
    'MaximumRetryAttempts',
    'ParallelizationFactor',
    'StartingPosition',
  ],

  start: ({ properties, ...mapping }, { writes }, cloud) =>
    startEventSourceMapping(
      { ...mapping, ...streamSettings(properties) },
      {
        callAws: cloud.callAws,
        checkpoints: {
          get: (key) => cloud.store.get('checkpoint', key),
          put: (key, value) => cloud.store.put('checkpoint', key, value),
        },
        waitForRecords: (streamArn, timeoutMs) => writes.wait(tableOfStream(streamArn) ?? '', timeoutMs),
        log: cloud.log,
        record: (datum) => recordMetric(cloud, datum),
      },
    ),
};

function streamSettings(properties: JsonObject) {
  const destination = stringAt(objectAt(objectAt(properties, 'DestinationConfig'), 'OnFailure'), 'Destination');
  return {
    batchSize: numberAt(properties, 'BatchSize') ?? DEFAULT_BATCH_SIZE,
    startingPosition: properties['StartingPosition'] === 'LATEST' ? ('LATEST' as const) : ('TRIM_HORIZON' as const),
    maximumBatchingWindowSeconds: numberAt(properties, 'MaximumBatchingWindowInSeconds') ?? 0,
    maximumRecordAgeSeconds: numberAt(properties, 'MaximumRecordAgeInSeconds') ?? -1,
    maximumRetryAttempts: numberAt(properties, 'MaximumRetryAttempts') ?? -1,
    bisectBatchOnFunctionError: properties['BisectBatchOnFunctionError'] === true,
    parallelizationFactor: numberAt(properties, 'ParallelizationFactor') ?? 1,
    ...(destination !== undefined && { onFailureDestinationArn: destination }),
  };
}
