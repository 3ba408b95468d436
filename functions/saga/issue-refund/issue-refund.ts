/** Gives the amount of a refund back, once, and records what came of it. */
import { toMinor } from '../../../domain/money.ts';
import { idsOf } from '../../../domain/order-ids.ts';
import type { StoredOrder } from '../../../domain/order.ts';
import type { Refund } from '../../../domain/schema.generated.ts';
import { RefundRefused } from '../../shared/errors/business-errors.ts';
import { readOrder } from '../../shared/orders/read-order.ts';
import { returnToStock } from '../../shared/orders/stock.ts';
import type { PaymentGateway } from '../../shared/payment-gateway/payment-gateway.ts';
import { count } from '../../shared/telemetry/metrics.ts';
import { moveRefund, refundIn } from '../shared/move-refund.ts';
import type { RefundPlace } from '../shared/move-refund.ts';
import { refundPlaceOf } from '../shared/step-input.ts';
import type { StepInput } from '../shared/step-input.ts';

/** Some of the products are not in the catalogue any more. */
class NothingToReturnTo extends Error {
  override name = 'NothingToReturnTo';
}

/**
 * The provider decides: a refund that it refuses is recorded as failed, also if it was issued before. Does nothing to one that
 * has failed. Several calls for one refund at the same time give one amount back.
 */
export async function issueRefund(input: StepInput, gateway: PaymentGateway): Promise<StoredOrder> {
  const place = refundPlaceOf(input);
  const order = await readOrder(place.orderId);
  const refund = refundIn(order, place.refundId);
  if (refund.status === 'FAILED') return order;
  try {
    await gateway.refundPart(partOf(order, refund));
  } catch (error) {
    if (!(error instanceof RefundRefused)) throw error;
    count({ RefundsRefused: 1 });
    const failure = { code: error.name, step: 'IssueRefund', message: error.message };
    return moveRefund(place, 'REFUND_FAILED', () => ({ change: { status: 'FAILED', failure } }));
  }
  return recordRefund(place);
}

function partOf(order: StoredOrder, { refundId, amount, requestedAt }: Refund) {
  const { orderId, payment, currency } = order;
  if (!payment) throw new TypeError(`Order ${orderId} has no payment`);
  return {
    ...idsOf(order),
    paymentId: payment.paymentId,
    refundId,
    requestedAt,
    amountMinor: toMinor(amount, currency),
    currency,
  };
}

/** The customer has the money by now, so what can't go back into the stock doesn't hold the refund up. */
async function recordRefund(place: RefundPlace): Promise<StoredOrder> {
  try {
    return await moveRefund(place, 'REFUND_ISSUED', ({ restock }) => ({
      change: { status: 'ISSUED', restocked: restock.length > 0 },
      alongside: restock.map(returnToStock),
      refusal: () => new NothingToReturnTo(),
    }));
  } catch (error) {
    if (!(error instanceof NothingToReturnTo)) throw error;
    return moveRefund(place, 'REFUND_ISSUED', () => ({ change: { status: 'ISSUED' } }));
  }
}
