/** ReceiveMessage */

import { createHash } from 'node:crypto';
import { checkInput } from '../../../aws/check-input.ts';
import type { Structure } from '../../../aws/check-input.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { unknownAttribute } from '../errors.ts';
import { findQueue, queuePermission } from '../find-queue.ts';
import { integerAt } from '../integer.ts';
import { digestOf, selectAttributes } from '../message-attributes.ts';
import type { Message } from '../message.ts';
import { MAX_VISIBILITY_SECONDS, MAX_WAIT_SECONDS } from '../queue-settings.ts';
import type { Queue, ReceivedMessage } from '../queue.ts';
import type { SqsOperation, SqsState } from '../state.ts';

const MAX_MESSAGES = 10;

const NAMES = { type: 'list', of: { type: 'text' } } as const;

const INPUT: Structure = {
  type: 'structure',
  members: {
    AttributeNames: NAMES,
    MessageAttributeNames: NAMES,
    MessageSystemAttributeNames: NAMES,
    MaxNumberOfMessages: { type: 'number' },
    VisibilityTimeout: { type: 'number' },
    WaitTimeSeconds: { type: 'number' },
  },
};

export const RECEIVE_MESSAGE: SqsOperation = {
  permissions: queuePermission('ReceiveMessage'),
  serve: async (input, state, { place }) => {
    checkInput(input, INPUT);
    const queue = findQueue(input, state, place);
    const wanted = readWanted(input);
    const received = await receive(input, queue, state);
    return { ...(received.length > 0 && { Messages: received.map((one) => describe(one, wanted)) }) };
  },
};

/** Waits for a first message for as long as the call or the queue says ("long polling"). */
async function receive(
  input: JsonObject,
  queue: Queue,
  { clock, closing }: SqsState,
): Promise<readonly ReceivedMessage[]> {
  const { min, max } = { min: 1, max: MAX_MESSAGES };
  const maxMessages =
    integerAt(input, 'MaxNumberOfMessages', { min, max, reason: 'Must be between 1 and 10, if provided.' }) ?? 1;
  const visibility = integerAt(input, 'VisibilityTimeout', upTo(MAX_VISIBILITY_SECONDS));
  const wait = integerAt(input, 'WaitTimeSeconds', upTo(MAX_WAIT_SECONDS)) ?? queue.settings.receiveWaitSeconds;
  const deadline = clock.now() + wait * 1000;
  let received = queue.receive(maxMessages, visibility);
  while (received.length === 0 && clock.now() < deadline) {
    await queue.untilVisible(deadline, closing);
    if (closing.aborted) break;
    received = queue.receive(maxMessages, visibility);
  }
  return received;
}

function upTo(max: number) {
  return { min: 0, max, reason: `Must be >= 0 and <= ${max}, if provided.` };
}

type Wanted = { readonly system: readonly string[]; readonly own: readonly string[] };

const SYSTEM_ATTRIBUTES = [
  'ApproximateFirstReceiveTimestamp',
  'ApproximateReceiveCount',
  'AWSTraceHeader',
  'DeadLetterQueueSourceArn',
  'MessageDeduplicationId',
  'MessageGroupId',
  'SenderId',
  'SentTimestamp',
  'SequenceNumber',
];

/** `AttributeNames` is the older name of `MessageSystemAttributeNames`. */
function readWanted(input: JsonObject): Wanted {
  const system = [...texts(input['MessageSystemAttributeNames']), ...texts(input['AttributeNames'])];
  const unknown = system.find((name) => name !== 'All' && !SYSTEM_ATTRIBUTES.includes(name));
  if (unknown !== undefined) throw unknownAttribute(unknown);
  return { system, own: texts(input['MessageAttributeNames']) };
}

function texts(value: JsonValue | undefined): readonly string[] {
  return (Array.isArray(value) ? value : []).filter((one) => typeof one === 'string');
}

function describe({ message, receiptHandle }: ReceivedMessage, wanted: Wanted): JsonObject {
  const { id, content } = message;
  const own = selectAttributes(content.attributes, wanted.own);
  const digest = digestOf(own);
  const system = selectAttributes(systemAttributesOf(message), wanted.system);
  return {
    MessageId: id,
    ReceiptHandle: receiptHandle,
    MD5OfBody: createHash('md5').update(content.body).digest('hex'),
    Body: content.body,
    ...(Object.keys(system).length > 0 && { Attributes: system }),
    ...(digest !== undefined && { MD5OfMessageAttributes: digest, MessageAttributes: own }),
  };
}

function systemAttributesOf({ content, state }: Message): JsonObject {
  return {
    ...content.systemAttributes,
    SentTimestamp: String(content.sentAt),
    ApproximateReceiveCount: String(state.receiveCount),
    ApproximateFirstReceiveTimestamp: String(state.firstReceivedAt),
  };
}
