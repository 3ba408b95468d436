/** Reads the order if the caller may cancel it. Ends the field with `Conflict` when it is too late. */
import type { DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { decide, directionOf, hasHappened } from '../../domain/order-status.ts';
import type { StoredOrder } from '../../domain/order.ts';
import { isOfLaterVersion } from '../../domain/schema-version.ts';
import { fail } from '../fail.ts';
import { foundOrder, getOrder } from '../find-order.ts';
import type { MutationCancelOrderArgs } from '../../domain/schema.generated.ts';
import { skipOnceMoved } from '../move-order.ts';
import type { MovingContext } from '../move-order.ts';

type CancelOrderContext<Result = unknown> = MovingContext<MutationCancelOrderArgs, Result>;

export function request(ctx: CancelOrderContext): DynamoDBGetItemRequest {
  skipOnceMoved(ctx);
  return getOrder(ctx.args.orderId);
}

export function response(ctx: CancelOrderContext<StoredOrder | null>): null {
  const order = foundOrder(ctx);
  if (isOfLaterVersion(order))
    return fail('Conflict', 'The service is being updated. Cancel the order again in a minute');
  if (decide(order, 'CANCELLATION_REQUESTED') !== 'move') return fail('Conflict', refusal(order));
  ctx.stash.order = order;
  return null;
}

/** A second cancellation is a `Conflict` as well, so that of several calls exactly one succeeds. */
function refusal(order: StoredOrder): string {
  if (order.status === 'CANCELLED') return 'The order is cancelled already';
  if (hasHappened(order, 'CANCELLATION_REQUESTED')) return 'The order is being cancelled already';
  if (directionOf(order) === 'BACKWARD') return 'The order has failed and cannot be cancelled';
  return 'The order is paid and cannot be cancelled any more';
}
