/** What an order asks of the payment gateway: the same each time, so that its idempotency key finds it again. */
import { toMinor } from '../../domain/money.ts';
import type { StoredOrder } from '../../domain/order.ts';
import { chargeKey } from './payment-gateway.ts';
import type { ChargeRequest } from './payment-gateway.ts';

export function chargeOf({ orderId, totalAmount, currency, paymentMethodId }: StoredOrder): ChargeRequest {
  return { idempotencyKey: chargeKey(orderId), orderId, amountMinor: toMinor(totalAmount), currency, paymentMethodId };
}
