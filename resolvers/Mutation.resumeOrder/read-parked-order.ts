/** Reads the order, and ends the field with `Conflict` unless it waits for staff and can go where they want it to. */
import type { DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { decide } from '../../domain/order-status.ts';
import type { StoredOrder } from '../../domain/order.ts';
import { isOfLaterVersion } from '../../domain/schema-version.ts';
import type { MutationResumeOrderArgs } from '../../domain/schema.generated.ts';
import { fail } from '../fail.ts';
import { foundOrder, getOrder } from '../find-order.ts';
import { skipOnceMoved } from '../move-order.ts';
import type { MovingContext } from '../move-order.ts';

export function request(ctx: MovingContext<MutationResumeOrderArgs>): DynamoDBGetItemRequest {
  skipOnceMoved(ctx);
  return getOrder(ctx.args.orderId);
}

/** A second call finds an order that doesn't need attention any more, so that of several calls exactly one succeeds. */
export function response(ctx: MovingContext<MutationResumeOrderArgs, StoredOrder | null>): null {
  const order = foundOrder(ctx);
  if (isOfLaterVersion(order)) {
    return fail('Conflict', 'The service is being updated. Resume the order again in a minute');
  }
  if (order.status !== 'NEEDS_ATTENTION') {
    return fail('Conflict', `The order is ${order.status}; only one that needs attention can be resumed`);
  }
  if (ctx.args.undo && decide(order, 'UNDOING_REQUESTED') !== 'move') {
    return fail('Conflict', 'The order is being undone already; resume it without undo');
  }
  ctx.stash.order = order;
  return null;
}
