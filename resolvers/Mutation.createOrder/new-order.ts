/** The id and the first moment of the order that a request is about to write. */
import { util } from '@aws-appsync/utils';
import { occurrenceOf } from '../occurrence.ts';
import type { CreateOrderContext, NewOrder } from './stash.ts';

/** The same for all functions of the pipeline: the first one that asks decides it. */
export function newOrderOf(ctx: CreateOrderContext): NewOrder {
  const { newOrder } = ctx.stash;
  if (newOrder) return newOrder;
  const decided = { orderId: util.autoId(), occurrence: occurrenceOf(ctx) };
  ctx.stash.newOrder = decided;
  return decided;
}
