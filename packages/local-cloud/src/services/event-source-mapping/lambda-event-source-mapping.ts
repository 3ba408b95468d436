/** AWS::Lambda::EventSourceMapping of a DynamoDB stream */

import { createHash } from 'node:crypto';
import { startEventSourceMapping } from './event-source-mapping.ts';
import { tableOfStream } from '../dynamodb/stream-arn.ts';
import { isJsonObject, numberAt, objectAt, parseObject, stringAt } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import type { Named, ResourceType } from '../../assembly/resource-type.ts';

/** Lambda's own default values for streams (API reference of CreateEventSourceMapping). */
const DEFAULT_BATCH_SIZE = 100;

function uuid({ logicalId }: Named): string {
  return createHash('sha256')
    .update(logicalId)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

export const lambdaEventSourceMapping: ResourceType = {
  properties: [
    'BatchSize',
    'BisectBatchOnFunctionError',
    'DestinationConfig',
    'Enabled',
    'EventSourceArn',
    'FilterCriteria',
    'FunctionName',
    'FunctionResponseTypes',
    'MaximumBatchingWindowInSeconds',
    'MaximumRecordAgeInSeconds',
    'MaximumRetryAttempts',
    'ParallelizationFactor',
    'StartingPosition',
  ],
  withoutEffect: ['MetricsConfig', 'Tags'],
  ref: uuid,
  attributes: {
    Id: uuid,
    EventSourceMappingArn: (resource, { region, accountId }) =>
      `arn:aws:lambda:${region}:${accountId}:event-source-mapping:${uuid(resource)}`,
  },

  create: ({ ref, logicalId, properties }, cloud) => {
    const { region, accountId } = cloud.place;
    const functionName = stringAt(properties, 'FunctionName') ?? '';
    const fn = cloud
      .all('AWS::Lambda::Function')
      .find(({ name }) => functionName === name || functionName.endsWith(`:${name}`));
    if (!fn)
      throw new StartupError(
        `The event source mapping ${logicalId} names ${functionName}, which is no function of this stack.`,
      );
    const responseTypes = properties['FunctionResponseTypes'];
    const mapping = startEventSourceMapping(
      {
        uuid: ref,
        arn: `arn:aws:lambda:${region}:${accountId}:event-source-mapping:${ref}`,
        functionName: fn.name,
        principal: cloud.role(stringAt(fn.properties, 'Role') ?? '').principal,
        eventSourceArn: stringAt(properties, 'EventSourceArn') ?? '',
        enabled: properties['Enabled'] !== false,
        batchSize: numberAt(properties, 'BatchSize') ?? DEFAULT_BATCH_SIZE,
        startingPosition: properties['StartingPosition'] === 'LATEST' ? 'LATEST' : 'TRIM_HORIZON',
        maximumBatchingWindowSeconds: numberAt(properties, 'MaximumBatchingWindowInSeconds') ?? 0,
        maximumRecordAgeSeconds: numberAt(properties, 'MaximumRecordAgeInSeconds') ?? -1,
        maximumRetryAttempts: numberAt(properties, 'MaximumRetryAttempts') ?? -1,
        bisectBatchOnFunctionError: properties['BisectBatchOnFunctionError'] === true,
        parallelizationFactor: numberAt(properties, 'ParallelizationFactor') ?? 1,
        reportBatchItemFailures: Array.isArray(responseTypes) && responseTypes.includes('ReportBatchItemFailures'),
        filterPatterns: filterPatterns(properties, logicalId),
        onFailureDestinationArn: stringAt(
          objectAt(objectAt(properties, 'DestinationConfig'), 'OnFailure'),
          'Destination',
        ),
      },
      {
        callAws: cloud.callAws,
        checkpoints: {
          get: (key) => cloud.state.get('checkpoint', key),
          put: (key, value) => cloud.state.put('checkpoint', key, value),
        },
        waitForRecords: (streamArn, timeoutMs) => cloud.waitForWrite(tableOfStream(streamArn) ?? '', timeoutMs),
        log: cloud.log,
      },
    );
    cloud.mappings.set(ref, mapping);
    cloud.onClose(() => mapping.stop());
  },
};

function filterPatterns(properties: JsonObject, logicalId: string): readonly JsonObject[] {
  const { Filters: filters } = objectAt(properties, 'FilterCriteria');
  return (Array.isArray(filters) ? filters : []).filter(isJsonObject).map((filter) => {
    const pattern = parseObject(stringAt(filter, 'Pattern') ?? '');
    if (!pattern) throw new StartupError(`A filter of the event source mapping ${logicalId} is no JSON object.`);
    return pattern;
  });
}
