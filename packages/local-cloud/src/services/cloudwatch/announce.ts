/** Tells the topics of an alarm that it has come to another state, with the text of a mail and JSON for programs. */

import type { Principal } from '../../aws/policy/policy.ts';
import type { Cloud } from '../../plugin/cloud.ts';
import { inBackground } from '../../kernel/in-background.ts';
import type { Transition } from './cloudwatch.ts';

/** The topic's own policy decides. */
const CLOUDWATCH: Principal = { arn: 'cloudwatch.amazonaws.com', permissions: 'administrator' };

/** SNS takes subjects of at most 100 characters. */
const MAX_SUBJECT = 100;

export function announce(transition: Transition, cloud: Cloud): void {
  const { definition, state } = transition.alarm;
  const { from } = transition;
  // The first state of all alarms is no news.
  if (state === 'ALARM' || from === 'ALARM') cloud.log(`Alarm ${definition.name}: ${from} → ${state}`);
  if (!definition.actionsEnabled) return;
  for (const topicArn of definition.actions[state]) {
    inBackground(`${definition.name} could not tell ${topicArn}`, publish(topicArn, transition, cloud));
  }
}

async function publish(TopicArn: string, transition: Transition, { callAws, place }: Cloud): Promise<void> {
  const { definition, state } = transition.alarm;
  const Subject = `${state}: "${definition.name}" in ${place.region}`.slice(0, MAX_SUBJECT);
  const Message = JSON.stringify({ default: JSON.stringify(notification(transition, place)), email: text(transition) });
  const input = { TopicArn, Subject, Message, MessageStructure: 'json', SourceArn: definition.arn };
  await callAws({ service: 'sns', operation: 'Publish', input, principal: CLOUDWATCH });
}

/** The members that programs read of what CloudWatch publishes. */
function notification(
  { alarm, from, atEpochMs }: Transition,
  { accountId, region }: { readonly accountId: string; readonly region: string },
) {
  const { definition, state, reason } = alarm;
  return {
    AlarmName: definition.name,
    AlarmDescription: definition.description,
    AWSAccountId: accountId,
    Region: region,
    AlarmArn: definition.arn,
    NewStateValue: state,
    NewStateReason: reason,
    StateChangeTime: new Date(atEpochMs).toISOString(),
    OldStateValue: from,
  };
}

function text({ alarm, from, atEpochMs }: Transition): string {
  const { definition, state, reason } = alarm;
  return [
    `The alarm "${definition.name}" has gone from ${from} to ${state}.`,
    '',
    definition.description,
    '',
    `Reason: ${reason}`,
    `Time:   ${new Date(atEpochMs).toISOString()}`,
    `Alarm:  ${definition.arn}`,
    '',
  ].join('\n');
}
