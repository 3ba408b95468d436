/** Sagas of one order beside each other, with crashes, errors and cancellations wherever they can come in between. */
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { isSettled, MOVES } from './order-status.ts';
import { newOrder } from './testing/new-order.ts';
import { cancel, newWorld, wake } from './testing/order-world.ts';
import type { World } from './testing/order-world.ts';
import { CARDS, DECISIONS } from './testing/provider.ts';
import type { Card, DecisionName } from './testing/provider.ts';
import { startSaga } from './testing/saga-world.ts';
import type { Saga } from './testing/saga-world.ts';

const STOCK = 10;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long nothing happens: not as long as a customer may take, longer than that, longer than a bank may take. */
const PAUSES_MS = { 'a minute passes': MINUTE_MS, 'minutes pass': 20 * MINUTE_MS, 'days pass': 8 * DAY_MS };

/** More than any saga needs: one that goes round and round is found. */
const MAX_STEPS = 2000;

const DECISION_NAMES = [
  'customer confirms',
  'customer refuses',
  'bank takes',
  'bank refuses',
  'bank asks customer',
] as const;

/** What happens next: to one of several sagas, or to all. A saga that doesn't run yet, or no more, begins. */
type Happening = {
  readonly what:
    | 'go on'
    | 'crash'
    | 'fail'
    | 'cancel'
    | 'resume'
    | 'turn back'
    | 'word'
    | keyof typeof PAUSES_MS
    | DecisionName;
  readonly who: number;
};

type Walk = { readonly card: Card; readonly happenings: readonly Happening[] };

const aWalk: fc.Arbitrary<Walk> = fc.record({
  card: fc.constantFrom(...CARDS),
  happenings: fc.array(
    fc.record<Happening>({
      // Mostly they go on, so that walks come far.
      what: fc.oneof(
        { weight: 36, arbitrary: fc.constant('go on') },
        { weight: 3, arbitrary: fc.constantFrom('crash', 'fail', 'cancel', 'resume', 'turn back') },
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
const walks = fc.sample(aWalk, 6000).map((walk) => ({ walk, ...walked(walk) }));

/** Throws for a walk that fails the check, with the shortest walk that fails it. */
function everyWalk(check: (world: World, walk: Omit<Walked, 'world'>) => void): void {
  for (const { walk, world, ...rest } of walks) {
    try {
      check(world, rest);
    } catch (error) {
      const replay = fc.property(aWalk, (shorter) => {
        const { world: again, ...others } = walked(shorter);
        check(again, others);
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

  it('end, each of them, and none goes round and round', () => {
    everyWalk(({ order }, { isQuiet }) => assert.ok(isQuiet, order.happened.join(' ')));
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

/** The world after the walk, when all sagas that still run are over, and another one if the order isn't settled then. */
function walked({ card, happenings }: Walk): Walked {
  const world = newWorld(newOrder(), STOCK, card);
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

  const toOne = {
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
    word: () => wake(world),
  };
  for (const { what, who } of happenings) {
    if (isPause(what)) world.nowMs += PAUSES_MS[what];
    else if (isDecision(what)) DECISIONS[what](world.provider);
    else toOne[what](who);
  }

  const all = [...others, ...sagas.values()];
  runToEnd(world, all);
  // If a bank never decides, the order is parked, and staff resume it when the bank has.
  for (const decision of [undefined, happenings.length % 2 === 0 ? 'bank takes' : 'bank refuses'] as const) {
    if (isSettled(world.order)) break;
    if (decision) DECISIONS[decision](world.provider);
    all.push(startSaga(world, 'resumed'));
    runToEnd(world, all);
  }
  return { world, acknowledged, isQuiet: all.every(({ isDead }) => isDead === true) };
}

type Walked = { readonly world: World; readonly acknowledged: number; readonly isQuiet: boolean };

type Cancellation = ReturnType<typeof cancel>;

function isPause(what: string): what is keyof typeof PAUSES_MS {
  return Object.hasOwn(PAUSES_MS, what);
}

function isDecision(what: string): what is DecisionName {
  return Object.hasOwn(DECISIONS, what);
}

/** Nobody says or decides anything from here on, but time passes when all of them sleep. */
function runToEnd(world: World, sagas: readonly Saga[]): void {
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const running = sagas.filter(({ isDead }) => !isDead);
    if (running.length === 0) return;
    const awake = running.filter(({ sleeps }) => !sleeps?.());
    if (awake.length === 0) world.nowMs += 60 * MINUTE_MS;
    awake.forEach((saga) => step(saga, () => saga.next()));
  }
}

/** A saga that returns or throws is over. */
function step(saga: Saga, run: () => IteratorResult<void, void>): void {
  try {
    if (run().done) saga.isDead = true;
  } catch {
    saga.isDead = true;
  }
}
