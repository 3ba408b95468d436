/** AWS::CloudWatch::Alarm */

import { arnOf } from '../../assembly/resource-type.ts';
import type { ResourceType } from '../../plugin/resource-type.ts';
import { readAlarm } from './alarm-definition.ts';
import type { CloudWatch } from './cloudwatch.ts';

export const ALARM: ResourceType<CloudWatch> = {
  nameProperty: 'AlarmName',
  properties: [
    'AlarmActions',
    'AlarmDescription',
    'AlarmName',
    'ActionsEnabled',
    'ComparisonOperator',
    'DatapointsToAlarm',
    'Dimensions',
    'EvaluateLowSampleCountPercentile',
    'EvaluationPeriods',
    'ExtendedStatistic',
    'InsufficientDataActions',
    'MetricName',
    'Metrics',
    'Namespace',
    'OKActions',
    'Period',
    'Statistic',
    'Threshold',
    'TreatMissingData',
  ],
  withoutEffect: ['Tags', 'Unit'],
  attributes: { Arn: arnOf('cloudwatch', 'alarm:') },
  create: (resource, cloudwatch, cloud) => {
    const arn = arnOf('cloudwatch', 'alarm:')({ ...resource, template: resource.properties }, cloud.place);
    cloudwatch.addAlarm(readAlarm(resource, arn));
  },
};
