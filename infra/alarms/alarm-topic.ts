/** Where all alarms go: a topic, and the address of the stage that gets its mails. */
import { ArnFormat, CfnOutput, Stack, Validations } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/** With null for the address, the topic has no subscriber yet: a pager or a chat can be one. */
export function alarmTopic(scope: Construct, address: string | null): Topic {
  const topic = new Topic(scope, 'Alarms', { enforceSSL: true });
  // The topic's policy takes the place of the one by which CloudWatch might publish.
  const stack = Stack.of(scope);
  const resourceName = `${stack.stackName}-*`;
  const alarms = { service: 'cloudwatch', resource: 'alarm', arnFormat: ArnFormat.COLON_RESOURCE_NAME, resourceName };
  const conditions = {
    StringEquals: { 'aws:SourceAccount': stack.account },
    ArnLike: { 'aws:SourceArn': stack.formatArn(alarms) },
  };
  topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com', { conditions }));
  new CfnOutput(stack, 'AlarmTopicArn', { value: topic.topicArn });
  if (address !== null) subscribe(topic, address);
  return topic;
}

/** SNS asks the address once whether it wants the mails. */
function subscribe(topic: Topic, address: string): void {
  const subscription = topic.addSubscription(new EmailSubscription(address));
  Validations.of(subscription).acknowledge({
    id: 'Serverless-SNSRedrivePolicy',
    reason: 'Nobody would look into a queue of mails that did not arrive; CloudWatch shows the same alarms.',
  });
}
