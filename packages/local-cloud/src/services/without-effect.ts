/** Resource types that a deployed stack needs and that make no difference on a laptop, apart from being referred to. */

import { arnOf } from '../assembly/resource-type.ts';
import type { ResourceType } from '../assembly/resource-type.ts';

function anything(names: string): string[] {
  return names.split(' ');
}

export const logsLogGroup: ResourceType = {
  nameProperty: 'LogGroupName',
  properties: [],
  withoutEffect: anything('LogGroupName RetentionInDays KmsKeyId LogGroupClass Tags'),
  attributes: { Arn: (resource, place) => `${arnOf('logs', 'log-group:')(resource, place)}:*` },
};

/** Lets CloudWatch Logs take the traces and logs that AWS services deliver. */
export const logsResourcePolicy: ResourceType = {
  nameProperty: 'PolicyName',
  properties: [],
  withoutEffect: anything('PolicyName PolicyDocument'),
};

export const cloudwatchAlarm: ResourceType = {
  nameProperty: 'AlarmName',
  properties: [],
  withoutEffect: anything(
    'AlarmName AlarmDescription AlarmActions OKActions InsufficientDataActions ActionsEnabled ComparisonOperator ' +
      'DatapointsToAlarm Dimensions EvaluationPeriods ExtendedStatistic MetricName Metrics Namespace Period Statistic ' +
      'Threshold TreatMissingData Unit Tags',
  ),
  attributes: { Arn: arnOf('cloudwatch', 'alarm:') },
};

export const cloudwatchDashboard: ResourceType = {
  nameProperty: 'DashboardName',
  properties: [],
  withoutEffect: anything('DashboardName DashboardBody'),
};

/** Where alarms go; nothing raises an alarm here. */
export const snsTopic: ResourceType = {
  nameProperty: 'TopicName',
  properties: [],
  withoutEffect: anything('TopicName DisplayName KmsMasterKeyId Tags'),
  ref: arnOf('sns'),
  attributes: { TopicArn: arnOf('sns'), TopicName: ({ name }) => name },
};

export const snsTopicPolicy: ResourceType = {
  properties: [],
  withoutEffect: anything('PolicyDocument Topics'),
};

/** Every call inside the local cloud is checked by the caller's own policies, so a resource's permission adds nothing. */
export const lambdaPermission: ResourceType = {
  properties: [],
  withoutEffect: anything('Action FunctionName Principal SourceAccount SourceArn'),
};

/** Says how mails are tracked and delivered; here they all go to one inbox. */
export const sesConfigurationSet: ResourceType = {
  nameProperty: 'Name',
  properties: [],
  withoutEffect: anything(
    'Name DeliveryOptions ReputationOptions SendingOptions SuppressionOptions Tags TrackingOptions VdmOptions',
  ),
};

export const cdkMetadata: ResourceType = { properties: [], withoutEffect: ['Analytics'] };
