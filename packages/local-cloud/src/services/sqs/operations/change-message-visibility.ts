/** ChangeMessageVisibility and ChangeMessageVisibilityBatch */

import { checkInput } from '../../../aws/check-input.ts';
import type { Structure } from '../../../aws/check-input.ts';
import { stringAt } from '../../../kernel/json.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { readEntries, runEntries } from '../batch.ts';
import { missingParameter } from '../errors.ts';
import { findQueue, queuePermission } from '../find-queue.ts';
import { integerAt } from '../integer.ts';
import { MAX_VISIBILITY_SECONDS } from '../queue-settings.ts';
import type { Queue } from '../queue.ts';
import type { SqsOperation } from '../state.ts';

const MESSAGE: Structure = {
  type: 'structure',
  members: { ReceiptHandle: { type: 'text' }, VisibilityTimeout: { type: 'number' } },
};
const BATCH: Structure = { type: 'structure', members: { Entries: { type: 'list', of: MESSAGE } } };

export const CHANGE_MESSAGE_VISIBILITY: SqsOperation = {
  permissions: queuePermission('ChangeMessageVisibility'),
  serve: (input, state, { place }) => {
    checkInput(input, MESSAGE);
    return change(input, findQueue(input, state, place));
  },
};

export const CHANGE_MESSAGE_VISIBILITY_BATCH: SqsOperation = {
  permissions: queuePermission('ChangeMessageVisibility'),
  serve: (input, state, { place }) => {
    checkInput(input, BATCH);
    const queue = findQueue(input, state, place);
    const entries = readEntries(input, 'ChangeMessageVisibilityBatchRequestEntry');
    return runEntries(entries, (message) => change(message, queue));
  },
};

function change(message: JsonObject, queue: Queue): JsonObject {
  const receiptHandle = stringAt(message, 'ReceiptHandle');
  if (!receiptHandle) throw missingParameter('ReceiptHandle');
  const seconds = integerAt(message, 'VisibilityTimeout', {
    min: 0,
    max: MAX_VISIBILITY_SECONDS,
    reason: `Must be between 0 and ${MAX_VISIBILITY_SECONDS}.`,
  });
  if (seconds === undefined) throw missingParameter('VisibilityTimeout');
  queue.changeVisibility(receiptHandle, seconds);
  return {};
}
