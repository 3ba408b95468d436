/** CloudWatch Logs: what functions, APIs and state machines log, as long as there is room for it in memory. */

import { arnOf } from '../../assembly/resource-type.ts';
import { definePlugin } from '../../plugin/plugin.ts';
import { LOGS } from './handle.ts';
import { createLogGroups } from './log-groups.ts';
import type { LogGroups } from './log-groups.ts';
import { DESCRIBE_LOG_GROUPS } from './operations/describe-log-groups.ts';
import { FILTER_LOG_EVENTS } from './operations/filter-log-events.ts';

const groupArn = arnOf('logs', 'log-group:');

export const logs = definePlugin<LogGroups>({
  name: 'logs',

  resourceTypes: {
    'AWS::Logs::LogGroup': {
      nameProperty: 'LogGroupName',
      properties: ['LogGroupName'],
      withoutEffect: ['RetentionInDays', 'KmsKeyId', 'LogGroupClass', 'Tags'],
      attributes: { Arn: (resource, place) => `${groupArn(resource, place)}:*` },
      create: ({ name }, groups) => groups.create(name),
    },
    /** Lets CloudWatch Logs take the traces and logs that AWS services deliver. */
    'AWS::Logs::ResourcePolicy': {
      nameProperty: 'PolicyName',
      properties: [],
      withoutEffect: ['PolicyName', 'PolicyDocument'],
    },
  },

  services: {
    logs: {
      jsonTarget: 'Logs_20140328',
      host: 'logs',
      operations: { DescribeLogGroups: DESCRIBE_LOG_GROUPS, FilterLogEvents: FILTER_LOG_EVENTS },
    },
  },

  open: (cloud) => {
    const groups = createLogGroups();
    LOGS.provide(cloud, groups);
    return groups;
  },
});
