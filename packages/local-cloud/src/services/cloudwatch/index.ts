/** CloudWatch: alarms and dashboards, which nobody watches on one machine. */

import { arnOf } from '../../assembly/resource-type.ts';
import { definePluginWithoutEffect } from '../../plugin/plugin.ts';

export const cloudwatch = definePluginWithoutEffect('cloudwatch', {
  'AWS::CloudWatch::Alarm': {
    nameProperty: 'AlarmName',
    properties: [],
    withoutEffect: [
      'AlarmName',
      'AlarmDescription',
      'AlarmActions',
      'OKActions',
      'InsufficientDataActions',
      'ActionsEnabled',
      'ComparisonOperator',
      'DatapointsToAlarm',
      'Dimensions',
      'EvaluationPeriods',
      'ExtendedStatistic',
      'MetricName',
      'Metrics',
      'Namespace',
      'Period',
      'Statistic',
      'Threshold',
      'TreatMissingData',
      'Unit',
      'Tags',
    ],
    attributes: { Arn: arnOf('cloudwatch', 'alarm:') },
  },
  'AWS::CloudWatch::Dashboard': {
    nameProperty: 'DashboardName',
    properties: [],
    withoutEffect: ['DashboardName', 'DashboardBody'],
  },
});
