/** Reads the orders of the page as they are now. The index lags behind: an order that has moved on is left out. */
import { runtime, util } from '@aws-appsync/utils';
import type { DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import type { StoredOrder } from '../../domain/order.ts';
import { isPartUnread } from '../batch.ts';
import type { BatchResult } from '../batch.ts';
import { callerOf } from '../caller.ts';
import { fail, failIfDataSourceFailed } from '../fail.ts';
import { showOrder } from '../show-order.ts';
import { tableName } from '../table-name.ts';
import type { OrdersByStatusContext } from './stash.ts';

export function request(ctx: OrdersByStatusContext): DynamoDBBatchGetItemRequest {
  const { orderIds } = ctx.stash;
  // A batch has one key at least.
  if (orderIds.length === 0) runtime.earlyReturn([], { skipTo: 'END' });
  const keys = orderIds.map((orderId) => util.dynamodb.toMapValues({ orderId }));
  return { operation: 'BatchGetItem', tables: { [tableName(ctx, 'ORDERS_TABLE')]: { keys, consistentRead: true } } };
}

export function response(ctx: OrdersByStatusContext<BatchResult<StoredOrder>>): null {
  failIfDataSourceFailed(ctx);
  if (isPartUnread(ctx.result)) fail('Conflict', 'The database is busy; please ask again');
  const caller = callerOf(ctx);
  const { status } = ctx.stash;
  const found = ctx.result.data[tableName(ctx, 'ORDERS_TABLE')] ?? [];
  ctx.stash.orders = found.flatMap((order) => (order?.status === status ? [showOrder(caller, order)] : []));
  return null;
}
