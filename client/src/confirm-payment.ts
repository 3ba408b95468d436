/** The customer's part in a payment: from the moment in which the order waits for it to the one in which nothing is left. */
import { failure } from './errors.ts';
import type { OrderEvent, OrderStatus, OrderWithHistory, PaymentAction } from './types.ts';

/** What the order is asked for and watched by. */
type Access = {
  readonly readOrder: (orderId: string) => Promise<OrderWithHistory>;
  readonly watchOrder: (orderId: string) => AsyncIterable<OrderEvent>;
};

/** The customer has no more say in an order with one of these. A status that is newer than this client is none of them. */
const DECIDED: ReadonlySet<OrderStatus> = new Set<OrderStatus>([
  'PAYMENT_PROCESSED',
  'COMPLETED',
  'COMPENSATING',
  'FAILED',
  'CANCELLED',
  'NEEDS_ATTENTION',
]);

export async function confirmPayment(
  orderId: string,
  confirm: (action: PaymentAction) => unknown,
  { readOrder, watchOrder }: Access,
): Promise<OrderWithHistory> {
  let isAsked = false;
  for await (const { eventType, status } of watchOrder(orderId)) {
    if (eventType === 'PAYMENT_AWAITS_CUSTOMER' && !isAsked) {
      // The event may be history.
      const { payment } = await readOrder(orderId);
      if (payment?.awaits !== 'CUSTOMER') continue;
      isAsked = true;
      await confirm(actionOf(orderId, payment));
    }
    if (eventType === 'PAYMENT_AWAITS_PROVIDER' || DECIDED.has(status)) return readOrder(orderId);
  }
  throw failure('ConnectionLost', `The client was closed before the payment of order ${orderId} was decided.`);
}

function actionOf(orderId: string, { clientSecret, actionUrl }: PaymentAction): PaymentAction {
  if (clientSecret !== null || actionUrl !== null) return { clientSecret, actionUrl };
  throw failure('Unauthorized', `Only its customer can confirm the payment of order ${orderId}.`);
}
