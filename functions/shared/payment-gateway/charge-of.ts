/** What an order asks of the payment gateway. */
import { toMinor } from '../../../domain/money.ts';
import type { StoredOrder } from '../../../domain/order.ts';
import type { ChargeRequest } from './payment-gateway.ts';

/** Throws when the order's payment method is used up: then a charge was begun, or never will be. */
export function chargeOf({ orderId, totalAmount, currency, paymentMethodId }: StoredOrder): ChargeRequest {
  if (!paymentMethodId) throw new TypeError(`Order ${orderId} has no payment method`);
  return { orderId, amountMinor: toMinor(totalAmount, currency), currency, paymentMethodId };
}
