/**
 * A small model of everything that an order's sagas share, to be walked by tests: the order, the stock, the provider's
 * ledger with its intents. Each saga is a generator that yields wherever another one, a crash or an error can come in
 * between. The code between two yields happens at once, as one transaction or request does.
 */
import { applyEvent } from '../order-event.ts';
import type { OrderChange } from '../order-event.ts';
import { closingEvent, decide, directionOf, isFinal, isPaid } from '../order-status.ts';
import { sagaInputFor } from '../saga-input.ts';
import type { StoredOrder } from '../order.ts';
import type { OrderEventType } from '../schema.generated.ts';

export type World = {
  order: StoredOrder;
  readonly versions: number[];
  stock: number;
  charges: number;
  refunds: number;
  mails: number;
  /** The provider's intents, by their ids: only one that is open can be taken, and only once. */
  readonly intents: Map<string, 'open' | 'taken' | 'closed'>;
};

export type Saga = Generator<void, void, void> & { isDead?: boolean };

class NotAllowed extends Error {}
class OrderPaid extends Error {}

const OCCURRENCE = { eventId: 'event', occurredAt: '1970-01-01T00:00:00.000Z', occurredAtEpochSeconds: 0 };

/** What an event does besides moving the order, in the same transaction. */
const STOCK_CHANGE: { readonly [type in OrderEventType]?: number } = { INVENTORY_RESERVED: -1, INVENTORY_RELEASED: 1 };

export function newWorld(order: StoredOrder, stock: number): World {
  return { order, versions: [order.version], stock, charges: 0, refunds: 0, mails: 0, intents: new Map() };
}

/**
 * One saga from its start, as in `infra/saga.ts`: forward, back if a step before the payment throws, and to staff if it
 * can go neither on nor back. A new order's saga knows nothing of it. Later ones get its status, and those of staff may
 * turn it back.
 */
export function startSaga(world: World, start: 'new' | 'resumed' | 'turned back' = 'new'): Saga {
  const saga: Saga = run();
  return saga;

  function* run(): Generator<void, void, void> {
    const { direction, isPaid: isPaidFor } = start === 'new' ? {} : sagaInputFor(world.order);
    if (start === 'turned back') return yield* goBack('UNDOING_REQUESTED');
    if (direction === 'BACKWARD') return yield* goBack('UNDOING_REQUESTED');
    if (isPaidFor) return yield* goOn();
    try {
      yield* move(world, 'INVENTORY_RESERVED');
      yield* pay(world);
    } catch {
      return yield* goBack('COMPENSATION_STARTED');
    }
    yield* goOn();
  }

  function* goOn(): Generator<void, void, void> {
    try {
      yield* move(world, 'ORDER_COMPLETED');
    } catch (error) {
      if (!(error instanceof NotAllowed)) yield* park();
      return;
    }
    yield* notify(world);
  }

  function* goBack(turn: OrderEventType): Generator<void, void, void> {
    try {
      yield* turnBack(world, turn);
      yield* refund(world);
      yield* move(world, 'INVENTORY_RELEASED');
      yield* move(world, closingEvent(world.order));
    } catch (error) {
      yield* error instanceof OrderPaid ? goOn() : park();
    }
  }

  function* park(): Generator<void, void, void> {
    if (isFinal(world.order.status)) return;
    yield* move(world, 'ORDER_PARKED', { direction: directionOf(world.order) });
  }
}

function* turnBack(world: World, turn: OrderEventType): Generator<void, void, void> {
  try {
    yield* move(world, turn);
  } catch (error) {
    throw error instanceof NotAllowed && isPaid(world.order) ? new OrderPaid() : error;
  }
}

