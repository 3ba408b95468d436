/**
 * A small model of everything that the refunds of an order share, to be walked by tests: the order, the stock, the provider.
 * As in `order-world.ts`, whatever takes a while is a generator that yields wherever somebody else, a crash or an error can
 * come in between.
 */
import { createOrder } from '../create-order.ts';
import { applyEvent } from '../order-event.ts';
import type { OrderChange } from '../order-event.ts';
import { decide } from '../order-status.ts';
import type { StoredOrder } from '../order.ts';
import { refundableAmount, refundOf, restockedQuantity } from '../refunds.ts';
import type { OrderEventType, Refund } from '../schema.generated.ts';

export const ORDERED = { productId: 'laptop', quantity: 3, price: 1299.99 };

export type WantedRefund = { readonly refundId: string; readonly amount: number; readonly quantity: number };

export type RefundWorld = {
  order: StoredOrder;
  readonly versions: number[];
  /** How many of the product have come back, and how many had at most. */
  stock: number;
  readonly provider: RefundProvider;
  readonly mails: Map<string, number>;
  /** The refunds that were written, whose events start sagas. */
  readonly outbox: string[];
};

/** The port's contract: it gives back once for each id, and what it has refused or what came back to it, never again. */
type RefundProvider = {
  /** What customers have. */
  readonly given: Map<string, number>;
  readonly bounced: Set<string>;
  readonly refused: Set<string>;
  /** What customers had at most. */
  mostGiven: number;
};

export class Refused extends Error {}
class NotAllowed extends Error {}

/** A completed order, whose customer was told. */
export function newRefundWorld(): RefundWorld {
  const request = { customerId: 'customer-1', items: [ORDERED], paymentMethodId: 'pm_card_visa' };
  const { order } = createOrder(
    request,
    { orderId: 'order-1', currency: 'USD', correlationId: 'correlation-1' },
    occurrence(),
  );
  const provider = { given: new Map(), bounced: new Set<string>(), refused: new Set<string>(), mostGiven: 0 };
  const world: RefundWorld = { order, versions: [order.version], stock: 0, provider, mails: new Map(), outbox: [] };
  write(world, order, 'INVENTORY_RESERVED', {});
  write(world, world.order, 'PAYMENT_PROCESSED', { payment: { paymentId: 'payment-1', refunded: false } });
  write(world, world.order, 'ORDER_COMPLETED', {});
  write(world, world.order, 'NOTIFICATION_SENT', { notification: { sent: true } });
  return world;
}

/** What `refundOrder` answers: it knows the refund, more is asked for than is left, or others were faster three times. */
export type AskAnswer = 'taken' | 'rejected' | 'busy';

export function* askForRefund(world: RefundWorld, wanted: WantedRefund): Generator<void, AskAnswer, void> {
  const { refundId, amount, quantity } = wanted;
  for (let tries = 0; tries < 3; tries += 1) {
    const { order } = world;
    if (refundOf(order, refundId)) return 'taken';
    const isLeft = quantity <= ORDERED.quantity - restockedQuantity(order, ORDERED.productId);
    if (amount > refundableAmount(order) || !isLeft) return 'rejected';
    yield;
    const restock = quantity > 0 ? [{ productId: ORDERED.productId, quantity }] : [];
    const refund: Refund = { refundId, amount, status: 'REQUESTED', restock, restocked: false, requestedAt: INSTANT };
    if (!write(world, order, 'REFUND_REQUESTED', { refund })) continue;
    world.outbox.push(refundId);
    yield;
    return 'taken';
  }
  return 'busy';
}

/** Gives the amount back, once. Throws `Refused` if it never will, or if that came back. */
export function giveBack({ provider }: RefundWorld, { refundId, amount }: Refund): void {
  const { given, bounced, refused } = provider;
  if (refused.has(refundId) || bounced.has(refundId)) throw new Refused();
  given.set(refundId, amount);
  provider.mostGiven = Math.max(provider.mostGiven, total([...given.values()]));
}

/** The customer's bank sends money back that it was given. */
export function bounce({ provider: { given, bounced } }: RefundWorld, refundId: string): void {
  if (given.delete(refundId)) bounced.add(refundId);
}

/** The provider won't give it back, unless it has. */
export function refuse({ provider: { given, bounced, refused } }: RefundWorld, refundId: string): void {
  if (!given.has(refundId) && !bounced.has(refundId)) refused.add(refundId);
}

/** Reads, decides, and writes on condition that the version is still the one that was read. */
export function* moveRefund(
  world: RefundWorld,
  eventType: OrderEventType,
  refundId: string,
  changeOf: (refund: Refund) => Partial<Refund>,
): Generator<void, void, void> {
  for (;;) {
    const { order } = world;
    const decision = decide(order, eventType, refundId);
    const refund = refundOf(order, refundId);
    if (decision === 'already done') return;
    if (decision === 'not allowed' || !refund) throw new NotAllowed(`${refund?.status} takes no ${eventType}`);
    yield;
    if (write(world, order, eventType, { refund: { ...refund, ...changeOf(refund) } })) return;
  }
}

/** Returns false if the order has moved since it was read. An issued refund's goods go back in the same transaction. */
function write(world: RefundWorld, read: StoredOrder, eventType: OrderEventType, change: OrderChange): boolean {
  if (world.order.version !== read.version) return false;
  const next = applyEvent(read, eventType, change, occurrence());
  world.order = next.order;
  world.versions.push(next.event.version);
  if (eventType === 'REFUND_ISSUED')
    world.stock += total((change.refund?.restock ?? []).map(({ quantity }) => quantity));
  return true;
}

export function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

const INSTANT = '2026-01-01T00:00:00.000Z';

function occurrence() {
  return { eventId: 'event', occurredAt: INSTANT, occurredAtEpochSeconds: Date.parse(INSTANT) / 1000 };
}
