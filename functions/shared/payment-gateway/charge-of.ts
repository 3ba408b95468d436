/** What an order asks of the payment gateway. */
import { toMinor } from '../../../domain/money.ts';
import { idsOf } from '../../../domain/order-ids.ts';
import type { StoredOrder } from '../../../domain/order.ts';
import type { ChargeRequest } from './payment-gateway.ts';

/** Throws when the order's payment method is used up: then a charge was begun, or never will be. */
export function chargeOf(order: StoredOrder): ChargeRequest {
  const { orderId, totalAmount, currency, paymentMethodId } = order;
  if (!paymentMethodId) throw new TypeError(`Order ${orderId} has no payment method`);
  return { ...idsOf(order), amountMinor: toMinor(totalAmount, currency), currency, paymentMethodId };
}
