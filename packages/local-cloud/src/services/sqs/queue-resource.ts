/** AWS::SQS::Queue, and AWS::SQS::QueuePolicy, which makes no difference to roles of the queue's own account */

import { join } from 'node:path';
import { arnOf } from '../../assembly/resource-type.ts';
import type { Named } from '../../assembly/resource-type.ts';
import type { Place } from '../../aws/place.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import type { ResourceType } from '../../plugin/resource-type.ts';
import { findByArn } from './find-queue.ts';
import { openMessageStore } from './message-store.ts';
import { createQueue } from './queue.ts';
import { allowsRedrive, readQueueSettings } from './queue-settings.ts';
import type { SqsState } from './state.ts';

const MAX_NAME_CHARACTERS = 80;
const queueArn = arnOf('sqs');

/** At the local cloud's own address, because SDKs may call a queue at its URL. */
function queueUrl({ name }: Named, { url, accountId }: Place): string {
  return `${url}/${accountId}/${name}`;
}

export const QUEUE: ResourceType<SqsState> = {
  nameProperty: 'QueueName',
  nameFor: (stackName, logicalId) => `${stackName}-${logicalId}`.slice(-MAX_NAME_CHARACTERS),
  properties: [
    'DelaySeconds',
    'MaximumMessageSize',
    'MessageRetentionPeriod',
    'QueueName',
    'ReceiveMessageWaitTimeSeconds',
    'RedriveAllowPolicy',
    'RedrivePolicy',
    'VisibilityTimeout',
  ],
  withoutEffect: ['KmsDataKeyReusePeriodSeconds', 'KmsMasterKeyId', 'SqsManagedSseEnabled', 'Tags'],
  ref: queueUrl,
  attributes: { Arn: queueArn, QueueName: ({ name }) => name, QueueUrl: queueUrl },

  create: ({ logicalId, name, properties }, { queues, clock }, { place, dataDirectory }) => {
    const named = { logicalId, name, template: properties };
    const identity = { name, arn: queueArn(named, place), url: queueUrl(named, place) };
    const settings = readQueueSettings(identity, properties, `AWS::SQS::Queue (${logicalId})`);
    const store = openMessageStore(join(dataDirectory, 'sqs', `${name}.jsonl`));
    const findDeadLetterQueue = () => findByArn({ queues }, settings.redrive?.deadLetterArn);
    queues.set(name, createQueue(settings, { store, clock, findDeadLetterQueue }));
  },
};

export const QUEUE_POLICY: ResourceType<SqsState> = {
  properties: ['Queues'],
  withoutEffect: ['PolicyDocument'],
};

/** Throws `StartupError` for a queue whose dead letters SQS would have no place for. */
export function checkDeadLetterQueues(state: SqsState): void {
  for (const { settings } of state.queues.values()) {
    const { name, arn, redrive } = settings;
    if (!redrive) continue;
    const target = findByArn(state, redrive.deadLetterArn);
    if (!target)
      throw new StartupError(
        `The dead-letter queue ${redrive.deadLetterArn} of the queue ${name} is no queue of this stack.`,
      );
    if (!allowsRedrive(target.settings, arn))
      throw new StartupError(`The RedriveAllowPolicy of ${target.settings.name} doesn't allow the queue ${name}.`);
  }
}
