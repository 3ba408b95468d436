/**
 * Places an order without a Lambda function. Before: the input is checked. Then `read-products` finds the products and
 * an earlier result, `write-order` writes order, event and idempotency record in one transaction, and `read-winner`
 * runs only when another request with the same key was faster. After: the result.
 *
 * Between reading and writing, `count-order` counts the order of a customer who has signed in. `read-unpaid-orders` and
 * `forget-settled-orders` run only when such a customer may have too many unpaid ones.
 */
import { util } from '@aws-appsync/utils';
import { callerOf, customerOf } from './caller.ts';
import { checkInput } from './Mutation.createOrder/check-input.ts';
import { idempotencyKeyOf, recordFor } from './Mutation.createOrder/idempotency.ts';
import type { CreateOrderContext, OrderAnswer } from './Mutation.createOrder/stash.ts';

export function request(ctx: CreateOrderContext): Record<string, never> {
  const { input } = ctx.args;
  const caller = callerOf(ctx);
  const key = idempotencyKeyOf(ctx);
  checkInput(input);
  const customerId = customerOf(caller, input.customerId, 'input.customerId');
  const { items, paymentMethodId, email } = input;
  ctx.stash.wanted = { customerId, items, paymentMethodId, ...(email ? { email } : {}) };
  if (key) ctx.stash.record = recordFor(caller, key, ctx.stash.wanted);
  if (!caller.actsForAnyone) ctx.stash.limited = { customerId, countsAs: key ? key : util.autoId() };
  return {};
}

export function response(ctx: CreateOrderContext): OrderAnswer | undefined {
  return ctx.stash.answer;
}