/** A mail may be sent again if its response was lost. The notification is given up if it throws. */
function* notify(world: World): Generator<void, void, void> {
  try {
    if (decide(world.order, 'NOTIFICATION_SENT') !== 'move') return;
    yield;
    world.mails += 1;
    yield;
    yield* move(world, 'NOTIFICATION_SENT', { notification: { sent: true } });
  } catch {
    yield* move(world, 'NOTIFICATION_GIVEN_UP', { notification: { sent: false, error: 'A technical problem.' } });
  }
}

/** Does what `cancelOrder` does. Returns true if this call cancelled the order, false if it is too late. */
export function* cancel(world: World): Generator<void, boolean, void> {
  for (;;) {
    const { order } = world;
    if (decide(order, 'CANCELLATION_REQUESTED') !== 'move') return false;
    yield;
    if (write(world, order, 'CANCELLATION_REQUESTED')) return true;
  }
}

/** Reads, decides, and writes on condition that the version is still the one that was read. */
function* move(world: World, eventType: OrderEventType, change: OrderChange = {}): Generator<void, void, void> {
  for (;;) {
    const { order } = world;
    const decision = decide(order, eventType);
    if (decision === 'not allowed') throw new NotAllowed(`${order.status} takes no ${eventType}`);
    if (decision === 'already done') return;
    yield;
    if (write(world, order, eventType, change)) return;
  }
}

/** Returns false if the order has moved since it was read, or a charge was begun: the condition `AS_IT_WAS_READ`. */
function write(world: World, order: StoredOrder, eventType: OrderEventType, change: OrderChange = {}): boolean {
  if (!isAsItWasRead(world, order)) return false;
  const next = applyEvent(order, eventType, change, OCCURRENCE);
  world.order = next.order;
  world.versions.push(next.event.version);
  world.stock += STOCK_CHANGE[eventType] ?? 0;
  return true;
}

function isAsItWasRead({ order: now }: World, read: StoredOrder): boolean {
  return now.version === read.version && (!now.paymentIntentId || now.paymentIntentId === read.paymentIntentId);
}

function* pay(world: World): Generator<void, void, void> {
  for (;;) {
    const { order } = world;
    const decision = decide(order, 'PAYMENT_PROCESSED');
    if (decision === 'not allowed') throw new NotAllowed();
    if (decision === 'already done') return;
    const paymentId = order.paymentIntentId ?? (yield* begin(world, order));
    if (!paymentId) continue;
    yield;
    confirm(world, paymentId);
    // The response may be lost here.
    yield;
    return yield* move(world, 'PAYMENT_PROCESSED', { payment: { paymentId, refunded: false } });
  }
}

/** The id of an intent that the order holds from now on. Undefined if another one was faster, or the order moved. */
function* begin(world: World, order: StoredOrder): Generator<void, string | undefined, void> {
  yield;
  const paymentId = `intent-${world.intents.size + 1}`;
  world.intents.set(paymentId, 'open');
  yield;
  if (isAsItWasRead(world, order)) {
    world.order = { ...world.order, paymentIntentId: paymentId };
    return paymentId;
  }
  yield;
  close(world, paymentId);
  return undefined;
}

function confirm(world: World, paymentId: string): void {
  if (world.intents.get(paymentId) === 'closed') throw new NotAllowed();
  if (world.intents.get(paymentId) === 'open') world.charges += 1;
  world.intents.set(paymentId, 'taken');
}

/** Whether it was taken before. */
function close(world: World, paymentId: string): boolean {
  if (world.intents.get(paymentId) === 'taken') return true;
  world.intents.set(paymentId, 'closed');
  return false;
}

function* refund(world: World): Generator<void, void, void> {
  const { order } = world;
  if (decide(order, 'PAYMENT_REFUNDED') !== 'move') return;
  const paymentId = order.payment?.paymentId ?? order.paymentIntentId;
  if (!paymentId) return;
  yield;
  if (!close(world, paymentId)) return;
  yield;
  // The provider refunds no more than was charged.
  world.refunds = 1;
  yield;
  yield* move(world, 'PAYMENT_REFUNDED', { payment: { paymentId, refunded: true } });
}
