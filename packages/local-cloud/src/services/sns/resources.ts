/** AWS::SNS::Topic, AWS::SNS::Subscription and AWS::SNS::TopicPolicy */

import { arnOf } from '../../assembly/resource-type.ts';
import type { Named } from '../../assembly/resource-type.ts';
import type { PolicyStatement } from '../../aws/policy/policy.ts';
import { asString, isJsonObject, objectAt, objectsIn, stringAt, stringsIn } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import type { ResourceType } from '../../plugin/resource-type.ts';
import { MAIL } from '../ses/handle.ts';
import type { ResourceStatement, Topics } from './topics.ts';

export const TOPIC: ResourceType<Topics> = {
  nameProperty: 'TopicName',
  properties: ['DisplayName', 'TopicName'],
  withoutEffect: ['KmsMasterKeyId', 'Tags'],
  ref: arnOf('sns'),
  attributes: { TopicArn: arnOf('sns'), TopicName: ({ name }: Named) => name },
  create: ({ ref, name, properties }, topics) => {
    const displayName = stringAt(properties, 'DisplayName') ?? '';
    topics.set(ref, { arn: ref, name, displayName, subscriptions: [], statements: [] });
  },
};

export const SUBSCRIPTION: ResourceType<Topics> = {
  properties: ['Endpoint', 'Protocol', 'TopicArn'],
  withoutEffect: ['RawMessageDelivery', 'Region'],
  create: ({ logicalId, properties }, topics, cloud) => {
    const protocol = stringAt(properties, 'Protocol') ?? '';
    if (protocol !== 'email') {
      throw new StartupError(
        `The local cloud supports the protocol email of AWS::SNS::Subscription (${logicalId}), not ${protocol}.`,
      );
    }
    const topicArn = stringAt(properties, 'TopicArn') ?? '';
    const topic = topics.get(topicArn);
    if (!topic) throw new StartupError(`AWS::SNS::Subscription (${logicalId}): ${topicArn} is no topic of this stack.`);
    const endpoint = stringAt(properties, 'Endpoint') ?? '';
    topic.subscriptions.push({ arn: `${topicArn}:${logicalId}`, topicArn, endpoint });
    MAIL.of(cloud).expect();
  },
};

export const TOPIC_POLICY: ResourceType<Topics> = {
  properties: ['PolicyDocument', 'Topics'],
  create: ({ properties }, topics) => {
    const raw = objectAt(properties, 'PolicyDocument')['Statement'];
    const statements = objectsIn(Array.isArray(raw) ? raw : [raw ?? null]).map(readStatement);
    for (const topicArn of stringsIn(properties['Topics'])) topics.get(topicArn)?.statements.push(...statements);
  },
};

function readStatement(raw: JsonObject): ResourceStatement {
  const statement: PolicyStatement = {
    Effect: raw['Effect'] === 'Deny' ? 'Deny' : 'Allow',
    Action: textsIn(raw['Action']),
    Resource: textsIn(raw['Resource']),
    Condition: Object.fromEntries(
      Object.entries(objectAt(raw, 'Condition')).map(([operator, keys]) => [operator, conditionOf(keys)]),
    ),
  };
  const principal = raw['Principal'];
  const isAnybody = principal === '*' || (isJsonObject(principal) && principal['AWS'] === '*');
  const services = isJsonObject(principal) ? textsIn(principal['Service']) : [];
  return { statement, services: isAnybody ? ['*'] : services };
}

function conditionOf(keys: JsonValue): { readonly [key: string]: readonly string[] } {
  return Object.fromEntries(
    Object.entries(isJsonObject(keys) ? keys : {}).map(([key, value]) => [key, textsIn(value)]),
  );
}

/** One string, or a list of them. */
function textsIn(value: JsonValue | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(asString);
}
