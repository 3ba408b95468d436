/** Sagas of one order beside each other, with crashes, errors and cancellations wherever they can come in between. */
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { isSettled, MOVES } from './order-status.ts';
import { newOrder } from './testing/new-order.ts';
import { newWorld, wake } from './testing/order-world.ts';
import type { World } from './testing/order-world.ts';
import { DAY_MS } from './testing/payment-steps.ts';
import { CARDS, DECISIONS, isUndecided } from './testing/provider.ts';
import { startSaga } from './testing/saga-world.ts';
import { DECISION_NAMES, runToEnd, runUntilAsleep, STOCK, walkToDecision, walkToEnd } from './testing/walk.ts';
import type { Happening, Walk, Walked } from './testing/walk.ts';

const DISTURBANCES = ['crash', 'fail', 'cancel', 'resume', 'turn back', 'staff resume', 'staff undo'] as const;

const aWalk: fc.Arbitrary<Walk> = fc.record({
  card: fc.constantFrom(...CARDS),
  happenings: fc.array(
    fc.record<Happening>({
      // Mostly they go on, so that walks come far.
      what: fc.oneof(
        { weight: 36, arbitrary: fc.constant('go on') },
        { weight: 3, arbitrary: fc.constantFrom(...DISTURBANCES) },
        { weight: 4, arbitrary: fc.constantFrom(...DECISION_NAMES) },
        // Words of the provider come late, twice, early or never: nobody says when.
        { weight: 2, arbitrary: fc.constant('word') },
        { weight: 1, arbitrary: fc.constantFrom('a minute passes', 'minutes pass', 'days pass') },
      ),
      who: fc.nat(2),
    }),
    { maxLength: 90, size: 'max' },
  ),
});

/** Each walk is played once; every statement about sagas is then held against all of them. */
const walks = fc.sample(aWalk, 6000);
const ended = walks.map((walk) => ({ walk, ...walkToEnd(walk) }));

/** Throws for a walk that fails the check, with the shortest walk that fails it. */
function everyWalk(check: (world: World, walked: Walked) => void): void {
  for (const { walk, ...walked } of ended) checkOrShrink(walk, walked, walkToEnd, (one) => check(one.world, one));
}

function checkOrShrink(
  walk: Walk,
  walked: Walked,
  play: (walk: Walk) => Walked,
  check: (walked: Walked) => void,
): void {
  try {
    check(walked);
  } catch (error) {
    const replay = fc.property(aWalk, (shorter) => check(play(shorter)));
    fc.assert(replay, { examples: [[walk]], numRuns: 1 });
    throw error;
  }
}

describe('sagas of one order, whatever comes in between', () => {
  it('bring it to its end, with one more of them if all are gone', () => {
    everyWalk(({ order }) => assert.ok(isSettled(order), order.happened.join(' ')));
  });

  it('end, each of them, and none goes round and round', () => {
    everyWalk(({ order }, { restless }) => assert.equal(restless, 0, order.happened.join(' ')));
  });

  it('leave one event for each version, each kind once but for parking and resuming', () => {
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
    everyWalk(({ order, provider: { charges, refunds } }) => {
      assert.equal(charges - refunds, order.status === 'COMPLETED' ? 1 : 0);
      assert.equal(order.payment?.refunded, charges > 0 ? refunds > 0 : undefined);
    });
  });

  it('charge it once at most', () => {
    everyWalk(({ provider: { charges } }) => assert.ok(charges <= 1, String(charges)));
  });

  it('leave no charge behind that anybody could still confirm', () => {
    everyWalk(({ order: { paymentIntentId }, provider: { intents } }) => {
      if (paymentIntentId) assert.match(intents.get(paymentIntentId) ?? 'open', /taken|closed/);
    });
  });

  it('say whom the payment waits for, and how to confirm it, only while it waits', () => {
    everyWalk(({ order: { payment, paymentAction } }) => {
      assert.equal(payment?.awaits, undefined);
      assert.equal(paymentAction, undefined);
    });
  });

  it('leave it to staff only if the bank has had a week, or something failed for good', () => {
    everyWalk(({ order: { happened }, nowMs }, { hasFailed }) => {
      if (happened.includes('ORDER_PARKED') && !hasFailed) assert.ok(nowMs >= 7 * DAY_MS, happened.join(' '));
    });
  });

  it('sleep through no decision, once the provider has said that there is one', () => {
    for (const walk of walks) {
      checkOrShrink(walk, walkToDecision(walk), walkToDecision, ({ asleep, world: { order, provider } }) => {
        if (!isUndecided(provider)) assert.equal(asleep, 0, order.happened.join(' '));
      });
    }
  });

  it('look again when they are woken, and wait on if nobody has decided', () => {
    for (const card of CARDS.filter((one) => one !== 'at once')) {
      const world = newWorld(newOrder(), STOCK, card);
      const sagas = Array.from({ length: 3 }, () => startSaga(world));
      runUntilAsleep(sagas);
      const { order, provider } = world;
      for (let words = 0; words < 5; words += 1) {
        wake(world);
        runUntilAsleep(sagas);
        assert.deepEqual([world.order, world.provider.charges], [order, provider.charges]);
        assert.equal(world.tokens.size, sagas.length);
      }
    }
  });

  it('go on if the customer has confirmed before the charge is closed, however late', () => {
    const ends = Array.from({ length: 30 }, (_, steps) => {
      const world = newWorld(newOrder(), STOCK, 'customer');
      const saga = startSaga(world);
      runUntilAsleep([saga]);
      world.nowMs += DAY_MS;
      for (let taken = 0; taken < steps; taken += 1) saga.next();
      DECISIONS['customer confirms'](world.provider);
      runToEnd(world, [saga]);
      return { status: world.order.status, charges: world.provider.charges };
    });
    for (const { status, charges } of ends) assert.equal(status, charges === 1 ? 'COMPLETED' : 'FAILED');
    assert.equal(new Set(ends.map(({ status }) => status)).size, 2);
  });

  it('record a payment that the provider has taken, and no other', () => {
    everyWalk(({ order: { happened, paymentIntentId = '' }, provider: { intents } }) => {
      if (happened.includes('PAYMENT_PROCESSED')) assert.equal(intents.get(paymentIntentId), 'taken');
    });
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
    everyWalk(({ order }, { acknowledged }) => assert.equal(acknowledged, order.status === 'CANCELLED' ? 1 : 0));
  });
});
