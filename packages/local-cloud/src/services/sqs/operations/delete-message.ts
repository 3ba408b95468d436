/** DeleteMessage and DeleteMessageBatch */

import { checkInput } from '../../../aws/check-input.ts';
import type { Structure } from '../../../aws/check-input.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { stringAt } from '../../../kernel/json.ts';
import { readEntries, runEntries } from '../batch.ts';
import { missingParameter } from '../errors.ts';
import { findQueue, queuePermission } from '../find-queue.ts';
import type { Queue } from '../queue.ts';
import type { SqsOperation } from '../state.ts';

const MESSAGE: Structure = { type: 'structure', members: { ReceiptHandle: { type: 'text' } } };
const BATCH: Structure = { type: 'structure', members: { Entries: { type: 'list', of: MESSAGE } } };

export const DELETE_MESSAGE: SqsOperation = {
  permissions: queuePermission('DeleteMessage'),
  serve: (input, state, { place }) => {
    checkInput(input, MESSAGE);
    return remove(input, findQueue(input, state, place));
  },
};

export const DELETE_MESSAGE_BATCH: SqsOperation = {
  permissions: queuePermission('DeleteMessage'),
  serve: (input, state, { place }) => {
    checkInput(input, BATCH);
    const queue = findQueue(input, state, place);
    return runEntries(readEntries(input, 'DeleteMessageBatchRequestEntry'), (message) => remove(message, queue));
  },
};

function remove(message: JsonObject, queue: Queue): JsonObject {
  const receiptHandle = stringAt(message, 'ReceiptHandle');
  if (!receiptHandle) throw missingParameter('ReceiptHandle');
  queue.delete(receiptHandle);
  return {};
}
