/** The sagas of the walks: generators that yield wherever another one, a crash or an error can come in between. */
import { closingEvent, decide, directionOf, isFinal, isPaid } from '../order-status.ts';
import { sagaInputFor } from '../saga-input.ts';
import type { OrderEventType } from '../schema.generated.ts';
import { move, NotAllowed, wake } from './order-world.ts';
import type { Token, World } from './order-world.ts';
import { ASK_AGAIN_MS, awaitPayment, DAY_MS, processPayment, refundPayment, Unsettled } from './payment-steps.ts';
import { StillOpen } from './provider.ts';

/** `sleeps`: it has nothing to do until it is woken, or until its time comes. */
export type Saga = Generator<void, void, void> & { isDead?: boolean; sleeps?: () => boolean };

class OrderPaid extends Error {}

/** For so long RefundPayment is retried while the bank has the charge. */
const CLOSING_MS = 8 * DAY_MS;

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
      if (yield* pay()) return yield* goOn();
    } catch (error) {
      return yield* error instanceof Unsettled ? park() : goBack('COMPENSATION_STARTED');
    }
    yield* park();
  }

  /** Returns false if the order can't wait: something failed for good. */
  function* pay(): Generator<void, boolean, void> {
    for (;;) {
      const waitMs = yield* processPayment(world);
      if (waitMs === undefined) return true;
      try {
        const token: Token = { isUsed: false };
        const untilMs = world.nowMs + waitMs;
        yield* awaitPayment(world, saga, token);
        saga.sleeps = () => !token.isUsed && world.nowMs < untilMs;
        while (saga.sleeps()) yield;
      } catch {
        return false;
      } finally {
        delete saga.sleeps;
      }
    }
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
      yield* refundWithPatience();
      yield* move(world, 'INVENTORY_RELEASED');
      yield* move(world, closingEvent(world.order));
    } catch (error) {
      yield* error instanceof OrderPaid ? goOn() : park();
    }
  }

  function* refundWithPatience(): Generator<void, void, void> {
    const untilMs = world.nowMs + CLOSING_MS;
    for (;;) {
      try {
        return yield* refundPayment(world);
      } catch (error) {
        if (!(error instanceof StillOpen) || world.nowMs >= untilMs) throw error;
        yield* sleep(ASK_AGAIN_MS);
      }
    }
  }

  function* sleep(forMs: number): Generator<void, void, void> {
    const untilMs = world.nowMs + forMs;
    saga.sleeps = () => world.nowMs < untilMs;
    try {
      while (saga.sleeps()) yield;
    } finally {
      delete saga.sleeps;
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
  yield;
  wake(world);
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
