/** CloudWatch Logs: what functions and services log goes to the local cloud's own log. */

import { arnOf } from '../../assembly/resource-type.ts';
import { definePluginWithoutEffect } from '../../plugin/plugin.ts';

const groupArn = arnOf('logs', 'log-group:');

export const logs = definePluginWithoutEffect('logs', {
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    properties: [],
    withoutEffect: ['LogGroupName', 'RetentionInDays', 'KmsKeyId', 'LogGroupClass', 'Tags'],
    attributes: { Arn: (resource, place) => `${groupArn(resource, place)}:*` },
  },
  /** Lets CloudWatch Logs take the traces and logs that AWS services deliver. */
  'AWS::Logs::ResourcePolicy': {
    nameProperty: 'PolicyName',
    properties: [],
    withoutEffect: ['PolicyName', 'PolicyDocument'],
  },
});
