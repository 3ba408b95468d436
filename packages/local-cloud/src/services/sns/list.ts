/** ListTopics and ListSubscriptions, all of them at once. */

import type { Operation } from '../../plugin/service.ts';
import type { Topics } from './topics.ts';

export const LIST_TOPICS: Operation<Topics> = {
  permissions: () => [{ action: 'sns:ListTopics', resource: '*' }],
  serve: (_input, topics) => ({ Topics: [...topics.keys()].map((TopicArn) => ({ TopicArn })) }),
};

export const LIST_SUBSCRIPTIONS: Operation<Topics> = {
  permissions: () => [{ action: 'sns:ListSubscriptions', resource: '*' }],
  serve: (_input, topics, { place }) => ({
    Subscriptions: [...topics.values()].flatMap(({ subscriptions }) =>
      subscriptions.map(({ arn, topicArn, endpoint }) => ({
        SubscriptionArn: arn,
        Owner: place.accountId,
        Protocol: 'email',
        Endpoint: endpoint,
        TopicArn: topicArn,
      })),
    ),
  }),
};
