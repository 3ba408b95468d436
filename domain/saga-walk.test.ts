/** Sagas of one order beside each other, with crashes, errors and cancellations wherever they can come in between. */
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { isSettled, MOVES } from './order-status.ts';
import { newOrder } from './testing/new-order.ts';
import { cancel, newWorld, startSaga } from './testing/saga-world.ts';
import type { Saga, World } from './testing/saga-world.ts';

const STOCK = 10;

/** What happens next to one of several sagas. One that doesn't run yet, or no more, begins. */
type Happening = {
  readonly what: 'go on' | 'crash' | 'fail' | 'cancel' | 'resume' | 'turn back';
  readonly who: number;
};

const happenings = fc.array(
  fc.record<Happening>({
    // Mostly they go on, so that walks come far.
    what: fc.oneof(
      { weight: 12, arbitrary: fc.constant('go on') },
      { weight: 1, arbitrary: fc.constantFrom('crash', 'fail', 'cancel', 'resume', 'turn back') },
    ),
    who: fc.nat(2),
  }),
  { maxLength: 60, size: 'max' },
);

/** Each walk is played once; every statement about sagas is then held against all of them. */
const walks = fc.sample(happenings, 2000).map((walk) => ({ walk, ...walked(walk) }));

/** Throws for a walk that fails the check, with the shortest walk that fails it. */
function everyWalk(check: (world: World, acknowledged: number) => void): void {
  for (const { walk, world, acknowledged } of walks) {
    try {
      check(world, acknowledged);
    } catch (error) {
      const replay = fc.property(happenings, (shorter) => {
        const again = walked(shorter);
        check(again.world, again.acknowledged);
      });
      fc.assert(replay, { examples: [[walk]], numRuns: 1 });
      throw error;
    }
  }
}

describe('sagas of one order, whatever comes in between', () => {
  it('bring it to its end, with one more of them if all are gone', () => {
    everyWalk(({ order }) => assert.ok(isSettled(order), order.happened.join(' ')));
  });

  it('leave one event for each version, each kind once but for parking', () => {
    everyWalk(({ order, versions }) => {
      assert.deepEqual(
        versions,
        versions.map((_, index) => index + 1),
      );
      const once = order.happened.filter((eventType) => !MOVES[eventType].repeats);
      assert.equal(new Set(once).size, once.length);
    });
  });

  it('sell the stock of a completed order, and of no other', () => {
    everyWalk(({ order, stock }) => assert.equal(STOCK - stock, order.status === 'COMPLETED' ? 1 : 0));
  });

  it('keep the money of a completed order, and of no other', () => {
    everyWalk(({ order, charges, refunds }) => {
      assert.equal(charges - refunds, order.status === 'COMPLETED' ? 1 : 0);
      if (charges > 0) assert.equal(order.payment?.refunded, refunds > 0);
    });
  });

  it('charge it once at most', () => {
    everyWalk(({ charges }) => assert.ok(charges <= 1, String(charges)));
  });

  it('complete what is paid, unless staff turn it back', () => {
    everyWalk(({ order: { happened, status } }) => {
      if (happened.includes('PAYMENT_PROCESSED') && !happened.includes('UNDOING_REQUESTED'))
        assert.equal(status, 'COMPLETED');
    });
  });

  it('say that the customer was told only if a mail went out, and of no order but a completed one', () => {
    everyWalk(({ order: { notification, status }, mails }) => {
      if (notification?.sent) assert.ok(mails > 0);
      assert.equal(notification !== undefined, status === 'COMPLETED');
      if (status !== 'COMPLETED') assert.equal(mails, 0);
    });
  });

  it('cancel it if, and only if, one caller was told so', () => {
    everyWalk(({ order }, acknowledged) => assert.equal(acknowledged, order.status === 'CANCELLED' ? 1 : 0));
  });
});

/** The world after the walk, when all sagas that still run are over, and another one if the order isn't settled then. */
function walked(walk: readonly Happening[]): { world: World; acknowledged: number } {
  const world = newWorld(newOrder(), STOCK);
  const sagas = new Map<number, Saga>();
  const cancellations = new Map<number, Cancellation>();
  let acknowledged = 0;
  /** A saga that another one replaced still runs, out of the reach of staff. */
  const others: Saga[] = [];
  const begin = (who: number, saga: Saga): void => {
    const before = sagas.get(who);
    if (before) others.push(before);
    sagas.set(who, saga);
  };

  const happen = {
    'go on': (who: number) => {
      const saga = sagas.get(who) ?? startSaga(world);
      sagas.set(who, saga);
      step(saga, () => saga.next());
      const asked = cancellations.get(who)?.next();
      if (asked?.done && asked.value) acknowledged += 1;
    },
    crash: (who: number) => {
      const saga = sagas.get(who);
      if (saga) saga.isDead = true;
      sagas.delete(who);
    },
    fail: (who: number) => {
      const saga = sagas.get(who);
      if (saga) step(saga, () => saga.throw(new Error('A step failed for good')));
    },
    cancel: (who: number) => {
      cancellations.set(who, cancel(world));
    },
    resume: (who: number) => begin(who, startSaga(world, 'resumed')),
    // `npm run resume -- --undo` asks for this, and rejects any other order.
    'turn back': (who: number) => {
      const { status, direction } = world.order;
      if (status === 'NEEDS_ATTENTION' && direction === 'FORWARD') begin(who, startSaga(world, 'turned back'));
    },
  };
  for (const { what, who } of walk) happen[what](who);

  [...others, ...sagas.values()].forEach(runToEnd);
  if (!isSettled(world.order)) runToEnd(startSaga(world, 'resumed'));
  return { world, acknowledged };
}

type Cancellation = ReturnType<typeof cancel>;

function runToEnd(saga: Saga): void {
  while (!saga.isDead) step(saga, () => saga.next());
}

/** A saga that returns or throws is over. */
function step(saga: Saga, run: () => IteratorResult<void, void>): void {
  try {
    if (run().done) saga.isDead = true;
  } catch {
    saga.isDead = true;
  }
}
