/** Publish: a mail for each subscriber. */

import { isAllowed } from '../../aws/policy/is-allowed.ts';
import { AwsError } from '../../aws/error.ts';
import type { AwsCall } from '../../aws/call.ts';
import type { Account } from '../../aws/place.ts';
import { parseObject, stringAt } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { Operation } from '../../plugin/service.ts';
import { MAIL } from '../ses/handle.ts';
import type { Topic, Topics } from './topics.ts';
import { randomUUID } from 'node:crypto';

const SENDER = 'no-reply@sns.amazonaws.com';

export const PUBLISH: Operation<Topics> = {
  permissions: (input) => [{ action: 'sns:Publish', resource: topicArnOf(input) }],
  serve: async (input, topics, cloud, call) => {
    const topic = topics.get(topicArnOf(input));
    if (!topic) throw new AwsError('NotFound', 'Topic does not exist', 404);
    checkTopicPolicy(topic, call, cloud.place);
    const message = stringAt(input, 'Message');
    if (!message) throw new AwsError('InvalidParameter', 'Invalid parameter: Empty message');
    const text = textFor('email', input, message);
    const subject = stringAt(input, 'Subject') ?? 'AWS Notification Message';
    const from = `${topic.displayName || 'AWS Notifications'} <${SENDER}>`;
    for (const { endpoint } of topic.subscriptions) {
      await MAIL.of(cloud).deliver({ from, to: endpoint, subject, text });
    }
    return { MessageId: randomUUID() };
  },
};

function topicArnOf(input: JsonObject): string {
  return stringAt(input, 'TopicArn') ?? stringAt(input, 'TargetArn') ?? '*';
}

/** With `MessageStructure: json`, each protocol may have a message of its own. */
function textFor(protocol: string, input: JsonObject, message: string): string {
  if (input['MessageStructure'] !== 'json') return message;
  const messages = parseObject(message);
  const common = messages && stringAt(messages, 'default');
  if (!messages || common === undefined) {
    throw new AwsError(
      'InvalidParameter',
      'Invalid parameter: Message Structure - No default entry in JSON message body',
    );
  }
  return stringAt(messages, protocol) ?? common;
}

/** A service has no role that allows it to publish; the topic does, by its policy. Without one, those of the account may. */
function checkTopicPolicy({ arn, statements }: Topic, { principal, input }: AwsCall, { accountId }: Account): void {
  const service = principal.arn;
  if (!service.endsWith('.amazonaws.com') || statements.length === 0) return;
  const permissions = statements
    .filter(({ services }) => services.includes(service) || services.includes('*'))
    .map(({ statement }) => statement);
  const context = {
    'aws:sourceaccount': accountId,
    'aws:sourcearn': stringAt(input, 'SourceArn') ?? '',
    'aws:securetransport': 'true',
  };
  if (isAllowed({ arn: service, permissions }, 'sns:Publish', arn, context)) return;
  throw new AwsError('AuthorizationError', `The policy of ${arn} does not let ${service} publish to it.`, 403);
}
