/** The topics of the stack, and who gets what is published to them. */

import type { PolicyStatement } from '../../aws/policy/policy.ts';

type Subscription = { readonly arn: string; readonly topicArn: string; readonly endpoint: string };

export type Topic = {
  readonly arn: string;
  readonly name: string;
  readonly displayName: string;
  readonly subscriptions: Subscription[];
  /** Of the topic's own policies; none for a topic that has the default one. */
  readonly statements: ResourceStatement[];
};

/** A statement of a policy of a resource, as far as it concerns services. */
export type ResourceStatement = {
  readonly statement: PolicyStatement;
  /** Such as `cloudwatch.amazonaws.com`; `*` for anybody. */
  readonly services: readonly string[];
};

/** By ARN. */
export type Topics = Map<string, Topic>;
