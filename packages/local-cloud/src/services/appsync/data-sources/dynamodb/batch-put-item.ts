/** BatchPutItem: the items that were put, null for those that were not. */
import { batchWrite } from './batch-write.ts';
import type { Operation } from './table-access.ts';

export const batchPutItem: Operation = (table, request) =>
  batchWrite(
    { operation: 'BatchPutItem', write: 'PutRequest', member: 'Item', unprocessed: 'unprocessedItems' },
    table,
    request,
  );
