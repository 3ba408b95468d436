/** PurgeQueue */

import { findQueue, queuePermission } from '../find-queue.ts';
import type { SqsOperation } from '../state.ts';

export const PURGE_QUEUE: SqsOperation = {
  permissions: queuePermission('PurgeQueue'),
  serve: (input, state, { place }) => {
    findQueue(input, state, place).purge();
    return {};
  },
};
