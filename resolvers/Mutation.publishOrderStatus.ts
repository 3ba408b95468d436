/** Publishes an event to the subscribers of `orderStatus`. It stores nothing; they receive its result. */
import type { Context } from '@aws-appsync/utils';
import { logOrder } from './log-order.ts';
import type { MutationPublishOrderStatusArgs, PublishOrderStatusInput } from '../domain/schema.generated.ts';

type PublishContext = Context<
  MutationPublishOrderStatusArgs,
  Record<string, never>,
  undefined,
  undefined,
  PublishOrderStatusInput
>;

export function request(ctx: PublishContext): { payload: PublishOrderStatusInput } {
  return { payload: ctx.args.input };
}

export function response(ctx: PublishContext): PublishOrderStatusInput {
  const { orderId, correlationId } = ctx.result;
  logOrder('Event pushed', { orderId, ...(correlationId ? { correlationId } : {}) });
  return ctx.result;
}
