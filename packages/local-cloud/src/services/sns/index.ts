/** SNS: topics whose subscribers get mails, which land in the inbox. Nobody has to confirm a subscription here. */

import { createQueryProtocol } from '../../gateway/http/query-protocol.ts';
import { definePlugin } from '../../plugin/plugin.ts';
import { LIST_SUBSCRIPTIONS, LIST_TOPICS } from './list.ts';
import { PUBLISH } from './publish.ts';
import { SUBSCRIPTION, TOPIC, TOPIC_POLICY } from './resources.ts';
import type { Topics } from './topics.ts';

export const sns = definePlugin<Topics>({
  name: 'sns',
  resourceTypes: {
    'AWS::SNS::Topic': TOPIC,
    'AWS::SNS::Subscription': SUBSCRIPTION,
    'AWS::SNS::TopicPolicy': TOPIC_POLICY,
  },
  services: {
    sns: {
      protocol: createQueryProtocol('sns'),
      host: 'sns',
      throttle: { name: 'Throttled', message: 'Rate exceeded', status: 429 },
      operations: { ListSubscriptions: LIST_SUBSCRIPTIONS, ListTopics: LIST_TOPICS, Publish: PUBLISH },
    },
  },
  open: () => new Map(),
});
