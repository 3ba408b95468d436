/** Lets a caller subscribe to an order that it may see. AppSync matches the events by `orderId` itself. */
import type { DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { foundOrder, getOrder } from './find-order.ts';
import type { OrderContext } from './find-order.ts';

export function request(ctx: OrderContext): DynamoDBGetItemRequest {
  return getOrder(ctx.args.orderId);
}

/** A subscription starts without an event, so the result is null. */
export function response(ctx: OrderContext): null {
  foundOrder(ctx);
  return null;
}
