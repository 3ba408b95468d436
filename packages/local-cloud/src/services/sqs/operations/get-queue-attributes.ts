/** GetQueueAttributes */

import { checkInput } from '../../../aws/check-input.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { unknownAttribute } from '../errors.ts';
import { findQueue, queuePermission } from '../find-queue.ts';
import type { Queue } from '../queue.ts';
import type { RedriveAllowPolicy } from '../queue-settings.ts';
import type { SqsOperation } from '../state.ts';

/** Attributes that SQS knows and that no queue has here. */
const NEVER_SET = new Set([
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoQueue',
  'FifoThroughputLimit',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'Policy',
  'RedriveAllowPolicy',
  'RedrivePolicy',
]);

export const GET_QUEUE_ATTRIBUTES: SqsOperation = {
  permissions: queuePermission('GetQueueAttributes'),
  serve: (input, state, { place }) => {
    const names = { type: 'list', of: { type: 'text' } } as const;
    checkInput(input, { type: 'structure', members: { AttributeNames: names } });
    const attributes = attributesOf(findQueue(input, state, place));
    const wanted = Array.isArray(input['AttributeNames']) ? input['AttributeNames'].map(String) : [];
    const unknown = wanted.find((name) => name !== 'All' && !(name in attributes) && !NEVER_SET.has(name));
    if (unknown !== undefined) throw unknownAttribute(unknown);
    const isWanted = (name: string) => wanted.includes('All') || wanted.includes(name);
    const found = Object.entries(attributes).filter(([name]) => isWanted(name));
    return { ...(found.length > 0 && { Attributes: Object.fromEntries(found) }) };
  },
};

function attributesOf(queue: Queue): JsonObject {
  const { settings, createdAt } = queue;
  const { visible, inFlight, delayed } = queue.count();
  const timestamp = String(Math.floor(createdAt / 1000));
  const { redrive, redriveAllow } = settings;
  return {
    QueueArn: settings.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: timestamp,
    LastModifiedTimestamp: timestamp,
    VisibilityTimeout: String(settings.visibilityTimeoutSeconds),
    MaximumMessageSize: String(settings.maxMessageBytes),
    MessageRetentionPeriod: String(settings.messageRetentionSeconds),
    DelaySeconds: String(settings.delaySeconds),
    ReceiveMessageWaitTimeSeconds: String(settings.receiveWaitSeconds),
    SqsManagedSseEnabled: 'true',
    ...(redrive && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: redrive.deadLetterArn,
        maxReceiveCount: redrive.maxReceiveCount,
      }),
    }),
    ...(redriveAllow && { RedriveAllowPolicy: JSON.stringify(describe(redriveAllow)) }),
  };
}

function describe(policy: RedriveAllowPolicy): JsonObject {
  const { permission: redrivePermission } = policy;
  return policy.permission === 'byQueue'
    ? { redrivePermission, sourceQueueArns: [...policy.sourceArns] }
    : { redrivePermission };
}
