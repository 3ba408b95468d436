/**
 * Asks for a refund of a completed order without a Lambda function: `read-refundable-order` finds the order and decides, and
 * `request-refund` writes the refund and its event. They get three tries, since others may move the order in between.
 * Giving the money back is the refund saga's work.
 */
import type { StoredOrder } from '../domain/order.ts';
import type { MutationRefundOrderArgs } from '../domain/schema.generated.ts';
import { callerOf, staffOf } from './caller.ts';
import { fail } from './fail.ts';
import type { MovingContext } from './move-order.ts';
import { checkRefund } from './Mutation.refundOrder/check-refund.ts';
import { showOrder } from './show-order.ts';

type RefundOrderContext = MovingContext<MutationRefundOrderArgs>;

export function request(ctx: RefundOrderContext): Record<string, never> {
  staffOf(ctx, 'Only staff refund orders');
  checkRefund(ctx.args);
  return {};
}

export function response(ctx: RefundOrderContext): StoredOrder {
  const { moved } = ctx.stash;
  if (!moved) return fail('Conflict', 'The order was busy and is not refunded; please try again');
  return showOrder(callerOf(ctx), moved);
}
