/** The steps of the walks that ask the provider: what `functions/saga/{process,await,refund}-payment` do, yield by yield. */
import { decide } from '../order-status.ts';
import type { StoredOrder } from '../order.ts';
import type { OrderEventType, PaymentAwaits } from '../schema.generated.ts';
import { isAsItWasRead, isDue, move, NotAllowed, wake } from './order-world.ts';
import type { Token, World } from './order-world.ts';
import { close, confirm, prepare, refund } from './provider.ts';

class Expired extends Error {}
/** The provider has had its days, and staff have to look. */
export class Unsettled extends Error {}

const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;
const WAIT_MS: { readonly [awaits in PaymentAwaits]: number } = { CUSTOMER: 15 * MINUTE_MS, PROVIDER: 7 * DAY_MS };
export const ASK_AGAIN_MS = DAY_MS / 4;

const WAITS: { readonly [awaits in PaymentAwaits]: OrderEventType } = {
  CUSTOMER: 'PAYMENT_AWAITS_CUSTOMER',
  PROVIDER: 'PAYMENT_AWAITS_PROVIDER',
};

/** How long to wait until it asks again; undefined if the order is paid. */
export function* processPayment(world: World): Generator<void, number | undefined, void> {
  for (;;) {
    const { order } = world;
    if (!isDue(order, 'PAYMENT_PROCESSED')) return undefined;
    const paymentId = order.paymentIntentId ?? (yield* begin(world, order));
    if (!paymentId) continue;
    yield;
    const awaits = confirm(world.provider, paymentId);
    // The response may be lost here.
    yield;
    if (awaits === null) return yield* recordPayment(world, paymentId);
    const waitMs = Math.min(deadlineOf(world, order, awaits) - world.nowMs, ASK_AGAIN_MS);
    if (waitMs > 0) return waitMs;
    if (awaits === 'PROVIDER') throw new Unsettled();
    const isTaken = close(world.provider, paymentId);
    yield;
    if (!isTaken) throw new Expired();
    return yield* recordPayment(world, paymentId);
  }
}

function* recordPayment(world: World, paymentId: string): Generator<void, undefined, void> {
  yield* move(world, 'PAYMENT_PROCESSED', { payment: { paymentId, refunded: false } });
  yield;
  wake(world);
}

/** Registers the token first, and wakes the saga itself if there is nothing to wait for. */
export function* awaitPayment(world: World, saga: object, token: Token): Generator<void, void, void> {
  yield;
  world.tokens.set(saga, token);
  yield;
  if (yield* letWait(world)) return;
  yield;
  wake(world);
}

function* letWait(world: World): Generator<void, boolean, void> {
  const { order } = world;
  const { paymentIntentId: paymentId } = order;
  if (decide(order, 'PAYMENT_PROCESSED') !== 'move' || !paymentId) return false;
  yield;
  const awaits = awaited(world, paymentId);
  if (!awaits) return false;
  yield;
  const expiresAt = new Date(deadlineOf(world, order, awaits)).toISOString();
  try {
    const action = awaits === 'CUSTOMER' ? { paymentAction: { clientSecret: 'secret' } } : {};
    yield* move(world, WAITS[awaits], { payment: { paymentId, refunded: false, awaits, expiresAt }, ...action });
    return true;
  } catch (error) {
    if (error instanceof NotAllowed) return false;
    throw error;
  }
}

/** Null if there is nothing to wait for: the money is taken, or it never will be. */
function awaited({ provider }: World, paymentId: string): PaymentAwaits | null {
  try {
    return confirm(provider, paymentId);
  } catch {
    return null;
  }
}

function deadlineOf({ nowMs }: World, { payment }: StoredOrder, awaits: PaymentAwaits): number {
  if (payment?.awaits === awaits && payment.expiresAt) return Date.parse(payment.expiresAt);
  return nowMs + WAIT_MS[awaits];
}

/** The id of an intent that the order holds from now on. Undefined if another one was faster, or the order moved. */
function* begin(world: World, order: StoredOrder): Generator<void, string | undefined, void> {
  yield;
  const paymentId = prepare(world.provider);
  yield;
  if (isAsItWasRead(world, order)) {
    world.order = { ...world.order, paymentIntentId: paymentId };
    return paymentId;
  }
  yield;
  close(world.provider, paymentId);
  return undefined;
}

export function* refundPayment(world: World): Generator<void, void, void> {
  const { order } = world;
  if (decide(order, 'PAYMENT_REFUNDED') !== 'move') return;
  const paymentId = order.payment?.paymentId ?? order.paymentIntentId;
  if (!paymentId) return;
  yield;
  if (!close(world.provider, paymentId)) return;
  yield;
  refund(world.provider);
  yield;
  yield* move(world, 'PAYMENT_REFUNDED', { payment: { paymentId, refunded: true } });
}
