/** The operations of SQS that run here, by name. */

import type { SqsOperation } from '../state.ts';
import { CHANGE_MESSAGE_VISIBILITY, CHANGE_MESSAGE_VISIBILITY_BATCH } from './change-message-visibility.ts';
import { DELETE_MESSAGE, DELETE_MESSAGE_BATCH } from './delete-message.ts';
import { GET_QUEUE_ATTRIBUTES } from './get-queue-attributes.ts';
import { GET_QUEUE_URL, LIST_QUEUES } from './list-queues.ts';
import { PURGE_QUEUE } from './purge-queue.ts';
import { RECEIVE_MESSAGE } from './receive-message.ts';
import { SEND_MESSAGE, SEND_MESSAGE_BATCH } from './send-message.ts';

export const OPERATIONS: { readonly [name: string]: SqsOperation } = {
  ChangeMessageVisibility: CHANGE_MESSAGE_VISIBILITY,
  ChangeMessageVisibilityBatch: CHANGE_MESSAGE_VISIBILITY_BATCH,
  DeleteMessage: DELETE_MESSAGE,
  DeleteMessageBatch: DELETE_MESSAGE_BATCH,
  GetQueueAttributes: GET_QUEUE_ATTRIBUTES,
  GetQueueUrl: GET_QUEUE_URL,
  ListQueues: LIST_QUEUES,
  PurgeQueue: PURGE_QUEUE,
  ReceiveMessage: RECEIVE_MESSAGE,
  SendMessage: SEND_MESSAGE,
  SendMessageBatch: SEND_MESSAGE_BATCH,
};
