/**
 * Lets a parked order go on, or back, without a Lambda function: `read-parked-order` finds the order and decides, and
 * `request-resuming` moves it. They get three tries, since the customer may cancel the order in between. The outbox starts
 * the saga.
 */
import type { StoredOrder } from '../domain/order.ts';
import type { MutationResumeOrderArgs } from '../domain/schema.generated.ts';
import { callerOf, staffOf } from './caller.ts';
import { fail } from './fail.ts';
import type { MovingContext } from './move-order.ts';
import { showOrder } from './show-order.ts';

type ResumeOrderContext = MovingContext<MutationResumeOrderArgs>;

export function request(ctx: ResumeOrderContext): Record<string, never> {
  staffOf(ctx, 'Only staff resume orders');
  return {};
}

export function response(ctx: ResumeOrderContext): StoredOrder {
  const { moved } = ctx.stash;
  if (!moved) return fail('Conflict', 'The order was busy and is not resumed; please try again');
  return showOrder(callerOf(ctx), moved);
}
