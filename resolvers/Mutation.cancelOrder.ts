/**
 * Cancels an order without a Lambda function: `read-order` finds it and decides whether that is still allowed, and
 * `request-cancellation` moves it. They get three tries, since the saga may move the order in between. Undoing what was
 * reserved is the saga's work.
 */
import type { StoredOrder } from '../domain/order.ts';
import { fail } from './fail.ts';
import type { MutationCancelOrderArgs } from '../domain/schema.generated.ts';
import type { MovingContext } from './move-order.ts';

export function request(): Record<string, never> {
  return {};
}

export function response(ctx: MovingContext<MutationCancelOrderArgs>): StoredOrder {
  const { moved } = ctx.stash;
  return moved ? moved : fail('Conflict', 'The order was busy and is not cancelled; please try again');
}
