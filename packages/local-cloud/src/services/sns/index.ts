/** SNS: topics to which alarms go. Nothing raises an alarm here. */

import { arnOf } from '../../assembly/resource-type.ts';
import { definePluginWithoutEffect } from '../../plugin/plugin.ts';

export const sns = definePluginWithoutEffect('sns', {
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    properties: [],
    withoutEffect: ['TopicName', 'DisplayName', 'KmsMasterKeyId', 'Tags'],
    ref: arnOf('sns'),
    attributes: { TopicArn: arnOf('sns'), TopicName: ({ name }) => name },
  },
  'AWS::SNS::Subscription': {
    properties: [],
    withoutEffect: [
      'Endpoint',
      'FilterPolicy',
      'FilterPolicyScope',
      'Protocol',
      'RawMessageDelivery',
      'Region',
      'TopicArn',
    ],
  },
  'AWS::SNS::TopicPolicy': {
    properties: [],
    withoutEffect: ['PolicyDocument', 'Topics'],
  },
});
