/**
 * Walks through an order's life: sagas beside each other, customers and banks that decide at any time, their words late,
 * twice, early or never, cancellations, staff, crashes and errors, wherever they can come in between.
 */
import { isSettled } from '../order-status.ts';
import { newOrder } from './new-order.ts';
import { cancel, newWorld, resume, wake } from './order-world.ts';
import type { World } from './order-world.ts';
import { DAY_MS } from './payment-steps.ts';
import { DECISIONS } from './provider.ts';
import type { Card, DecisionName } from './provider.ts';
import { startSaga } from './saga-world.ts';
import type { Saga } from './saga-world.ts';

export const STOCK = 10;

const MINUTE_MS = 60_000;

/** How long nothing happens: not as long as a customer may take, longer than that, longer than a bank may take. */
const PAUSES_MS = { 'a minute passes': MINUTE_MS, 'minutes pass': 20 * MINUTE_MS, 'days pass': 8 * DAY_MS };

/** More than any saga needs: one that goes round and round is found. */
const MAX_STEPS = 2000;

export const DECISION_NAMES = [
  'customer confirms',
  'customer refuses',
  'bank takes',
  'bank refuses',
  'bank asks customer',
] as const;

/** What happens next: to one of several sagas, or to all. A saga that doesn't run yet, or no more, begins. */
export type Happening = {
  readonly what:
    | 'go on'
    | 'crash'
    | 'fail'
    | 'cancel'
    | 'resume'
    | 'turn back'
    | 'staff resume'
    | 'staff undo'
    | 'word'
    | keyof typeof PAUSES_MS
    | DecisionName;
  readonly who: number;
};

export type Walk = { readonly card: Card; readonly happenings: readonly Happening[] };

export type Walked = {
  readonly world: World;
  /** How many callers were told that they have cancelled the order. */
  readonly acknowledged: number;
  /** Of the sagas of the walk: those that don't come to their end. */
  readonly restless: number;
  /** Those that still wait for a payment. */
  readonly asleep: number;
  /** A step has failed for good. */
  readonly hasFailed: boolean;
};

/** The world after the walk, when all sagas that still run are over, and another one if the order isn't settled then. */
export function walkToEnd(walk: Walk): Walked {
  const { world, sagas, acknowledged } = play(walk);
  runToEnd(world, sagas);
  // If a bank never decides, the order is parked, and staff resume it when the bank has.
  for (const decision of [undefined, walk.happenings.length % 2 === 0 ? 'bank takes' : 'bank refuses'] as const) {
    if (isSettled(world.order)) break;
    if (decision) DECISIONS[decision](world.provider);
    sagas.push(startSaga(world, 'resumed'));
    runToEnd(world, sagas);
  }
  return toldOf(walk, world, sagas, acknowledged);
}

/** The world after the walk, when customer and bank have decided what was open and the provider has said so, at once. */
export function walkToDecision(walk: Walk): Walked {
  const { world, sagas, acknowledged } = play(walk);
  DECISIONS['customer confirms'](world.provider);
  DECISIONS[walk.happenings.length % 2 === 0 ? 'bank takes' : 'bank refuses'](world.provider);
  wake(world);
  runUntilAsleep(sagas);
  return toldOf(walk, world, sagas, acknowledged);
}

function toldOf({ happenings }: Walk, world: World, sagas: readonly Saga[], acknowledged: number): Walked {
  const alive = sagas.filter(({ isDead }) => !isDead);
  return {
    world,
    acknowledged,
    restless: alive.length,
    asleep: alive.filter((saga) => world.tokens.has(saga)).length,
    hasFailed: happenings.some(({ what }) => what === 'fail'),
  };
}

function play({ card, happenings }: Walk): { world: World; sagas: Saga[]; acknowledged: number } {
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
    // The outbox starts a saga for each.
    'staff resume': (who: number) => {
      if (resume(world, 'RESUME_REQUESTED')) begin(who, startSaga(world, 'resumed'));
    },
    'staff undo': (who: number) => {
      if (resume(world, 'UNDOING_REQUESTED')) begin(who, startSaga(world, 'resumed'));
    },
    word: () => wake(world),
  };
  for (const { what, who } of happenings) {
    if (isPause(what)) world.nowMs += PAUSES_MS[what];
    else if (isDecision(what)) DECISIONS[what](world.provider);
    else toOne[what](who);
  }

  return { world, sagas: [...others, ...sagas.values()], acknowledged };
}

type Cancellation = ReturnType<typeof cancel>;

function isPause(what: string): what is keyof typeof PAUSES_MS {
  return Object.hasOwn(PAUSES_MS, what);
}

function isDecision(what: string): what is DecisionName {
  return Object.hasOwn(DECISIONS, what);
}

/** Without any time passing. */
export function runUntilAsleep(sagas: readonly Saga[]): void {
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const awake = sagas.filter(({ isDead, sleeps }) => !isDead && !sleeps?.());
    if (awake.length === 0) return;
    awake.forEach((saga) => step(saga, () => saga.next()));
  }
}

/** Nobody says or decides anything from here on, but time passes when all of them sleep. */
export function runToEnd(world: World, sagas: readonly Saga[]): void {
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
