/** Walks through the refunds of an order: staff, sagas beside each other, a provider that refuses and loses responses. */
import { isRefundSettled, refundOf, refundsOf } from '../refunds.ts';
import { decide, isSettled } from '../order-status.ts';
import { askForRefund, bounce, giveBack, moveRefund, newRefundWorld, Refused, refuse } from './refund-world.ts';
import type { AskAnswer, RefundWorld, WantedRefund } from './refund-world.ts';

/** More than any saga needs: one that goes round and round is found. */
const MAX_STEPS = 2000;

/** `which` of the refunds it happens to, and `who` of those that run goes on, crashes or meets an error. */
export type RefundHappening = {
  readonly what: 'go on' | 'crash' | 'fail' | 'ask' | 'refuse' | 'bounce' | 'sweep';
  readonly who: number;
  readonly which: number;
};

export type RefundWalk = { readonly wanted: readonly WantedRefund[]; readonly happenings: readonly RefundHappening[] };

export type WalkedRefunds = {
  readonly world: RefundWorld;
  readonly answers: readonly { readonly refundId: string; readonly answer: AskAnswer }[];
  /** Of the sagas: those that don't come to their end. */
  readonly restless: number;
};

type Run = Generator<void, void, void>;

/** The world after the walk, when all that still run are over, and a sweep has begun what isn't settled again. */
export function walkRefunds({ wanted, happenings }: RefundWalk): WalkedRefunds {
  const world = newRefundWorld();
  const runs: Run[] = [];
  const answers: { refundId: string; answer: AskAnswer }[] = [];
  const ask = function* (refund: WantedRefund): Run {
    answers.push({ refundId: refund.refundId, answer: yield* askForRefund(world, refund) });
  };
  const sweep = (): void => {
    for (const refund of refundsOf(world.order)) {
      if (!isRefundSettled(refund)) runs.push(refundSaga(world, refund.refundId));
    }
  };
  const goOn = (run: Run | undefined, step: (run: Run) => IteratorResult<void>): void => {
    if (!run) return;
    if (isOver(() => step(run))) runs.splice(runs.indexOf(run), 1);
    for (const refundId of world.outbox.splice(0)) runs.push(refundSaga(world, refundId));
  };

  for (const { what, who, which } of happenings) {
    const refund = wanted[which % wanted.length];
    const run = runs[who % runs.length];
    if (what === 'go on') goOn(run, (one) => one.next());
    if (what === 'fail') goOn(run, (one) => one.throw(new Error('A response got lost')));
    if (what === 'crash' && run) runs.splice(runs.indexOf(run), 1);
    if (what === 'sweep') sweep();
    if (what === 'ask' && refund) runs.push(ask(refund));
    if (what === 'refuse' && refund) refuse(world, refund.refundId);
    if (what === 'bounce' && refund) bounce(world, refund.refundId);
  }
  runToEnd();
  if (!isSettled(world.order)) sweep();
  runToEnd();
  return { world, answers, restless: runs.length };

  function runToEnd(): void {
    for (let steps = 0; steps < MAX_STEPS && runs.length > 0; steps += 1) {
      for (const run of [...runs]) goOn(run, (one) => one.next());
    }
  }
}

/** As in `infra/refund-saga.ts`: a step that fails is tried again, and only the mail is given up. */
function* refundSaga(world: RefundWorld, refundId: string): Run {
  let issued = false;
  while (!issued) issued = yield* isIssued(world, refundId);
  try {
    if (decide(world.order, 'REFUND_NOTIFICATION_SENT', refundId) !== 'move') return;
    yield;
    world.mails.set(refundId, (world.mails.get(refundId) ?? 0) + 1);
    yield;
    yield* moveRefund(world, 'REFUND_NOTIFICATION_SENT', refundId, () => ({ notification: { sent: true } }));
  } catch {
    const notification = { sent: false, error: 'A technical problem.' };
    yield* moveRefund(world, 'REFUND_NOTIFICATION_GIVEN_UP', refundId, () => ({ notification }));
  }
}

/** One try of IssueRefund. Returns false if it failed in a way that another try may mend. */
function* isIssued(world: RefundWorld, refundId: string): Generator<void, boolean, void> {
  const refund = refundOf(world.order, refundId);
  if (!refund) throw new Error(`The order has no refund ${refundId}`);
  if (refund.status === 'FAILED') return true;
  try {
    yield;
    giveBack(world, refund);
    // The response may be lost here.
    yield;
  } catch (error) {
    if (!(error instanceof Refused)) return false;
    const failure = { code: 'RefundRefused', step: 'IssueRefund', message: 'Refused' };
    yield* moveRefund(world, 'REFUND_FAILED', refundId, () => ({ status: 'FAILED', failure }));
    return true;
  }
  const isRestocked = refund.restock.length > 0;
  yield* moveRefund(world, 'REFUND_ISSUED', refundId, () => ({ status: 'ISSUED', restocked: isRestocked }));
  return true;
}

/** One that returns or throws is over. */
function isOver(run: () => IteratorResult<void>): boolean {
  try {
    return run().done === true;
  } catch {
    return true;
  }
}
