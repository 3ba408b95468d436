/** AWS::Lambda::EventSourceMapping: connects a function with a source that some plugin can read */

import { createHash } from 'node:crypto';
import { arn, serviceInArn } from '../../aws/arn.ts';
import type { Place } from '../../aws/place.ts';
import type { Named } from '../../assembly/resource-type.ts';
import type { Resource } from '../../assembly/resource.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { isJsonObject, objectAt, parseObject, stringAt } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import type { Cloud } from '../../plugin/cloud.ts';
import { EVENT_SOURCES } from '../../plugin/event-source.ts';
import type { OpenEventSource, RunningMapping } from '../../plugin/event-source.ts';
import type { ResourceType } from '../../plugin/resource-type.ts';
import { ROLES } from '../iam/handle.ts';
import { functionArn, FUNCTIONS } from '../lambda/handle.ts';

/** The stack's mappings by UUID, in the order of their creation. */
export type Mappings = Map<string, CreatedMapping>;

export type CreatedMapping = {
  readonly running: RunningMapping;
  readonly functionArn: string;
  readonly properties: JsonObject;
};

function uuid({ logicalId }: Named): string {
  return createHash('sha256')
    .update(logicalId)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** Properties that every source has. */
const COMMON = ['Enabled', 'EventSourceArn', 'FilterCriteria', 'FunctionName', 'FunctionResponseTypes'];
const WITHOUT_EFFECT = ['MetricsConfig', 'Tags'];

export const EVENT_SOURCE_MAPPING: ResourceType<Mappings> = {
  properties: [
    ...COMMON,
    'BatchSize',
    'BisectBatchOnFunctionError',
    'DestinationConfig',
    'MaximumBatchingWindowInSeconds',
    'MaximumRecordAgeInSeconds',
    'MaximumRetryAttempts',
    'ParallelizationFactor',
    'ScalingConfig',
    'StartingPosition',
  ],
  withoutEffect: WITHOUT_EFFECT,
  ref: uuid,
  attributes: { Id: uuid, EventSourceMappingArn: (resource, place) => mappingArn(place, uuid(resource)) },

  create: (resource, mappings, cloud) => {
    const { ref, logicalId, properties } = resource;
    const named = stringAt(properties, 'FunctionName') ?? '';
    const fn = FUNCTIONS.of(cloud).find(named);
    if (!fn) {
      throw new StartupError(
        `The event source mapping ${logicalId} names ${named}, which is no function of this stack.`,
      );
    }
    const source = findSource(resource, fn.qualifiedName, cloud);
    const responseTypes = properties['FunctionResponseTypes'];
    const running = source.start({
      uuid: ref,
      arn: mappingArn(cloud.place, ref),
      logicalId,
      functionName: fn.qualifiedName,
      functionArn: fn.arn,
      functionTimeoutSeconds: fn.timeoutSeconds,
      eventSourceArn: stringAt(properties, 'EventSourceArn') ?? '',
      enabled: properties['Enabled'] !== false,
      filterPatterns: filterPatterns(properties, logicalId),
      reportBatchItemFailures: Array.isArray(responseTypes) && responseTypes.includes('ReportBatchItemFailures'),
      principal: ROLES.of(cloud).find(fn.roleArn).principal,
      properties,
    });
    mappings.set(ref, { running, functionArn: functionArn(fn.qualifiedName, cloud.place), properties });
    cloud.onClose(() => running.stop());
  },
};

function mappingArn(place: Place, id: string): string {
  return arn('lambda', place, `event-source-mapping:${id}`);
}

/** Throws `StartupError` for a source that no plugin can read, and for properties that make no difference to it. */
function findSource({ logicalId, type, properties }: Resource, functionName: string, cloud: Cloud): OpenEventSource {
  const sources = EVENT_SOURCES.of(cloud);
  const sourceArn = stringAt(properties, 'EventSourceArn') ?? '';
  const service = serviceInArn(sourceArn) ?? '';
  const source = sources.get(service);
  if (!source) {
    const supported = [...sources.keys()].join(' and ');
    throw new StartupError(
      `The local cloud supports ${supported} as event sources, not ${sourceArn} (${functionName}).`,
    );
  }
  const supported = new Set([...COMMON, ...WITHOUT_EFFECT, ...source.properties]);
  const other = Object.keys(properties).find((property) => !supported.has(property));
  if (other === undefined) return source;
  throw new StartupError(
    `The local cloud doesn't support the property ${other} of ${type} (${logicalId}) with a source in ${service}.`,
  );
}

function filterPatterns(properties: JsonObject, logicalId: string): readonly JsonObject[] {
  const { Filters: filters } = objectAt(properties, 'FilterCriteria');
  return (Array.isArray(filters) ? filters : []).filter(isJsonObject).map((filter) => {
    const pattern = parseObject(stringAt(filter, 'Pattern') ?? '');
    if (!pattern) throw new StartupError(`A filter of the event source mapping ${logicalId} is no JSON object.`);
    return pattern;
  });
}
