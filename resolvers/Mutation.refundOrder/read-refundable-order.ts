/** Reads the order, and decides whether this refund may be asked for, or was asked for before. */
import type { DynamoDBGetItemRequest } from '@aws-appsync/utils';
import type { StoredOrder } from '../../domain/order.ts';
import { refundOf } from '../../domain/refunds.ts';
import type { MutationRefundOrderArgs, Refund, RestockInput } from '../../domain/schema.generated.ts';
import { isOfLaterVersion } from '../../domain/schema-version.ts';
import { fail } from '../fail.ts';
import { foundOrder, getOrder } from '../find-order.ts';
import { skipOnceMoved } from '../move-order.ts';
import type { MovingContext } from '../move-order.ts';
import { checkAgainstOrder } from './check-refund.ts';

export function request(ctx: MovingContext<MutationRefundOrderArgs>): DynamoDBGetItemRequest {
  skipOnceMoved(ctx);
  return getOrder(ctx.args.orderId);
}

export function response(ctx: MovingContext<MutationRefundOrderArgs, StoredOrder | null>): null {
  const order = foundOrder(ctx);
  if (isOfLaterVersion(order)) {
    return fail('Conflict', 'The service is being updated. Refund the order again in a minute');
  }
  const refund = refundOf(order, ctx.args.refundId);
  if (refund && !isSame(refund, ctx.args)) {
    return fail('IdempotencyKeyReused', 'refundId: was used for another refund of the order');
  }
  if (refund) ctx.stash.moved = order;
  else checkNew(order, ctx.args);
  ctx.stash.order = order;
  return null;
}

function checkNew(order: StoredOrder, args: MutationRefundOrderArgs): void {
  if (order.status !== 'COMPLETED') {
    fail('Conflict', `The order is ${order.status}; only a completed order can be refunded`);
  }
  checkAgainstOrder(order, args);
}

function isSame(refund: Refund, { amount, restock }: MutationRefundOrderArgs): boolean {
  const items = restock ?? [];
  const isRestocked = ({ productId, quantity }: RestockInput) =>
    refund.restock.some((item) => item.productId === productId && item.quantity === quantity);
  return refund.amount === amount && refund.restock.length === items.length && items.every(isRestocked);
}
