/**
 * The orders of a status, a page at a time: `find-orders` reads a page of the index, which has their keys alone so that
 * orders are cheap to move, and `read-orders` the orders themselves.
 */
import type { StoredOrder } from '../domain/order.ts';
import { staffOf } from './caller.ts';
import type { OrdersByStatusContext } from './Query.ordersByStatus/stash.ts';

export function request(ctx: OrdersByStatusContext): Record<string, never> {
  staffOf(ctx, 'Only staff list the orders of a status');
  ctx.stash.status = ctx.args.status ?? 'NEEDS_ATTENTION';
  return {};
}

type Page = { readonly items: readonly StoredOrder[]; readonly nextToken: string | null };

export function response(ctx: OrdersByStatusContext): Page {
  const { orders, nextToken } = ctx.stash;
  return { items: orders, nextToken };
}
