/** An order as a caller may see it: what confirms its payment is for its owner alone. */
import type { StoredOrder } from '../domain/order.ts';
import type { Caller } from './caller.ts';
import { owns } from './caller.ts';

/** `paymentAction` isn't in the schema; its members appear as those of `payment`. */
export function showOrder(caller: Caller, order: StoredOrder): StoredOrder {
  const { payment, paymentAction } = order;
  if (!payment) return order;
  const action = paymentAction && owns(caller, order.customerId) ? paymentAction : {};
  return { ...order, payment: { ...payment, refunds: payment.refunds ?? [], ...action } };
}
