/** One order, for callers who may see it. */
import type { DynamoDBGetItemRequest } from '@aws-appsync/utils';
import type { StoredOrder } from '../domain/order.ts';
import { callerOf } from './caller.ts';
import { foundOrder, getOrder } from './find-order.ts';
import type { OrderContext } from './find-order.ts';
import { showOrder } from './show-order.ts';

export function request(ctx: OrderContext): DynamoDBGetItemRequest {
  return getOrder(ctx.args.orderId);
}

export function response(ctx: OrderContext): StoredOrder {
  return showOrder(callerOf(ctx), foundOrder(ctx));
}
