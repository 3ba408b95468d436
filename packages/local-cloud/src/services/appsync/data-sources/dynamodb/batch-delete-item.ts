/** BatchDeleteItem: the keys that were deleted, null for those that were not. */
import { batchWrite } from './batch-write.ts';
import type { Operation } from './table-access.ts';

export const batchDeleteItem: Operation = (table, request) =>
  batchWrite(
    { operation: 'BatchDeleteItem', write: 'DeleteRequest', member: 'Key', unprocessed: 'unprocessedKeys' },
    table,
    request,
  );
