/** SendMessage and SendMessageBatch */

import { createHash } from 'node:crypto';
import { AwsError } from '../../../aws/error.ts';
import { checkInput } from '../../../aws/check-input.ts';
import type { Structure } from '../../../aws/check-input.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import { objectAt, stringAt } from '../../../kernel/json.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { readEntries, runEntries } from '../batch.ts';
import { invalidParameter, invalidValue, missingParameter } from '../errors.ts';
import { findQueue, queuePermission } from '../find-queue.ts';
import { integerAt } from '../integer.ts';
import { checkAttributes, digestOf, sizeOf } from '../message-attributes.ts';
import { MAX_DELAY_SECONDS, MAX_MESSAGE_BYTES } from '../queue-settings.ts';
import type { QueueSettings } from '../queue-settings.ts';
import type { Queue } from '../queue.ts';
import { senderIdOf } from '../sender-id.ts';
import type { SqsOperation } from '../state.ts';
import { hasOnlyValidCharacters, INVALID_CHARACTERS } from '../valid-characters.ts';

const TEXT = { type: 'text' } as const;
const ATTRIBUTES = { type: 'structure', members: {} } as const;

const MESSAGE: Structure = {
  type: 'structure',
  members: {
    MessageBody: TEXT,
    DelaySeconds: { type: 'number' },
    MessageAttributes: ATTRIBUTES,
    MessageSystemAttributes: ATTRIBUTES,
    MessageGroupId: TEXT,
    MessageDeduplicationId: TEXT,
  },
};

export const SEND_MESSAGE: SqsOperation = {
  permissions: queuePermission('SendMessage'),
  serve: (input, state, { place }, { principal }) => {
    checkInput(input, MESSAGE);
    return send(input, findQueue(input, state, place), principal);
  },
};

const BATCH: Structure = { type: 'structure', members: { Entries: { type: 'list', of: MESSAGE } } };

export const SEND_MESSAGE_BATCH: SqsOperation = {
  permissions: queuePermission('SendMessage'),
  serve: (input, state, { place }, { principal }) => {
    checkInput(input, BATCH);
    const queue = findQueue(input, state, place);
    const entries = readEntries(input, 'SendMessageBatchRequestEntry');
    const bytes = entries.reduce((sum, entry) => sum + sizeOfMessage(entry.input), 0);
    if (bytes > MAX_MESSAGE_BYTES)
      throw new AwsError(
        'BatchRequestTooLong',
        `Batch requests cannot be longer than ${MAX_MESSAGE_BYTES} bytes. You have sent ${bytes} bytes.`,
      );
    return runEntries(entries, (message) => send(message, queue, principal));
  },
};

function send(message: JsonObject, queue: Queue, principal: Principal): JsonObject {
  const body = stringAt(message, 'MessageBody');
  if (!body) throw missingParameter('MessageBody');
  const attributes = objectAt(message, 'MessageAttributes');
  const given = objectAt(message, 'MessageSystemAttributes');
  const delaySeconds = integerAt(message, 'DelaySeconds', {
    min: 0,
    max: MAX_DELAY_SECONDS,
    reason: `DelaySeconds must be >= 0 and <= ${MAX_DELAY_SECONDS}.`,
  });
  checkSize(message, queue.settings);
  if (!hasOnlyValidCharacters(body)) throw new AwsError('InvalidMessageContents', INVALID_CHARACTERS);
  checkAttributes(attributes);
  const systemAttributes = {
    SenderId: senderIdOf(principal),
    ...readSystemAttributes(given),
    ...readGroup(message),
  };
  const id = queue.send({ body, attributes, systemAttributes }, delaySeconds);
  const digests = { MD5OfMessageAttributes: digestOf(attributes), MD5OfMessageSystemAttributes: digestOf(given) };
  return {
    MessageId: id,
    MD5OfMessageBody: createHash('md5').update(body).digest('hex'),
    ...Object.fromEntries(Object.entries(digests).flatMap(([name, digest]) => (digest ? [[name, digest]] : []))),
  };
}

function sizeOfMessage(message: JsonObject): number {
  return Buffer.byteLength(stringAt(message, 'MessageBody') ?? '') + sizeOf(objectAt(message, 'MessageAttributes'));
}

function checkSize(message: JsonObject, { maxMessageBytes }: QueueSettings): void {
  if (sizeOfMessage(message) <= maxMessageBytes) return;
  throw invalidParameter(
    `One or more parameters are invalid. Reason: Message must be shorter than ${maxMessageBytes} bytes.`,
  );
}

/** Senders may set one system attribute only, the trace header of X-Ray. */
function readSystemAttributes(given: JsonObject): JsonObject {
  const other = Object.keys(given).find((name) => name !== 'AWSTraceHeader');
  if (other !== undefined)
    throw invalidParameter(`Message system attribute name '${other}' is invalid. Valid names are: AWSTraceHeader.`);
  const header = stringAt(objectAt(given, 'AWSTraceHeader'), 'StringValue');
  return header === undefined ? {} : { AWSTraceHeader: header };
}

/** A group makes a standard queue fair to other groups, which makes no difference here. */
function readGroup(message: JsonObject): JsonObject {
  const deduplicationId = stringAt(message, 'MessageDeduplicationId');
  if (deduplicationId !== undefined)
    throw invalidValue(
      deduplicationId,
      'MessageDeduplicationId',
      'The request includes a parameter that is not valid for this queue type.',
    );
  const group = stringAt(message, 'MessageGroupId');
  if (group === undefined) return {};
  if (!/^[!-~]{1,128}$/.test(group))
    throw invalidValue(
      group,
      'MessageGroupId',
      'MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.',
    );
  return { MessageGroupId: group };
}
